"""Random calendars around dates on which zones did something odd."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import reject
from hypothesis import strategies as st

from trifecta.base.worktime.calendar import DAY_S, Calendar, Closure, Opening, Window, Windows, days, week_of
from trifecta.base.worktime.errors import CalendarRefused
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


class Scene:
    """A settled calendar and a few days around an odd date; its repr leaves the thousands of hours out."""

    def __init__(self, settled: SettledTime) -> None:
        self.settled = settled
        self.start_s = settled.first_hour * 3600
        self.length_s = settled.end_s - self.start_s - 1

    def __repr__(self) -> str:
        return f"Scene({self.settled.calendar}, {self.settled.first_on} to {self.settled.last_on})"

    @property
    def days_overlap(self) -> bool:
        """True when the night of one day runs into the windows of the next."""
        calendar = self.settled.calendar
        shown = [hours for _, hours in days(calendar, self.settled.first_on, self.settled.last_on)]
        return any(a and b and a[-1].end_s - DAY_S > b[0].start_s for a, b in pairwise(shown))

    def at(self, second: int) -> datetime:
        return at_second(self.start_s + second)


def windows(*, step_s: int = 60, most: int = 3) -> st.SearchStrategy[Windows]:
    """Up to `most` windows of a day, none overlapping: all day long or crowded about the hour of clock changes."""
    last = DAY_S // step_s - 1
    all_day, crowded = st.integers(0, last), st.integers(3600 // step_s, 3 * 3600 // step_s)
    edges = st.one_of(
        st.lists(place, min_size=0, max_size=2 * most, unique=True).map(sorted) for place in (all_day, crowded)
    )
    return st.tuples(edges, st.integers(1, 6 * 3600 // step_s)).map(lambda drawn: _pairs(*drawn, step_s))


def _pairs(edges: list[int], tail: int, step_s: int) -> Windows:
    closed = edges if len(edges) % 2 == 0 else [*edges, DAY_S // step_s + tail]
    return tuple(Window(start * step_s, end * step_s) for start, end in zip(closed[::2], closed[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn, zone: str, about: date, *, step_s: int = 60) -> Calendar:
    day = windows(step_s=step_s)
    week = week_of({number: draw(day) for number in range(7)})
    near = st.integers(-2, 2).map(lambda number: about + timedelta(days=number))
    closures = draw(st.lists(st.builds(Closure, near, st.just(""), day), max_size=2))
    opened = draw(st.dictionaries(near, day, max_size=1))
    always = Opening(about - timedelta(days=3), (Window(9 * 3600, 17 * 3600),))
    openings = (always, *(Opening(on, hours) for on, hours in opened.items()))
    former = Calendar(zone, week_of({number: draw(day) for number in range(7)}), openings=(always,))
    before = draw(st.one_of(st.none(), st.tuples(near, st.just(former))))
    return Calendar(zone, week, tuple(closures), openings, before)


@st.composite
def scenes(draw: st.DrawFn, *, step_s: int = 60) -> Scene:
    zone, about = draw(st.sampled_from(ODD_DATES))
    calendar = draw(calendars(zone, about, step_s=step_s))
    settled = settled_or_rejected(calendar, about - timedelta(days=BEFORE), about + timedelta(days=AFTER))
    return Scene(settled)


def settled_or_rejected(calendar: Calendar, first_on: date, last_on: date) -> SettledTime:
    """A repeated hour may show more windows than an hour's row holds; that is refused, and no case here."""
    try:
        return settle(calendar, first_on, last_on)
    except CalendarRefused:
        reject()
