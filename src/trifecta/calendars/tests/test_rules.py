from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.calendars import rules


def test_a_calendar_is_settled_until_the_end_of_the_third_year_after_this():
    assert rules.settled_until(datetime(2026, 11, 22, tzinfo=UTC)) == date(2029, 12, 31)


def test_holidays_are_known_for_the_years_that_touch_the_horizon():
    assert list(rules.holiday_years(date(2026, 1, 1), date(2027, 12, 31))) == [2025, 2026, 2027, 2028]


@pytest.mark.parametrize(
    ("settled_by", "settled_to_on", "needed"),
    [
        ("2026.6", date(2029, 12, 31), False),
        ("2026.6", date(2029, 12, 30), True),
        ("2026.5", date(2029, 12, 31), True),
    ],
)
def test_new_zone_rules_or_a_near_horizon_call_for_settling(settled_by, settled_to_on, needed):
    answer = rules.needs_settling(
        settled_by=settled_by, rules_version="2026.6", settled_to_on=settled_to_on, until_on=date(2029, 12, 31)
    )

    assert answer is needed
