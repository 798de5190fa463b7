"""
Open time by looking at the wall clock at every step, and counting.

A step is as long as all windows allow (a minute, or less where a window begins at an odd second), so that the calendar
is open or closed for the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from math import gcd
from zoneinfo import ZoneInfo

import numpy as np

from trifecta.base.worktime.calendar import Calendar, Window
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.terms import Hours, HoursOf, Target, ZoneOf
from trifecta.promises.tests.reference.world import World

DAY_S = 86_400


class Always:
    """Every second is open, and there is no last one."""

    start_s, end_s = -(10**12), 10**12

    def between(self, a: int, b: int) -> int:
        return b - a

    def reached(self, a: int, seconds: int) -> int | None:
        return a + seconds

    def target_s(self, a: int, target: Target) -> int | None:
        per_day = 1 if target.unit is Unit.BUSINESS_SECONDS else DAY_S
        end_of_day = -a % DAY_S or DAY_S if target.unit is Unit.WORKING_DAYS_END_OF_DAY else 0
        return target.amount * per_day + end_of_day


class Looked:
    """One calendar's open time between two dates of its zone, widened to whole hours of UTC."""

    def __init__(self, calendar: Calendar, first_on: date, last_on: date) -> None:
        self.calendar, self.first_on, self.last_on = calendar, first_on, last_on
        self.step = _step_of(calendar)
        self.start_s, self.end_s, self.walls = _walls(calendar.zone, first_on, last_on, self.step)
        dates = [first_on + timedelta(days=number) for number in range(-3, (last_on - first_on).days + 3)]
        self.painted = {on: _painted(calendar, on, self.step) for on in dates}
        wall = np.zeros((len(dates) + 3) * DAY_S // self.step, dtype=bool)
        for number, on in enumerate(dates):
            begin = number * DAY_S // self.step
            wall[begin : begin + 3 * DAY_S // self.step] |= self.painted[on]
        self.is_open = wall[self.walls - _midnight(dates[0]) // self.step]
        self.before = np.concatenate([[0], np.cumsum(self.is_open)])
        self.known_blocks: dict[date, list[tuple[int, int]]] = {}

    def between(self, a: int, b: int) -> int:
        """Open seconds from a to b."""
        return self._until(b) - self._until(a)

    def reached(self, a: int, seconds: int) -> int | None:
        """The earliest second from which on so many have been open since a; None if it is not looked up that far."""
        if seconds <= 0:
            return a
        wanted = self._until(a) + seconds
        place = int(np.searchsorted(self.before, -(-wanted // self.step))) - 1
        if place >= len(self.is_open):
            return None
        second = self.start_s + place * self.step + wanted - int(self.before[place]) * self.step
        return second if second < self.end_s else None

    def target_s(self, a: int, target: Target) -> int | None:
        """What the target asks for in open seconds, for what begins at a."""
        if target.unit is Unit.BUSINESS_SECONDS:
            return target.amount
        deadline = self._after_days(a, target)
        return None if deadline is None or deadline >= self.end_s else self.between(a, deadline)

    def _until(self, second: int) -> int:
        if not self.start_s <= second <= self.end_s:
            raise LookupError(f"{second} lies outside of what was looked at")
        place, into = divmod(second - self.start_s, self.step)
        return int(self.before[place]) * self.step + (into if into and self.is_open[place] else 0)

    def _after_days(self, a: int, target: Target) -> int | None:
        opens = self.reached(a, 1)
        if opens is None:
            return None
        on, shown_s = self._place(opens - 1)
        day = self._day_after(on, target.amount)
        if day is None:
            return None
        if target.unit is Unit.WORKING_DAYS_END_OF_DAY:
            return self._shown(*self._blocks(day)[-1], day)[-1][0] + self.step
        return self._same_time(day, shown_s)

    def _place(self, second: int) -> tuple[date, int]:
        """The date whose window an open second lies in, and the wall time counted from that date's midnight."""
        place, into = divmod(second - self.start_s, self.step)
        wall_s = int(self.walls[place]) * self.step
        for back in range(3):
            midnight = wall_s // DAY_S * DAY_S - back * DAY_S
            on = date(1970, 1, 1) + timedelta(days=midnight // DAY_S)
            if self.painted[on][(wall_s - midnight) // self.step]:
                return on, wall_s - midnight + into
        raise LookupError("no window holds an open second")

    def _day_after(self, on: date, days: int) -> date | None:
        working = [day for day in sorted(self.painted) if on <= day <= self.last_on and self._blocks(day)]
        return working[days] if days < len(working) else None

    def _blocks(self, on: date) -> list[tuple[int, int]]:
        """The date's windows, in wall steps since its midnight, as far as the zone's clock ever shows them."""
        if on not in self.known_blocks:
            self.known_blocks[on] = self._look_for_blocks(on)
        return self.known_blocks[on]

    def _look_for_blocks(self, on: date) -> list[tuple[int, int]]:
        blocks = []
        for open_, group in groupby(enumerate(self.painted[on]), key=lambda item: bool(item[1])):
            steps = [number for number, _ in group]
            if open_ and self._shown(steps[0], steps[-1] + 1, on):
                blocks.append((steps[0], steps[-1] + 1))
        return blocks

    def _shown(self, begin: int, end: int, on: date) -> list[tuple[int, int]]:
        """When the clock shows these wall steps of a date: instants, each with the wall second it shows."""
        midnight = _midnight(on) // self.step
        places = np.nonzero((self.walls >= midnight + begin) & (self.walls < midnight + end))[0]
        return [
            (self.start_s + int(place) * self.step, (int(self.walls[place]) - midnight) * self.step) for place in places
        ]

    def _same_time(self, on: date, shown_s: int) -> int:
        blocks = self._blocks(on)
        begin, end = next((block for block in reversed(blocks) if block[0] * self.step <= shown_s), blocks[0])
        instants = self._shown(begin, end, on)
        if shown_s >= end * self.step:
            return instants[-1][0] + self.step
        for instant, wall_s in instants:
            if wall_s <= shown_s < wall_s + self.step:
                return instant + shown_s - wall_s
        return next((instant for instant, wall_s in instants if wall_s > shown_s), instants[-1][0] + self.step)


Open = Always | Looked
Meant = tuple[int, str]
"""A calendar, and the zone in which it is read; the calendar 0 is always open."""


def meant(world: World, hours: Hours, *, team: int | None, site: int | None) -> Meant:
    """Which opening hours terms mean."""
    if hours.of is HoursOf.ALWAYS:
        return 0, "UTC"
    numbers = {HoursOf.DESK: world.desk, HoursOf.CALENDAR: hours.calendar, HoursOf.TEAM: world.teams.get(team or 0)}
    number = numbers[hours.of] or world.desk
    zone = world.sites.get(site) if hours.zone is ZoneOf.SITE and site else None
    return number, zone or world.calendars[number].zone


def open_time(world: World, hours: Meant) -> Open:
    number, zone = hours
    return _looked(world, number, zone) if number else Always()


@lru_cache(maxsize=600)
def _looked(world: World, number: int, zone: str) -> Looked:
    return Looked(replace(world.calendars[number], zone=zone), world.first_on, world.last_on)


def _step_of(calendar: Calendar) -> int:
    former = [calendar.before[1]] if calendar.before else []
    windows = [window for hours in (calendar, *former) for day in hours.week for window in day]
    windows += [window for closure in calendar.closures for window in closure.stays_open]
    windows += [window for opening in calendar.openings for window in opening.windows]
    return gcd(60, *(edge for window in windows for edge in (window.start_s, window.end_s)))


def _painted(calendar: Calendar, on: date, step: int) -> np.ndarray:
    """The wall steps of three days from the date's midnight on, painted where the date's own windows lie."""
    if calendar.before and on < calendar.before[0]:
        return _painted(calendar.before[1], on, step)
    opened = [opening.windows for opening in calendar.openings if opening.on == on]
    if opened:
        return _paint((window for windows in opened for window in windows), step)
    wall = _paint(iter(calendar.week[on.weekday()]), step)
    for closure in calendar.closures:
        if closure.on == on:
            wall &= _paint(iter(closure.stays_open), step)
    return wall


def _paint(windows: Iterator[Window], step: int) -> np.ndarray:
    wall = np.zeros(3 * DAY_S // step, dtype=bool)
    for window in windows:
        wall[window.start_s // step : window.end_s // step] = True
    return wall


@lru_cache(maxsize=40)
def _walls(zone_name: str, first_on: date, last_on: date, step: int) -> tuple[int, int, np.ndarray]:
    """From when to when is looked, and what the wall clock shows at each step, in steps since 1970."""
    with (files("tzdata") / "zoneinfo" / zone_name).open("rb") as rules:
        zone = ZoneInfo.from_file(rules)
    first, last = (datetime(on.year, on.month, on.day, tzinfo=zone) for on in (first_on, last_on + timedelta(days=1)))
    start_s = int(first.timestamp()) // 3600 * 3600
    end_s = -(-int(last.timestamp()) // 3600) * 3600
    walls = [_wall_s(datetime.fromtimestamp(second, zone)) // step for second in range(start_s, end_s, step)]
    return start_s, end_s, np.array(walls)


def _wall_s(shown: datetime) -> int:
    return int(shown.replace(tzinfo=UTC).timestamp())


def _midnight(on: date) -> int:
    return (on - date(1970, 1, 1)).days * DAY_S
