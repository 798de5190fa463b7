"""
Ids taken ahead of the rows that will bear them.

An import names ids in its events before the rows are written, while the desk may be at work beside it. So ids come from
the database's own sequences, in growing blocks. On SQLite the rest of a block is given back, by the next import if this
one is killed; PostgreSQL leaves gaps, as its sequences always do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from django.db import connection, models, transaction
from django.db.models import Max

from trifecta.care.models import Survey
from trifecta.catalog.models import Category, Item, Service
from trifecta.contacts.models import Contact
from trifecta.customers.models import Customer, Department, Organization, Site
from trifecta.importers.models import Known
from trifecta.records.models import Change, Problem
from trifecta.staff.models import Agent, Team
from trifecta.tickets.models import Ticket

HISTORIES: dict[str, type[models.Model]] = {
    "ticket": Ticket,
    "contact": Contact,
    "change": Change,
    "problem": Problem,
    "survey": Survey,
}
NAMES: dict[str, type[models.Model]] = {
    "team": Team,
    "agent": Agent,
    "organization": Organization,
    "department": Department,
    "site": Site,
    "customer": Customer,
    "service": Service,
    "item": Item,
    "category": Category,
}
MODELS = HISTORIES | NAMES
_FIRST_BLOCK, _LARGEST_BLOCK = 64, 4096
# Where the rest is given back a block costs nothing, but taking one waits for the batch that is being written.
_RETURNABLE_BLOCK = 32_768


class Numbers:
    """Free ids by sort. A rehearsal counts on from the largest id and touches nothing."""

    def __init__(self, *, is_rehearsal: bool) -> None:
        self._is_rehearsal = is_rehearsal
        self._free: dict[str, Iterator[int]] = {}
        self._latest: dict[str, int] = {}

    def take(self, sort: str) -> int:
        """The next free id of this sort."""
        if sort not in self._free:
            self._free[sort] = self._blocks(sort)
        self._latest[sort] = next(self._free[sort])
        return self._latest[sort]

    def give_back(self) -> None:
        """Return what was not used."""
        for sort, latest in self._latest.items():
            if not self._is_rehearsal and connection.vendor == "sqlite":
                _set_sequence(sort, max(latest, largest(sort)))

    def _blocks(self, sort: str) -> Iterator[int]:
        if self._is_rehearsal:
            yield from itertools.count(largest(sort) + 1)
        if connection.vendor == "sqlite":
            _set_sequence(sort, largest(sort))
            while True:
                yield from _reserve(sort, _RETURNABLE_BLOCK)
        block = _FIRST_BLOCK
        while True:
            yield from _reserve(sort, block)
            block = min(block * 2, _LARGEST_BLOCK)


def largest(sort: str) -> int:
    """The largest id in use, or promised to a foreign thing whose row is still to come."""
    rows = MODELS[sort]._default_manager.aggregate(largest=Max("pk"))["largest"] or 0
    promised = Known.objects.filter(sort=sort).aggregate(largest=Max("local_id"))["largest"] or 0
    return max(rows, promised)


def _reserve(sort: str, count: int) -> Iterable[int]:
    table = MODELS[sort]._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "nextval(pg_get_serial_sequence(%s, 'id'))"
            cursor.execute(f"SELECT {sequence} FROM generate_series(1, %s)", [table, count])  # noqa: S608
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (latest,) = cursor.fetchone()
        _set_sequence(sort, latest + count)
        return range(latest + 1, latest + count + 1)


def _set_sequence(sort: str, latest: int) -> None:
    table = MODELS[sort]._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [latest, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, latest])
