"""
Compile the reading of clocks: the same source, as machine code, where a C compiler is at hand (ADR 0025).

The build hook runs this as a program of its own; by hand it is `python hatch_compile.py`, and with `sources` it names
what it compiles. What it makes lies beside the source and is loaded in its place; what is older than its source goes
first, whatever comes after, and with `TRIFECTA_COMPILE=no` nothing does.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "src"
STAMP = SOURCE / "trifecta" / "base" / ".compiled"
GROUP = "trifecta.base.compiled"
ENDING = sysconfig.get_config_var("EXT_SUFFIX")
# Pure modules in which a reading spends its time. Whatever else they import stays as it is written.
COMPILED = (
    "base/worktime/arithmetic.py",
    "base/conditions/matching.py",
    "base/entries.py",
    "base/worktime/settling.py",
    "base/worktime/working_days.py",
    "base/worktime/zones.py",
    "tickets/replay.py",
    *(
        f"promises/clocks/{name}.py"
        for name in ("clock", "counting", "lines", "reading", "results", "running", "told", "walking")
    ),
)
MYPY = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent")


def compile_all() -> bool:
    """Bring the machine code up to date; whether there is any now."""
    if is_fresh():
        return True
    remove()
    reason = _missing() or _compile()
    if reason:
        remove()
        print(f"The clocks stay uncompiled, and are read at half the speed: {reason}", file=sys.stderr)
        return False
    STAMP.write_text(fingerprint())
    return True


def is_fresh() -> bool:
    """Whether what is there was made of the source as it is, by this Python."""
    return STAMP.is_file() and STAMP.read_text() == fingerprint() and all(path.is_file() for path in made())


def is_stale() -> bool:
    """Whether something else than the source as it is would be loaded."""
    return any(path.is_file() for path in made()) and not is_fresh()


def fingerprint() -> str:
    digest = hashlib.sha256(f"{sys.version} {ENDING}".encode())
    for path in (Path(__file__).resolve(), *sources()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sources() -> list[Path]:
    return [SOURCE / "trifecta" / name for name in COMPILED]


def made() -> list[Path]:
    """The files that a compilation leaves: one a module, and one that they share."""
    shared = SOURCE / f"{GROUP.replace('.', '/')}__mypyc{ENDING}"
    return [path.with_suffix(ENDING) for path in sources()] + [shared]


def remove() -> None:
    for path in (STAMP, *made()):
        path.unlink(missing_ok=True)


def _missing() -> str:
    """Why it cannot be compiled here, in words; else nothing."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"there is no C compiler ({compiler}) here."
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "the headers of this Python (Python.h) are not installed."
    return ""


def _compile() -> str:
    """In place; why it failed, if it did."""
    try:
        from mypyc.build import mypycify  # noqa: PLC0415  (only who compiles needs a compiler)
        from setuptools import Distribution  # noqa: PLC0415
        from setuptools.errors import BaseError, CompileError, LinkError  # noqa: PLC0415
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed."
    os.chdir(SOURCE)  # where mypy looks for packages
    with tempfile.TemporaryDirectory() as scratch:
        try:
            extensions = mypycify(
                [*MYPY, f"--cache-dir={scratch}", *(path.relative_to(SOURCE).as_posix() for path in sources())],
                group_name=GROUP,
                target_dir=scratch,
            )
            builder = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
            builder.inplace, builder.build_temp, builder.build_lib = True, scratch, scratch
            builder.ensure_finalized()
            builder.run()
        except (BaseError, CompileError, LinkError, SystemExit) as error:
            return f"compiling failed. {error}"
    return ""


if __name__ == "__main__":
    if sys.argv[1:] == ["sources"]:
        print(*(path.relative_to(ROOT) for path in sources()))
    elif os.environ.get("TRIFECTA_COMPILE") != "no":
        compile_all()
    elif is_stale():
        remove()
