"""Which parts of a stretch of time are open, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trifecta.base.errors import Sentence
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.calendar import Calendar, held_on, windows_on
from trifecta.base.worktime.settling import HOUR_S, UNUSED, SettledTime


class Span(NamedTuple):
    """From one second to another. why: None while open."""

    start: int
    end: int
    why: Sentence | None


def spans(settled: SettledTime, start: int, end: int) -> Iterator[Span]:
    """The stretch without gaps, cut where the calendar opens and closes and where a closed day ends."""
    at = start
    for opens, closes in _open(settled, start, end):
        yield from _closed(settled.calendar, at, opens)
        yield Span(opens, closes, None)
        at = closes
    yield from _closed(settled.calendar, at, end)


def _open(settled: SettledTime, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Open time, joined across the hours in which it is kept."""
    pending: tuple[int, int] | None = None
    for opens, closes in _pieces(settled, start, end):
        if pending is not None and opens == pending[1]:
            pending = (pending[0], closes)
            continue
        if pending is not None:
            yield pending
        pending = (opens, closes)
    if pending is not None:
        yield pending


def _pieces(settled: SettledTime, start: int, end: int) -> Iterator[tuple[int, int]]:
    for hour in range(start // HOUR_S, -(-end // HOUR_S)):
        place, _ = settled.place_of(hour * HOUR_S)
        for starts, ends in zip(settled.spans[::2], settled.spans[1::2], strict=True):
            if starts[place] == UNUSED:
                break
            opens, closes = max(hour * HOUR_S + starts[place], start), min(hour * HOUR_S + ends[place], end)
            if opens < closes:
                yield opens, closes


def _closed(calendar: Calendar, start: int, end: int) -> Iterator[Span]:
    """By local days, joined as long as the reason is the same."""
    tz = zones.zone(calendar.zone)
    at, why, since = start, None, start
    while at < end:
        day = zones.at_second(at).astimezone(tz).date()
        reason = _reason(calendar, at)
        if why is not None and reason != why:
            yield Span(since, at, why)
            since = at
        why = reason
        tomorrow = zones.second_of(tz, zones.wall_s(day, 86_400))
        at = max(tomorrow, at + 1)
    if why is not None:
        yield Span(since, end, why)


def _reason(calendar: Calendar, second: int) -> Sentence:
    day = zones.at_second(second).astimezone(zones.zone(calendar.zone)).date()
    calendar = held_on(calendar, day)
    closure = next((closure for closure in calendar.closures if closure.on == day), None)
    if closure is not None and not any(opening.on == day for opening in calendar.openings):
        return Sentence(N_("closed: {name}"), {"name": closure.name}) if closure.name else Sentence(N_("a closed day"))
    if not windows_on(calendar, day):
        return Sentence(N_("not a working day"))
    return Sentence(N_("outside opening hours"))
