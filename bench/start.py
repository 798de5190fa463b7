"""
`make demo` in a fresh clone with empty caches, until a page answers with the year in it; and its second start.

The yardstick of the first is what nobody can do without: a virtual environment with the same locked packages, by pip,
with empty caches too. What is committed is measured, not what lies in the checkout.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench import measure
from bench.measure import Line

ROOT = Path(__file__).resolve().parents[1]
PORT = 8473
FIRST_GOAL_S, SECOND_GOAL_S = 90.0, 6.0
SECOND_STARTS = 3
LONGEST_S = 900.0


def main() -> int:
    # A shell gives its background jobs deaf ears for Ctrl-C, which they would pass on to what is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="trifecta-start-") as name:
        folder = Path(name)
        clone = folder / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        environment = _without_caches(folder)
        first_s = _started(clone, environment)
        second_s = [_started(clone, environment) for _ in range(SECOND_STARTS)]
        bare_s = _bare_installation(folder, clone, _without_caches(folder / "bare"))
    measure.table(
        "start: from nothing to a page that answers",
        [
            Line("make demo, first start", "s", [first_s], [bare_s]),
            Line("  of our own", "s", [first_s], goal=FIRST_GOAL_S, is_absolute=True),
            Line("make demo, second start", "s", second_s, goal=SECOND_GOAL_S, is_absolute=True),
        ],
        yardstick="a virtual environment with the same locked packages, made by pip",
        notes=["both download every package; the goal of the first start is for a fast mirror and two idle cores"],
    )
    return 0


def _started(clone: Path, environment: dict[str, str]) -> float:
    """Seconds until the address answers; the server is stopped after."""
    began = time.monotonic()
    with _demo(clone, environment) as process:
        while not _answers():
            if process.poll() is not None or time.monotonic() - began > LONGEST_S:
                raise SystemExit(f"make demo did not come up:\n{(clone / 'demo.log').read_text()}")
            time.sleep(0.05)
        return time.monotonic() - began


@contextlib.contextmanager
def _demo(clone: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`make demo` in a process group of its own, so that all of it can be stopped as Ctrl-C does."""
    with (clone / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            ["make", "demo", f"PORT={PORT}"], cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)


def _answers() -> bool:
    with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/account/sign-in/", timeout=5).close()
        return True
    return False


def _bare_installation(folder: Path, clone: Path, environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(["python3", "-m", "venv", str(folder / "venv")], env=environment, check=True)
    install = [str(folder / "venv/bin/python"), "-m", "pip", "install", "-q", "-r", str(clone / "requirements.lock")]
    subprocess.run(install, env=environment, check=True)
    return time.monotonic() - began


def _without_caches(folder: Path) -> dict[str, str]:
    """Our environment with empty caches, and without the virtual environment that runs us."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIFECTA_", "VIRTUAL_ENV"))}
    caches = {"PIP_CACHE_DIR": "pip", "UV_CACHE_DIR": "uv", "npm_config_cache": "npm"}
    return kept | {variable: str(folder / name) for variable, name in caches.items()}


if __name__ == "__main__":
    sys.exit(main())
