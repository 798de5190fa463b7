"""
Builds the facts of a store from its log, its names and its business time.

The log is looked through once. What depends on the order of events is folded in numpy, a piece of the tickets at a
time; the columns that come of it are written side by side, without a join.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trifecta.base.worktime import zones
from trifecta.metrics.facts import (
    contacts,
    files,
    folding,
    handoffs,
    matters,
    names,
    periods,
    promises,
    replies,
    stays,
    tickets,
    touches,
)
from trifecta.metrics.facts import turns as turning
from trifecta.metrics.facts.clock import HOURS, MICRO, BusinessTime, Times, Zone
from trifecta.metrics.facts.columns import NONE, Columns, Ints, Words, ascending, joined, narrowed
from trifecta.metrics.facts.declared import CONTACTS, HANDOFFS, INSTANTS, PROMISES, STAYS, TICKETS, Fact
from trifecta.metrics.facts.entries import entries
from trifecta.metrics.facts.names import Names

THREADS = 2
_OF_TOUCHES = {
    "contact_count",
    "early_contact_count",
    "is_repeated",
    "conversation_is_told",
    "contacts_are_told",
    "moves_are_told",
}
_OF_HANDOFFS = {"offer_count", "declined_count", "nobody_s", "is_lost", "explained_again_count"}
_OF_ALL = _OF_TOUCHES | _OF_HANDOFFS | {"reply_count"}
_WHOSE = ("ticket", "team", "is_offered", "from_us", "until_us")
_TICKET_COLUMNS = {*TICKETS.stored_columns, "customer", "solved_seq"} - _OF_ALL


class Log(NamedTuple):
    """
    What the log tells: `turns`, `matters`, `replies` and `contacts` as the modules of these names say, `absorbed`
    and `merged` as `matters` does.
    """

    turns: Columns
    matters: Columns
    replies: Columns
    received: Columns
    contacts: Columns
    absorbed: Columns
    merged: Columns


def build(store: Path, *, as_of: datetime) -> dict[str, int]:
    """
    Write the facts into the store's folder `facts` and return how many rows each has.

    store: holds log/*.parquet, dims/*.parquet, hours.parquet and desk.json; as_of: when the log was read
    """
    target = store / "facts"
    target.mkdir()
    with ThreadPoolExecutor(THREADS) as threads:
        made = _made(store, as_of, threads)
        written = {fact.name: threads.submit(files.write, target, fact, parts) for fact, parts in made}
        return {name: row_count.result() for name, row_count in written.items()}


def _made(store: Path, as_of: datetime, threads: Executor) -> Iterator[tuple[Fact, Sequence[Columns]]]:
    """Each fact as soon as it is made, in parts."""
    desk = json.loads((store / "desk.json").read_text())
    zone, known = str(desk["zone"]), _names(store, int(desk["default_calendar"]))
    log = _log(store, as_of, threads, nobody=known.nobody)
    told_us = np.concatenate([log.turns["at_us"], log.contacts["started_us"]])
    first_s = int(told_us.min(initial=zones.epoch_s(as_of) * MICRO)) // MICRO
    first_day = periods.day_of(zones.at_second(first_s), zone)
    yield INSTANTS, [_instants(first_day, as_of, zone)]
    times = _times(store, as_of, zone, first_s=first_s, first_day=first_day)
    folded = _folded(log, known, times, threads)
    found = joined([of_tickets for of_tickets, _, _ in folded])
    lasting, offered = [of_stays for _, of_stays, _ in folded], [offers for _, _, offers in folded]
    yield STAYS, lasting
    yield HANDOFFS, offered
    goes_on = {"ticket": matters.going_on(log.contacts["ticket"], log.merged)}
    found |= touches.touches(found, {**log.contacts, **goes_on}, log.replies)
    found |= handoffs.of_tickets(found, joined(offered), _between(lasting), log.received)
    yield TICKETS, [found]
    yield PROMISES, [promises.promises(promises.read(store / "clocks"), found, known, times)]
    yield CONTACTS, [contacts.contacts(log.contacts, found, known, times)]


def _between(lasting: Sequence[Columns]) -> Columns:
    """Of all stays what tells whose a ticket was, and when."""
    return joined([{name: part[name] for name in _WHOSE} for part in lasting])


def _log(store: Path, as_of: datetime, threads: Executor, *, nobody: int) -> Log:
    until_us = zones.epoch_s(as_of) * MICRO + as_of.microsecond
    wanted = (turning.TOLD, replies.TOLD, matters.TOLD, matters.CONTACTS, matters.ABSORBED, matters.MERGED)
    turned, said, told, touched, absorbed, merged = entries(store / "log", wanted, until_us=until_us, threads=threads)
    replying = threads.submit(replies.replies, said)
    about, linked = matters.matters(told), contacts.linked(matters.contacts(touched), matters.links(told))
    replied = replying.result()
    about |= replies.firsts(about["ticket"], said, replied)
    about["owner_change_count"] = matters.owner_change_counts(told, nobody=nobody)
    return Log(turning.turns(turned), about, replied, replies.received(said), linked, absorbed, merged)


def _names(store: Path, default_calendar: int) -> Names:
    asked = {"teams": names.TEAMS, "customers": names.CUSTOMERS, "services": names.SERVICES}
    teams, customers, services = (
        ascending(files.read(store / "dims" / f"{name}.parquet", columns, texts=names.TEXTS), "id")
        for name, columns in asked.items()
    )
    agents = files.read(store / "dims" / "agents.parquet", names.AGENTS)
    nobody = next(iter(agents["id"][agents["is_placeholder"] == 1]), NONE)
    return Names(teams, customers, services, default_calendar, int(nobody))


def _times(store: Path, as_of: datetime, zone: str, *, first_s: int, first_day: int) -> Times:
    now_s = zones.epoch_s(as_of)
    business = BusinessTime(files.read(store / "hours.parquet", HOURS))
    numbered = periods.Numbered(first_day, periods.day_of(as_of, zone))
    return Times(Zone.of(zone, first_s=first_s, last_s=now_s), business, numbered, now_s * MICRO)


def _folded(log: Log, known: Names, times: Times, threads: Executor) -> list[tuple[Columns, Columns, Columns]]:
    """Tickets, without what contacts, replies and handoffs as a whole tell of them; stays; handoffs; in parts."""
    turns = {name: column for name, column in log.turns.items() if name != "reason"}

    def made(places: Ints) -> tuple[Columns, Columns, Columns]:
        folded = folding.fold(turns, places, is_first_level=known.is_first_level)
        of_tickets = tickets.tickets(folded.stories, log.matters, log.absorbed, known, times)
        of_stays = stays.stays(folded.stays, of_tickets, known, times)
        offers = handoffs.handoffs(folded.offers, log.turns["reason"], of_tickets, known, times)
        return (
            narrowed(of_tickets, _TICKET_COLUMNS),
            narrowed(of_stays, STAYS.stored_columns),
            narrowed(offers, HANDOFFS.stored_columns),
        )

    return [*threads.map(made, folding.pieces(turns))]


def _instants(first_day: int, as_of: datetime, zone: str) -> Columns:
    rows = periods.instants(first_day, as_of=as_of, zone=zone)
    period, *numbers = (np.array(values) for values in zip(*rows, strict=True))
    known, codes = np.unique(period, return_inverse=True)
    return dict(zip(INSTANTS.columns, [Words(codes, tuple(known.tolist())), *numbers], strict=True))
