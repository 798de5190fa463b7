from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from trifecta.importers.simulated.hours import HOUR_S, Hours, days_between, instant, public_holidays, weekly

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def week(free: frozenset[date] = frozenset()) -> Hours:
    return weekly(list(days_between(date(2026, 3, 23), date(2026, 4, 10))), AMSTERDAM, opens=8.5, closes=17, free=free)


def test_time_after_closing_begins_the_next_morning():
    assert instant(week().after(at("2026-03-24T16:00"), HOUR_S)) == datetime(2026, 3, 25, 8, 30, tzinfo=UTC)


def test_the_clock_change_of_the_weekend_is_kept():
    friday_afternoon = at("2026-03-27T15:30")

    assert instant(week().after(friday_afternoon, HOUR_S)) == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


def test_a_holiday_has_no_hours():
    monday = date(2026, 4, 6)

    assert monday in public_holidays("NL", date(2026, 1, 1), date(2026, 12, 31))
    assert week(frozenset({monday})).between(at("2026-04-06T00:00"), at("2026-04-07T00:00")) == 0


def test_between_and_after_agree():
    hours, start = week(), at("2026-03-25T11:11")

    assert [hours.between(start, hours.after(start, spent)) for spent in (1, 7_000, 40_000)] == [1, 7_000, 40_000]


def test_beyond_the_last_window_time_passes_as_on_a_wall():
    hours, end = week(), at("2026-04-10T15:00")

    assert hours.after(end, HOUR_S) == end + HOUR_S
