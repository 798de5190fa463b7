"""
A short story and its clocks, at an office in Berlin that is open from 9 to 12 and from 13 to 17.

The week is that of Monday, 1 June 2026. Instants are written as the office's wall shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from trifecta.base.entries import Entry
from trifecta.base.kinds import Event
from trifecta.base.worktime import zones
from trifecta.base.worktime.calendar import office_hours
from trifecta.base.worktime.settling import SettledTime, settle
from trifecta.promises import standard
from trifecta.promises.clocks import lines, reading
from trifecta.promises.clocks.clock import Worked
from trifecta.promises.clocks.results import Run
from trifecta.promises.terms import Book, Kind, Per, Target, Terms
from trifecta.tickets.events import conversation, flow

HOUR = 3600
OFFICE = settle(office_hours("Europe/Berlin", "09:00-12:00", "13:00-17:00"), date(2026, 5, 1), date(2026, 7, 31))
ALL_HOURS = settle(office_hours("UTC", "00:00-24:00", days=range(7)), date(2026, 5, 1), date(2026, 7, 31))

Told = tuple[datetime, str, Event]


def day(number: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """What the office's clock shows on that day of June."""
    shown = datetime(2026, 6, 1, hour, minute, second, tzinfo=zones.zone("Europe/Berlin"))
    return (shown + timedelta(days=number - 1)).astimezone(UTC)


mon, tue, wed, thu, fri, sat, sun = (partial(day, number) for number in range(1, 8))
next_mon, next_tue = partial(day, 8), partial(day, 9)


def _by(actor: str, at: datetime, event: Event) -> Told:
    return at, actor, event


staff, customer, rule, source = (
    partial(_by, actor) for actor in ("staff:4", "customer:7", "rule:auto", "importer:csv")
)


def opened(**more: Any) -> Event:
    return flow.Opened(**{"sort": "incident", "owner": 4, "channel": "mail"} | more)


def reply(**more: Any) -> Event:
    return conversation.MessageSent(channel="mail", **more)


def wrote(**more: Any) -> Event:
    return conversation.MessageReceived(channel="mail", **more)


def waits(on: str = "customer") -> Event:
    return flow.Waiting(on=on)


resumed, resolved, reopened = flow.Resumed(), flow.Resolved(), flow.Reopened()


def _terms(promise: str, moves: Any, hours: float, **more: Any) -> Terms:
    target = Target(round(hours * HOUR))
    return Terms(
        code=promise, name=promise, promise=promise, moves=moves, **{"kind": Kind.SLA, "target": target} | more
    )


FIRST_RESPONSE = _terms("first_response", standard.FIRST_RESPONSE, 2)
NEXT_RESPONSE = _terms("next_response", standard.NEXT_RESPONSE, 2, repeats=True, only_at_work=False)
UPDATE = _terms("update", standard.UPDATE, 4, repeats=True)
RESOLUTION = _terms("resolution", standard.RESOLUTION, 8)
OWNING = _terms("time_to_own", standard.OWNING, 1, kind=Kind.OLA)
STAY = _terms("stay", standard.STAY, 4, kind=Kind.OLA, per=Per.TEAM)
VENDOR = _terms("vendor", standard.VENDOR, 14, kind=Kind.CONTRACT, repeats=True)
WORD = _terms("word", standard.WORD, 0, kind=Kind.WORD, per=Per.WORD, target=None, only_at_work=False)


def runs(
    *told: Told,
    by: Terms | Iterable[Terms],
    at: datetime,
    hours: SettledTime | Worked = OFFICE,
    then: Iterable[tuple[datetime, Iterable[Terms]]] = (),
) -> list[Run]:
    """All runs at an instant. then: later books that open tickets follow, and from when on."""
    entries = [Entry(seq, when, actor, event) for seq, (when, actor, event) in enumerate(told, start=1)]
    books = [_book(by), *(_book(terms) for _, terms in then)]
    follows = [(zones.epoch_s(since), place) for place, (since, _) in enumerate(then, start=1)]
    worked: Callable[..., SettledTime] = hours if callable(hours) else lambda _terms, _facts: hours
    return reading.read(entries, books=books, worked=worked, at=at, follows=follows)


def run(*told: Told, by: Terms | Iterable[Terms], at: datetime, **more: Any) -> Run:
    """The only run there is."""
    (only,) = runs(*told, by=by, at=at, **more)
    return only


def _book(terms: Terms | Iterable[Terms]) -> lines.Lines:
    return lines.lines(Book((terms,) if isinstance(terms, Terms) else tuple(terms)))


def hours_of(terms: Terms, hours: float) -> Terms:
    """The same terms with another target."""
    return replace(terms, target=Target(round(hours * HOUR)))


def shown(second: int | None) -> datetime | None:
    return None if second is None else zones.at_second(second)


def due(read: Run) -> datetime | None:
    return shown(read.due)


def passed(read: Run) -> list[tuple[float, datetime]]:
    """Thresholds in the order in which they were passed."""
    return [(each.threshold.amount, zones.at_second(each.second)) for each in read.passed]
