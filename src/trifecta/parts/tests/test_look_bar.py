from __future__ import annotations

from datetime import UTC, date, datetime

from trifecta.parts import look, look_bar
from trifecta.parts.look import Wall

WALL = Wall(datetime(2026, 11, 22, 9, 40, tzinfo=UTC), date(2026, 11, 22), date(2026, 11, 22))


def url(period, until):
    return f"{period} {until}"


def test_from_now_one_steps_back_only():
    bar = look_bar.bar(look.back("month", WALL), url, sees_all=True)

    assert (bar.text, bar.earlier_url, bar.later_url, bar.notes) == ("Oct 2026 and now", "month 2026-11-01", "", [])
    assert [tab["label"] for tab in bar.tabs if tab["current"]] == ["Month"]


def test_from_an_earlier_month_both_ways_and_the_tabs_keep_it():
    bar = look_bar.bar(look.back("month", WALL, until=date(2026, 11, 1)), url, sees_all=True)

    assert (bar.text, bar.earlier_url, bar.later_url) == ("Oct 2026", "month 2026-10-01", "month None")
    assert bar.tabs[1]["url"] == "week 2026-11-01"


def test_no_step_leads_to_before_anything_is_known():
    begun = Wall(WALL.now, WALL.today, WALL.latest_on, first_on=date(2026, 9, 14))
    bars = [
        look_bar.bar(look.back("month", begun, until=until), url, sees_all=True)
        for until in (date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1))
    ]

    assert [bar.earlier_url for bar in bars] == ["month 2026-10-01", "", ""]
    assert [bar.notes for bar in bars] == [[], [], ["Nothing is known from before 14 Sep 2026."]]


def test_what_ended_long_ago_says_so():
    ended = Wall(WALL.now, WALL.today, date(2017, 2, 18))

    bar = look_bar.bar(look.back("week", ended), url, sees_all=False)

    assert bar.text == "The week from 13 Feb 2017"
    assert bar.notes == [
        "Nothing has happened since 18 Feb 2017, so these numbers look back from there.",
        "Without tickets of teams whose work only their members see.",
    ]
    assert bar.tabs[2]["url"] == "month None"


def test_a_history_that_ended_some_months_ago_says_so_beside_what_is_now():
    ended = Wall(WALL.now, WALL.today, date(2026, 9, 30))

    assert look_bar.bar(look.back("month", ended), url, sees_all=True).notes == [
        "Nothing has happened since 30 Sep 2026."
    ]
    assert look_bar.bar(look.back("month", WALL), url, sees_all=True).notes == []
