"""Code blocks of Markdown pages, and a place where what they say is done. `docs/README.md` explains the marks."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NEED_A_MARK = {"sh", "bash", "python", "toml"}
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>.*)\n(?P<text>(?:.*\n)*?)(?P=fence)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """
    A fenced block: its language, its text, and what its marks say.

    marks: `run`, `output`, `file=NAME`, `exit=CODE`, `unrun=REASON`; a mark without a value maps to "".
    """

    page: Path
    line: int
    language: str
    marks: dict[str, str]
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def is_run(self) -> bool:
        return "run" in self.marks


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, *marks = shlex.split(found["info"].replace("`", "")) or [""]
        pairs = (mark.partition("=") for mark in marks)
        line = text.count("\n", 0, found.start()) + 1
        yield Block(page, line, language, {name: value for name, _, value in pairs}, found["text"])


class Workshop:
    """A folder and a home of its own, in which the blocks of one page are followed from top to bottom."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "work"
        self._folder.mkdir()
        (self._folder / "docs").symlink_to(ROOT / "docs")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TRIFECTA_", "DJANGO_"))}
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**inherited, "PATH": programs, "TRIFECTA_HOME": str(folder / "home")}
        self._said = ""

    def follow(self, block: Block) -> None:
        """Do what the block says. Raises AssertionError with its place when it does not come out as told."""
        if "file" in block.marks:
            (self._folder / block.marks["file"]).write_text(block.text, encoding="utf-8")
        elif block.is_run:
            self._run(block)
        elif "output" in block.marks:
            missing = first_missing(block.text, self._said)
            assert missing is None, f"{block}: “{missing}” was not printed (in this order). Printed was:\n{self._said}"

    def _run(self, block: Block) -> None:
        shell = ["bash", "-euo", "pipefail", "-c"] if block.language == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*shell, block.text],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self._said = done.stdout
        wanted = int(block.marks.get("exit", "0"))
        assert done.returncode == wanted, f"{block} ended with {done.returncode}, not {wanted}:\n{done.stdout}"


def first_missing(promised: str, said: str) -> str | None:
    """
    The first promised line that `said` does not have after the ones before it.

    … stands for anything in a line; how wide columns are printed does not matter.
    """
    lines = iter(said.splitlines())
    for line in filter(None, map(_narrow, promised.splitlines())):
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        if line != "…" and not any(pattern.fullmatch(_narrow(candidate)) for candidate in lines):
            return line
    return None


def _narrow(line: str) -> str:
    return " ".join(line.split())
