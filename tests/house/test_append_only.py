"""No code writes to the log's table but the journal: the linter's part of "append-only"."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "trifecta"
WRITES = re.compile(
    r"(UPDATE|DELETE\s+FROM|INSERT\s+INTO|REPLACE\s+INTO|COPY|TRUNCATE|DROP\s+TRIGGER)\s+\"?log_entry", re.IGNORECASE
)


def test_only_the_journal_speaks_to_the_table():
    files = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]

    writing = {str(path.relative_to(SOURCE)) for path in files if WRITES.search(path.read_text())}

    assert writing <= {"log/journal.py", "log/triggers.py"}
