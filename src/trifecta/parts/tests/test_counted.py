from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Cell
from trifecta.parts import counted
from trifecta.parts.look import Look

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
WHOLE = "without cancelled and merged ones"


@pytest.mark.parametrize(
    ("metric", "count", "first", "period", "said"),
    [
        ("ttr_km_p50", 2072, date(2026, 10, 1), "month", f"2,072 tickets opened in Oct 2026, {WHOLE}"),
        ("ttr_km_p50", 1, date(2026, 10, 1), "quarter", f"1 ticket opened in Q4 2026, {WHOLE}"),
        ("reopen_14d", 40, date(2026, 11, 9), "week", "40 tickets first resolved in the week from 9 Nov 2026"),
        (
            "contact_volume",
            2,
            date(2026, 11, 20),
            "day",
            "2 contacts, begun on 20 Nov 2026, without those that we began",
        ),
        ("backlog_age_p50", 262, date(2026, 11, 1), "month", "262 tickets open now"),
        ("backlog_age_p50", 240, date(2026, 10, 1), "month", "240 tickets open at the end of Oct 2026"),
        ("backlog_age_p50", 240, date(2026, 11, 9), "week", "240 tickets open at the end of 15 Nov 2026"),
    ],
)
def test_says_what_was_counted_and_when(metric, count, first, period, said):
    assert counted.in_period(metrics.get(metric), count, first, Look(period, NOW, TODAY)) == said


@pytest.mark.parametrize(
    ("metric", "until", "said"),
    [
        ("ttr_km_p50", date(2026, 11, 1), f"7 tickets opened from 1 Oct 2026 to 31 Oct 2026, {WHOLE}"),
        ("ttr_km_p50", date(2026, 10, 2), f"7 tickets opened on 1 Oct 2026, {WHOLE}"),
        ("ttr_km_p50", None, f"7 tickets opened since 1 Oct 2026, {WHOLE}"),
        ("backlog_age_p50", None, "7 tickets open now"),
        ("backlog_age_p50", date(2026, 11, 1), "7 tickets open at the end of 31 Oct 2026"),
    ],
)
def test_says_the_last_day_and_not_the_one_after(metric, until, said):
    assert counted.in_span(metrics.get(metric), "7 tickets", date(2026, 10, 1), until, today=TODAY) == said


def test_an_end_that_has_not_come_is_now():
    said = counted.in_span(
        metrics.get("backlog_age_p50"), "7 tickets", date(2026, 11, 1), date(2026, 12, 1), today=TODAY
    )

    assert said == "7 tickets open now"


@pytest.mark.parametrize(
    ("metric", "count", "among", "said"),
    [
        ("ola_attainment", 566, 380, "566 promises on 380 tickets"),
        ("ola_attainment", 1, 1, "1 promise on 1 ticket"),
        ("ticket_volume", 380, 380, "380 tickets"),
        ("contact_volume", 7, 7, "7 contacts"),
    ],
)
def test_says_of_how_many_tickets_it_opens_to_so_many_promises_are(metric, count, among, said):
    assert counted.opened(metrics.get(metric), count, among=among) == said


def test_seen_from_its_end_the_last_month_is_whole():
    look = Look("month", NOW, TODAY, until=date(2026, 11, 1))

    assert counted.named(metrics.get("backlog_age_p50"), date(2026, 10, 1), look) == "the end of Oct 2026"
    assert counted.named(metrics.get("ttr_km_p50"), date(2026, 10, 1), look) == "Oct 2026"


def test_weeks_of_work_open_to_what_lies_open_and_not_to_what_was_done():
    cell = Cell("2026-11-01", {}, 1.06, 296, None, None, 62, 58.5)

    assert counted.listed(metrics.get("backlog_weeks"), cell) == 62
    assert counted.listed(metrics.get("reopen_14d"), cell) == 296
