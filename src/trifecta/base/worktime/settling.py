"""A calendar settled into rows per UTC hour, so that an instant maps to its business time by one lookup."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.calendar import Calendar, days
from trifecta.base.worktime.errors import BeyondHorizon, CalendarRefused, NeverOpen
from trifecta.base.worktime.validation import SPANS_AN_HOUR

HOUR_S = 3600
UNUSED = -1
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200

Row = tuple[int | None, ...]
"""hour, cum_open_s, then s1_from, s1_to … s4_from, s4_to; None where there is no such span."""


@dataclass(frozen=True, slots=True, eq=False)
class SettledTime:
    """
    The open time of every UTC hour from `first_hour` on (hours since 1970).

    cum_open_s: open seconds before each hour; one entry more than there are hours, the last being the total
    spans: eight columns, from and to of each hour's spans in seconds of that hour, UNUSED where there is none
    """

    calendar: Calendar
    first_on: date
    last_on: date
    first_hour: int
    cum_open_s: array[int] = field(repr=False)
    spans: tuple[array[int], ...] = field(repr=False)

    @property
    def hour_count(self) -> int:
        return len(self.cum_open_s) - 1

    @property
    def end_s(self) -> int:
        """The first second that is no longer settled."""
        return (self.first_hour + self.hour_count) * HOUR_S

    @property
    def total_s(self) -> int:
        return self.cum_open_s[-1]

    def place_of(self, second: int) -> tuple[int, int]:
        """The row of an instant and the seconds into its hour. Raises BeyondHorizon."""
        hour, into = divmod(second, HOUR_S)
        place = hour - self.first_hour
        if not 0 <= place < len(self.cum_open_s) - 1:
            raise BeyondHorizon(
                N_("Business time cannot be computed at {at}: the calendar is settled from {first_on} to {last_on}."),
                at=zones.at_second(second).isoformat(),
                first_on=self.first_on,
                last_on=self.last_on,
            )
        return place, into

    def rows(self, *, skip: int = 0) -> Iterator[Row]:
        """The hours as rows, without the first `skip` of them."""
        hours = range(self.first_hour + skip, self.first_hour + self.hour_count)
        spans = ([None if second == UNUSED else second for second in column[skip:]] for column in self.spans)
        return zip(hours, self.cum_open_s[skip:-1], *spans, strict=True)

    def continues(self, earlier: SettledTime) -> bool:
        """True when every hour that `earlier` settles is settled the same here, from the same first hour on."""
        count = earlier.hour_count
        return (
            self.first_hour == earlier.first_hour
            and self.cum_open_s[: count + 1] == earlier.cum_open_s
            and all(mine[:count] == theirs for mine, theirs in zip(self.spans, earlier.spans, strict=True))
        )


def settle(calendar: Calendar, first_on: date, last_on: date) -> SettledTime:
    """
    Settle every hour of these dates of the calendar's zone.

    An instant is open exactly when the wall clock shows a time inside a window (ADR 0010). Raises NeverOpen for a
    calendar without any window, CalendarRefused for one with more than four spans in an hour.
    """
    _require_possible(calendar, first_on, last_on)
    tz = zones.zone(calendar.zone)
    first_hour = zones.second_of(tz, zones.wall_s(first_on)) // HOUR_S
    end_hour = -(-zones.second_of(tz, zones.wall_s(last_on + timedelta(days=1))) // HOUR_S)
    columns = _Columns(first_hour, end_hour - first_hour)
    # Rows at both ends may show a part of the neighboring dates, and a window may begin two dates before it ends.
    walls = _walls(calendar, first_on - timedelta(days=3), last_on + timedelta(days=2))
    for from_s, to_s in _open_spans(walls, zones.stretches(tz, first_hour * HOUR_S, end_hour * HOUR_S)):
        columns.fill(from_s, to_s)
    cum_open_s = array("q", accumulate(columns.open_s, initial=0))
    return SettledTime(calendar, first_on, last_on, first_hour, cum_open_s, tuple(columns.spans))


def restored(calendar: Calendar, first_on: date, last_on: date, rows: Iterable[Row]) -> SettledTime:
    """What `rows()` gave away: for rows that were settled by zone rules which are no longer at hand."""
    hours, sums, *columns = (
        array("q", [UNUSED if s is None else s for s in column]) for column in zip(*rows, strict=True)
    )
    spans = tuple(array("h", column) for column in columns)
    last_hour_s = sum(column[-1] for column in spans[1::2]) - sum(column[-1] for column in spans[::2])
    sums.append(sums[-1] + last_hour_s)
    return SettledTime(calendar, first_on, last_on, hours[0], sums, spans)


class _Columns:
    """The columns of the hours, while they are filled from left to right."""

    def __init__(self, first_hour: int, hour_count: int) -> None:
        self.first_hour = first_hour
        self.open_s = array("h", [0]) * hour_count
        self.spans = [array("h", [UNUSED]) * hour_count for _ in range(2 * SPANS_AN_HOUR)]

    def fill(self, from_s: int, to_s: int) -> None:
        first, last = from_s // HOUR_S - self.first_hour, (to_s - 1) // HOUR_S - self.first_hour
        start_s, end_s = from_s % HOUR_S, (to_s - 1) % HOUR_S + 1
        if first == last:
            self._put(first, start_s, end_s)
            return
        self._put(first, start_s, HOUR_S)
        self._put_whole(first + 1, last)
        self._put(last, 0, end_s)

    def _put(self, place: int, start_s: int, end_s: int) -> None:
        column = next((number for number, ends in enumerate(self.spans) if ends[place] == UNUSED), None)
        if column is None:
            raise CalendarRefused(
                N_("In the hour from {at} the calendar opens more than {most} times; join windows only minutes apart."),
                at=zones.at_second((self.first_hour + place) * HOUR_S).isoformat(),
                most=SPANS_AN_HOUR,
            )
        self.spans[column][place], self.spans[column + 1][place] = start_s, end_s
        self.open_s[place] += end_s - start_s

    def _put_whole(self, first: int, end: int) -> None:
        self.spans[0][first:end] = array("h", [0]) * (end - first)
        self.spans[1][first:end] = self.open_s[first:end] = array("h", [HOUR_S]) * (end - first)


def _require_possible(calendar: Calendar, first_on: date, last_on: date) -> None:
    if not any(calendar.week) and not any(opening.windows for opening in calendar.openings):
        raise NeverOpen(N_("Business time cannot be computed: the calendar is never open."))
    if not (first_on.year >= EARLIEST_YEAR and last_on.year <= LATEST_YEAR and first_on <= last_on):
        raise CalendarRefused(
            N_("A calendar cannot be settled from {first_on} to {last_on}; the years {earliest} to {latest} can."),
            first_on=first_on,
            last_on=last_on,
            earliest=EARLIEST_YEAR,
            latest=LATEST_YEAR,
        )


def _walls(calendar: Calendar, first_on: date, last_on: date) -> list[tuple[int, int]]:
    """The open time on the wall clock, in order and joined."""
    walls: list[tuple[int, int]] = []
    for on, windows in days(calendar, first_on, last_on):
        for window in windows:
            _join(walls, zones.wall_s(on, window.start_s), zones.wall_s(on, window.end_s))
    return walls


def _open_spans(walls: list[tuple[int, int]], stretches: Iterator[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The open time as instants: the wall clock's windows as far as each stretch of one offset shows them."""
    spans: list[tuple[int, int]] = []
    for from_s, to_s, offset_s in stretches:
        first_shown, end_shown = from_s + offset_s, to_s + offset_s
        number = bisect_right(walls, first_shown, key=lambda wall: wall[1])
        while number < len(walls) and walls[number][0] < end_shown:
            start, end = walls[number]
            _join(spans, max(start, first_shown) - offset_s, min(end, end_shown) - offset_s)
            number += 1
    return spans


def _join(spans: list[tuple[int, int]], start: int, end: int) -> None:
    if spans and start <= spans[-1][1]:
        earlier_start, earlier_end = spans.pop()
        start, end = earlier_start, max(earlier_end, end)
    spans.append((start, end))
