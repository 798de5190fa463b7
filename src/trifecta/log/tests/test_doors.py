"""The log's table has one door: everyone else reads and writes through `journal`."""

from __future__ import annotations

import ast
from pathlib import Path

import trifecta

SOURCE = Path(trifecta.__file__).parent
TABLE = "trifecta.log.models"


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_the_log_imports_its_table():
    modules = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]

    importing = {str(path.relative_to(SOURCE)) for path in modules if TABLE in imports_of(path)}

    assert {"log/journal.py", "log/outbox.py"} <= importing
    assert [name for name in importing if not name.startswith("log/")] == []
