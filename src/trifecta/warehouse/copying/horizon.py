"""
How far the log may be copied: up to an id below which nothing can appear any more.

On SQLite there is one writer at a time, so the newest id is enough. On PostgreSQL a transaction may commit an id below
one that is already visible, and a transaction with a later number may have taken an earlier id, so that neither the
newest id nor the newest id below the oldest running transaction is safe. Whoever takes an id holds a lock on the table
until it ends (ROW EXCLUSIVE, taken before the id): when all who held one at a moment are gone, every id that was
visible at that moment is the last word on what lies below it. CREATE INDEX CONCURRENTLY waits in the same way.
"""

from __future__ import annotations

import time

from django.db import connection

from trifecta.log import journal

LONGEST_WAIT_S = 5.0
_PAUSE_S = 0.05
_WRITERS = """
    SELECT DISTINCT virtualtransaction FROM pg_locks
    WHERE relation = 'log_entry'::regclass AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def settled_id(*, longest_wait_s: float | None = None) -> int | None:
    """The newest id that is safe; None while a transaction that began before still writes."""
    latest = journal.latest_id()
    if connection.vendor != "postgresql":
        return latest
    deadline = time.monotonic() + (LONGEST_WAIT_S if longest_wait_s is None else longest_wait_s)
    writers = _writers()
    while writers:
        if time.monotonic() > deadline:
            return None
        time.sleep(_PAUSE_S)
        writers &= _writers()
    return latest


def mark(entry_id: int) -> str:
    """What the entry of this id says, in short; empty when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, seq, kind, happened_at FROM log_entry WHERE id = %s", [entry_id])
        row = cursor.fetchone()
    return " ".join(str(value) for value in row) if row else ""


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {writer for (writer,) in cursor.fetchall()}
