from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.parts import look
from trifecta.parts.look import Wall

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def wall(latest_on=TODAY):
    return Wall(NOW, TODAY, latest_on)


def test_from_now_the_running_month_is_in_sight():
    seen = look.back("month", wall())

    assert (seen.since, seen.until, seen.last) == (date(2025, 10, 1), None, date(2026, 11, 1))


def test_a_step_earlier_leaves_out_what_runs_and_a_step_later_leads_back():
    october = look.back("month", wall(), until=look.back("month", wall()).earlier)
    september = look.back("month", wall(), until=october.earlier)

    assert (october.last, october.later) == (date(2026, 10, 1), None)
    assert (september.last, september.later) == (date(2026, 9, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("period", "until"), [("quarter", date(2026, 10, 1)), ("week", date(2026, 10, 26)), ("day", date(2026, 11, 1))]
)
def test_another_period_is_seen_up_to_its_last_whole_one(period, until):
    assert look.back(period, wall(), until=date(2026, 11, 1)).until == until


def test_the_future_is_not_looked_at():
    assert look.back("month", wall(), until=date(2027, 1, 1)).until is None


def test_a_history_that_ended_long_ago_is_seen_from_its_end():
    seen = look.back("week", wall(date(2017, 2, 18)))

    assert (seen.until, seen.last, seen.ended_on) == (date(2017, 2, 20), date(2017, 2, 13), date(2017, 2, 18))
    assert look.back("week", wall(date(2026, 9, 1))).ended_on is None
    assert look.back("week", wall(None)).until is None
