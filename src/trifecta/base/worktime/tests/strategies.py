"""Random calendars around dates on which zones did something odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from trifecta.base.worktime.calendar import DAY_S, Calendar, Closure, Opening, Window, Windows, week_of
from trifecta.base.worktime.settling import SettledTime, settle
from trifecta.base.worktime.zones import at_second

# A zone and a date about which its wall clock jumps, repeats, skips a day, or does nothing at all.
ODD_DATES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2019, 2, 16)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/St_Johns", date(2011, 3, 13)),
    ("Asia/Pyongyang", date(2018, 5, 5)),
    ("America/Caracas", date(2016, 5, 1)),
    ("Asia/Kolkata", date(2026, 8, 15)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
    ("Pacific/Chatham", date(2026, 9, 27)),
    ("UTC", date(2026, 6, 1)),
]
BEFORE, AFTER = 4, 5


@dataclass(frozen=True, repr=False)
class Scene:
    """A settled calendar and a few days around an odd date."""

    settled: SettledTime
    start_s: int
    end_s: int

    def __repr__(self) -> str:
        return f"Scene({self.settled.calendar}, {self.settled.first_on} to {self.settled.last_on})"

    def at(self, second: int) -> datetime:
        return at_second(self.start_s + second)

    @property
    def length_s(self) -> int:
        return self.end_s - self.start_s - 1


def windows(*, step_s: int = 60, most: int = 4) -> st.SearchStrategy[Windows]:
    """Up to `most` windows of a day, some of them past midnight, none overlapping."""
    edges = st.lists(st.integers(0, DAY_S // step_s - 1), min_size=0, max_size=2 * most, unique=True).map(sorted)
    return st.tuples(edges, st.integers(1, 6 * 3600 // step_s)).map(lambda drawn: _pairs(*drawn, step_s))


def _pairs(edges: list[int], tail: int, step_s: int) -> Windows:
    closed = edges if len(edges) % 2 == 0 else [*edges, DAY_S // step_s + tail]
    return tuple(Window(start * step_s, end * step_s) for start, end in zip(closed[::2], closed[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn, zone: str, about: date, *, step_s: int = 60) -> Calendar:
    day = windows(step_s=step_s, most=3)
    week = week_of({number: draw(day) for number in range(7)})
    near = st.integers(-2, 2).map(lambda number: about + timedelta(days=number))
    closures = draw(st.lists(st.builds(Closure, near, st.just(""), day), max_size=2))
    opened = draw(st.dictionaries(near, day, max_size=1))
    always = Opening(about - timedelta(days=3), (Window(9 * 3600, 17 * 3600),))
    return Calendar(zone, week, tuple(closures), (always, *(Opening(on, hours) for on, hours in opened.items())))


@st.composite
def scenes(draw: st.DrawFn, *, step_s: int = 60) -> Scene:
    zone, about = draw(st.sampled_from(ODD_DATES))
    calendar = draw(calendars(zone, about, step_s=step_s))
    settled = settle(calendar, about - timedelta(days=BEFORE), about + timedelta(days=AFTER))
    return Scene(settled, settled.first_hour * 3600, settled.end_s)
