"""How long things may be: house.md's budgets, with the exceptions named and reasoned."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "trifecta"

# path (and function) to the reason why it may be longer; an entry that is no longer needed fails.
EXCEPTIONS: dict[str, str] = {}


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def product_files() -> list[Path]:
    return [path for path in python_files() if "tests" not in path.parts]


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.name}", node


def parameters(arguments: ast.arguments) -> list[str]:
    """All but the object itself."""
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in named if argument.arg not in {"self", "cls"}]


def within(found: dict[str, int], *, never_beyond: int, p90: int | None = None) -> None:
    beyond = {name: size for name, size in found.items() if size > never_beyond and name not in EXCEPTIONS}
    assert beyond == {}, f"never beyond {never_beyond}"
    if p90 is not None and len(found) > 10:
        assert quantiles(found.values(), n=10)[-1] <= p90, f"nine in ten within {p90}"


def test_functions_do_one_thought():
    sizes = {name: node.end_lineno - node.lineno + 1 for name, node in functions(product_files())}

    within(sizes, never_beyond=50, p90=25)


def test_tests_are_read_too():
    sizes = {name: node.end_lineno - node.lineno + 1 for name, node in functions(python_files())}

    within(sizes, never_beyond=50)
    within({str(path.relative_to(SOURCE)): length(path) for path in python_files()}, never_beyond=400)


def test_functions_take_few_parameters():
    counts = {name: len(parameters(node.args)) for name, node in functions(product_files())}

    within(counts, never_beyond=6, p90=4)


def test_files_are_rooms_not_halls():
    within({str(path.relative_to(SOURCE)): length(path) for path in product_files()}, never_beyond=400, p90=250)


def test_folders_hold_what_a_glance_takes_in():
    counts = Counter(
        path.parent.relative_to(SOURCE).as_posix() for path in product_files() if path.name != "__init__.py"
    )

    within(dict(counts), never_beyond=20, p90=15)


@pytest.mark.parametrize(("ending", "never_beyond", "p90"), [("html", 120, 60), ("css", 300, 200)])
def test_templates_and_stylesheets_stay_small(ending: str, never_beyond: int, p90: int):
    found = [path for path in SOURCE.rglob(f"*.{ending}") if "static" not in path.parts]

    within({str(path.relative_to(SOURCE)): length(path) for path in found}, never_beyond=never_beyond, p90=p90)


def test_no_exception_has_outlived_its_reason():
    known = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*")} | {
        name for name, _ in functions(product_files())
    }

    assert EXCEPTIONS.keys() <= known
