"""
The `committed` fixture: Django's database is one of the test's own, where what is committed is committed.

For what several threads or processes do at once. A test that asks for it runs twice: on SQLite, in a file as a desk has
it, and on PostgreSQL.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests import postgres_server
from tests.postgres import as_default
from trifecta.config import database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def committed(request: pytest.FixtureRequest, db: None) -> str:
    """The name of the engine."""
    request.getfixturevalue("on_postgres" if request.param == "postgresql" else "on_sqlite")
    return request.param


@pytest.fixture
def on_sqlite(tmp_path: Path, db: None, django_db_blocker: Any) -> Iterator[Path]:
    """A migrated SQLite file, copied from the suite's own database in memory."""
    if postgres_server.is_wanted():
        pytest.skip("the suite runs on PostgreSQL")
    path = tmp_path / "trifecta.sqlite3"
    with django_db_blocker.unblock():
        connections["default"].ensure_connection()
        with contextlib.closing(sqlite3.connect(path)) as copy:
            # SQLite's own copying would wait for the end of the transaction that every test is in.
            copy.executescript("\n".join(connections["default"].connection.iterdump()))
        with as_default(database.sqlite(path)):
            yield path


def in_thread(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same for another thread, which has a connection of its own and closes it at the end."""

    def run(*told: Any) -> Any:
        try:
            return work(*told)
        finally:
            connection.close()

    return run
