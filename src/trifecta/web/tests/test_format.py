from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from trifecta.web import format as written

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45.9, "45 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (7_800, "2 h 10 min"),
        (10_800, "3 h"),
        (86_400, "1 day"),
        (93_600, "1 day 2 h"),
        (2 * 86_400 + 3_600, "2 days 1 h"),
        (3 * 86_400 + 82_800, "3 days"),
        (1_200 * 86_400, "1,200 days"),
        (-7_800, "2 h 10 min"),
    ],
)
def test_a_duration_reads_as_people_say_it(seconds, words):
    assert written.duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(59, "59 s"), (93_600, "26 h"), (95_400, "26 h 30 min"), (4_500_000, "1,250 h")]
)
def test_worked_time_never_becomes_days(seconds, words):
    assert written.worked(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (1_092, "18 min 12 s"), (12_960, "3 h 36 min"), (3_605, "1 h 5 s")]
)
def test_what_must_add_up_is_told_to_the_second(seconds, words):
    assert written.exactly(seconds) == words


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (timedelta(minutes=40), "in 40 min"),
        (timedelta(days=-3), "3 days over"),
        (timedelta(seconds=-30), "due now"),
        (timedelta(seconds=59), "due now"),
    ],
)
def test_a_deadline_says_how_long_there_is(over, words):
    assert written.until(NOW + over, now=NOW) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=40, seconds=59), "40 min ago"),
        (timedelta(hours=19, minutes=24), "19 h ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=89, hours=23), "89 days ago"),
        (timedelta(days=90), "24 Aug 2026"),
    ],
)
def test_the_past_says_how_long_ago(before, words):
    assert written.ago(NOW - before, now=NOW) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 22, 0, 5, tzinfo=UTC), "01:05"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "00:30"),
        (datetime(2026, 11, 21, 22, 30, tzinfo=UTC), "21 Nov 23:30"),
        (datetime(2025, 11, 21, 22, 30, tzinfo=UTC), "21 Nov 2025"),
    ],
)
def test_a_moment_is_as_short_as_the_readers_day_allows(at, words):
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert written.moment(at, now=NOW) == words


def test_a_full_moment_keeps_day_and_time():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        told = [written.full(NOW - timedelta(days=days), now=NOW) for days in (0, 1, 365)]

    assert told == ["22 Nov 10:40", "21 Nov 10:40", "22 Nov 2025 10:40"]


def test_an_instant_has_its_seconds_where_there_are_any():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        told = [written.to_the_second(NOW + timedelta(seconds=seconds), now=NOW) for seconds in (0, 7)]

    assert told == ["22 Nov 10:40", "22 Nov 10:40:07"]


def test_the_exact_time_names_its_zone():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert written.exact(NOW) == "22 Nov 2026, 10:40 CET"


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(1_204, 0, "1,204"), (0.5, 0, "1"), (2.5, 0, "3"), (1_234.567, 2, "1,234.57"), (-1_000, 0, "-1,000")],
)
def test_numbers_are_grouped_and_rounded_half_up(value, decimals, words):
    assert written.number(value, decimals=decimals) == words


@pytest.mark.parametrize(("value", "words"), [(0.714, "71 %"), (0.005, "1 %"), (1, "100 %"), (0, "0 %")])
def test_a_share_is_read_in_percent(value, words):
    assert written.share(value) == words


def test_numbers_follow_the_language():
    with translation.override("de"):
        assert written.number(1_204.5, decimals=1) == "1.204,5"
        assert written.exact(NOW + timedelta(days=30)) == "22 Dez 2026, 09:40 UTC"
