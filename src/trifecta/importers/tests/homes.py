"""Homes of their own, for tests that import as a person does: by the command line, in another process."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

HISTORY_TABLES = {
    "log_entry": "stream, seq, kind, happened_at, actor, facts",
    "tickets_ticket": "*",
    "tickets_message": "ticket_id, seq, body",
    "tickets_remark": "ticket_id, seq, body",
    "tickets_contactlink": "contact_id, ticket_id",
    "tickets_articlelink": "ticket_id, article",
    "tickets_ticketlink": "ticket_id, other_id, relation",
    "contacts_contact": "*",
    "records_change": "*",
    "records_problem": "*",
    "records_changelink": "ticket_id, change_id, relation",
    "records_problemlink": "ticket_id, problem_id",
    "records_changeitem": "change_id, item_id",
    "care_survey": "*",
    "staff_team": "*",
    "staff_agent": "*",
    "staff_membership": "agent_id, team_id",
    "customers_customer": "*",
    "customers_site": "*",
    "catalog_category": "*",
    "catalog_item": "*",
    "importers_known": "source, instance, sort, key, local_id, digest",
}


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "trifecta", "import", *map(str, words)]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "trifecta.config.settings", "TRIFECTA_HOME": str(home)}


def prepare(home: Path) -> Path:
    """A home with its tables."""
    shutil.copytree(_empty(), home, dirs_exist_ok=True)
    return home


@cache
def _empty() -> Path:
    """Made once in this process, since that takes longer than most that happens in a home."""
    home = Path(tempfile.mkdtemp(prefix="trifecta-empty-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    migrate = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(migrate, env=environment(home), check=True)
    return home


def bring(home: Path, *words: object) -> dict[str, Any]:
    """Import and return the report."""
    done = subprocess.run(
        command(*words, "--report", "json"), env=environment(home), check=True, capture_output=True, text=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@contextmanager
def database(home: Path) -> Iterator[sqlite3.Connection]:
    """Commits and closes; left to the garbage collector, a connection removes its files while others read them."""
    with closing(sqlite3.connect(home / "trifecta.sqlite3")) as connection, connection:
        yield connection


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with database(home) as connection:
        return connection.execute(query).fetchall()


def contents(home: Path, tables: Sequence[str] = tuple(HISTORY_TABLES)) -> dict[str, list[tuple[Any, ...]]]:
    """What an import writes, by table, in an order of its own."""
    return {table: sorted(rows(home, f"SELECT {HISTORY_TABLES[table]} FROM {table}"), key=repr) for table in tables}
