from __future__ import annotations

from datetime import UTC, datetime


def test_hardly_anyone_comes_on_a_public_holiday(small):
    on_kings_day = contacts_on(small, 2026, 4, 27)
    a_week_later = contacts_on(small, 2026, 5, 4)

    assert on_kings_day < a_week_later / 1.5


def test_mondays_are_busier_than_fridays_and_weekends_are_quiet(small):
    by_weekday = [0] * 7
    for history in small.of("contact"):
        by_weekday[history.told[0].at.weekday()] += 1

    assert by_weekday[0] > by_weekday[4] > 5 * by_weekday[5] > 5 * by_weekday[6]


def test_the_major_outage_is_a_burst(small):
    major = next(outage for outage in small.truth["outages"] if outage["is_major"])
    began, over = (datetime.fromisoformat(major[key]).astimezone(UTC) for key in ("began_at", "over_at"))
    during = [history for history in small.of("contact") if began <= history.told[0].at < over]

    assert major["realized"] >= 8
    assert set(major["contacts"]) <= {history.key for history in during}


def contacts_on(small, *day: int) -> int:
    return sum(history.told[0].at.date() == datetime(*day, tzinfo=UTC).date() for history in small.of("contact"))
