"""The cases that a promise clock must pass, each beside the tests that show it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from docs.from_code.markdown import code, table
from trifecta.promises.tests import cases
from trifecta.promises.tests.cases.register import SECTIONS, Case

TITLE = "Cases of promises"
INTRODUCTION = """\
What goes wrong with the clocks of service desks, and must not here: each line is a test that is named as a sentence, or
a decision. How a promise is timed is told in [How a promise is timed](../explanation/promises.md)."""
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(cases.__file__).parent

Places = Mapping[str, Sequence[Path]]


def body() -> str:
    return "\n\n".join(f"## {title}\n\n{_table(listed)}" for title, listed in SECTIONS.items())


@cache
def places() -> Places:
    """Where each test of the product is, by its name."""
    found: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "src").rglob("test_*.py")):
        for test in _tests_in(path):
            found.setdefault(test.name, []).append(path)
    return found


@cache
def numbered() -> Mapping[int, Sequence[str]]:
    """The tests that carry a case's number."""
    found: dict[int, list[str]] = {}
    for path in sorted(FOLDER.glob("test_*.py")):
        for test in _tests_in(path):
            for number in _numbers(test):
                found.setdefault(number, []).append(test.name)
    return found


def _tests_in(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def _numbers(test: ast.FunctionDef) -> list[int]:
    calls = [each for each in test.decorator_list if isinstance(each, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "case"]
    return [int(ast.literal_eval(argument)) for call in named for argument in call.args]


def _table(listed: Sequence[Case]) -> str:
    return table(
        ("", "what must hold", "shown by"), ((str(case.number), case.says, _shown_by(case)) for case in listed)
    )


def _shown_by(case: Case) -> str:
    told = [_named(name) for name in (*numbered().get(case.number, ()), *case.elsewhere)]
    if case.decision:
        told.append(f"[decision {case.decision[:4]}](../decisions/{case.decision})")
    if case.waits:
        told.append(f"still to come: {case.waits}")
    return "; ".join(told)


def _named(test: str) -> str:
    (path,) = places()[test]
    return f"[{code(test)}](../../{path.relative_to(ROOT)})"
