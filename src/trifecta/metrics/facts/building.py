"""
Builds the facts of a store from its log, its names and its business time.

Ibis expressions on DuckDB look up what is told; what depends on the order of events is folded in numpy, a piece of the
tickets at a time; the columns that come of it are written side by side, without a join.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from trifecta.base.worktime import zones
from trifecta.metrics.facts import contacts, folding, matters, names, periods, stays, tickets, touches
from trifecta.metrics.facts.clock import HOURS, MICRO, BusinessTime, Times, Zone
from trifecta.metrics.facts.columns import Columns, Ints, Words, ascending, joined, narrowed
from trifecta.metrics.facts.declared import CONTACTS, INSTANTS, STAYS, TICKETS, Fact
from trifecta.metrics.facts.entries import entries
from trifecta.metrics.facts.names import Names
from trifecta.metrics.facts.turns import turns
from trifecta.metrics.facts.workshop import Workshop, workshop

_OF_TOUCHES = {"contact_count", "early_contact_count", "is_repeated", "conversation_is_told", "contacts_are_told"}
THREADS = 2
TICKET_COLUMNS = [*(name for name in TICKETS.stored_columns if name not in _OF_TOUCHES), "customer"]


def build(store: Path, *, as_of: datetime) -> dict[str, int]:
    """
    Write the facts into the store's folder `facts` and return how many rows each has.

    store: holds log/*.parquet, dims/*.parquet, hours.parquet and desk.json; as_of: when the log was read
    """
    (store / "facts").mkdir()
    with workshop(store) as shop, ThreadPoolExecutor(THREADS) as threads:
        steps = _Steps(shop, as_of, threads)
        written = {fact.name: threads.submit(shop.write, fact, columns) for fact, columns in steps.facts()}
        return {name: row_count.result() for name, row_count in written.items()}


class _Steps:
    def __init__(self, shop: Workshop, as_of: datetime, threads: Executor) -> None:
        desk = json.loads((shop.folder / "desk.json").read_text())
        self.shop, self.as_of, self.zone, self.threads = shop, as_of, str(desk["zone"]), threads
        self.names = Names(
            self._dimension("teams", names.TEAMS),
            self._dimension("customers", names.CUSTOMERS),
            self._dimension("services", names.SERVICES),
            int(desk["default_calendar"]),
        )
        self.entries = entries(shop, as_of=as_of)
        queries = [shop.told(rows(self.entries)) for rows in (matters.told, matters.contacts, turns)]
        told, touched, self.turns = threads.map(shop.read, queries)
        self.matters = matters.matters(told)
        latest = ascending(touched, "contact", latest_by=("started_us", "seq"))
        self.contacts = contacts.linked(latest, matters.links(told))
        self.times = self._times()

    def facts(self) -> Iterator[tuple[Fact, Columns]]:
        """Each as soon as it is made."""
        yield INSTANTS, self._instants()
        found, found_stays = self._tickets_and_stays()
        yield STAYS, found_stays
        found |= touches.touches(found, self.contacts)
        yield TICKETS, found
        yield CONTACTS, contacts.contacts(self.contacts, found, self.names, self.times)

    def _tickets_and_stays(self) -> tuple[dict[str, Any], Columns]:
        """The tickets without what contacts tell of them."""
        assignees = self._assignees()

        def made(places: Ints) -> tuple[Columns, Columns]:
            stories, folded = folding.fold(self.turns, places, is_first_level=self.names.is_first_level)
            of_piece = tickets.tickets(stories, self.matters, self.names, self.times, assignees=assignees)
            of_stays = stays.stays(folded, of_piece, self.names, self.times)
            return narrowed(of_piece, TICKET_COLUMNS), narrowed(of_stays, STAYS.stored_columns)

        parts = list(self.threads.map(made, folding.pieces(self.turns)))
        return joined([part for part, _stays in parts]), joined([part for _tickets, part in parts])

    def _instants(self) -> Columns:
        rows = periods.instants(self._first_day, as_of=self.as_of, zone=self.zone)
        period, *numbers = (np.array(values) for values in zip(*rows, strict=True))
        known, codes = np.unique(period, return_inverse=True)
        return dict(zip(INSTANTS.columns, [Words(codes, tuple(known.tolist())), *numbers], strict=True))

    def _dimension(self, name: str, columns: Mapping[str, str]) -> Columns:
        return ascending(self.shop.columns(self.shop.stored(name, columns, files=f"dims/{name}.parquet")), "id")

    def _assignees(self) -> Columns:
        """The latest assignee of the tickets that a restricted team ever had."""
        teams = self.names.teams
        restricted = teams["id"][teams["is_restricted"] == 1]
        if not restricted.size:
            return {"ticket": restricted, "assignee": restricted}
        return ascending(self.shop.columns(matters.assignees(self.entries, restricted.tolist())), "ticket")

    def _times(self) -> Times:
        told = np.concatenate([self.turns["at_us"], self.contacts["started_us"]])
        now_s = zones.epoch_s(self.as_of)
        first_s = int(told.min(initial=now_s * MICRO)) // MICRO
        self._first_day = periods.day_of(zones.at_second(first_s), self.zone)
        hours = self.shop.columns(self.shop.stored("hours", HOURS, files="hours.parquet"))
        numbered = periods.Numbered(self._first_day, periods.day_of(self.as_of, self.zone))
        return Times(Zone.of(self.zone, first_s=first_s, last_s=now_s), BusinessTime(hours), numbered, now_s * MICRO)
