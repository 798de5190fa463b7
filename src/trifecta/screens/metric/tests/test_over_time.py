from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from django.http import QueryDict

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import figures
from trifecta.parts.look import Look, Wall
from trifecta.screens.metric import asked as asking_for
from trifecta.screens.metric import export, over_time

TODAY = date(2026, 11, 22)
LOOK = Look("month", datetime(2026, 11, 22, 9, 40, tzinfo=UTC), TODAY)
REOPENED = metrics.get("reopen_14d")
ASKED = asking_for.read(REOPENED, QueryDict("where=team:4"), wall=Wall(LOOK.now, TODAY))
ANSWER = Answer(
    REOPENED.id,
    1,
    "share",
    REOPENED.date_basis,
    LOOK.now.isoformat(),
    "s",
    "",
    "",
    [
        Cell("2026-11-01", {}, 0.1, 50, 0.05, 0.2, 5, 50, maturing=True),
        Cell("2026-09-01", {}, None, 0, None, None, 0, 0),
        Cell("2026-10-01", {}, 0.08, 400, 0.06, 0.1, 32, 400, maturing=True),
        Cell("2026-08-01", {}, 0.04, 500, 0.03, 0.06, 20, 500),
    ],
)


FIGURE = figures.figure(REOPENED, ANSWER, LOOK, target=None)


def drawn(*, target):
    figure = figures.figure(REOPENED, ANSWER, LOOK, target=target)
    return over_time.chart(ASKED, ANSWER, figure=figure, when="in Aug 2026")


def test_periods_stand_in_order_and_what_may_change_is_said():
    chart = drawn(target=None)

    assert chart.x == ("Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026")
    assert chart.notes == ("", "", "not final yet", "so far")
    assert [row[0].text for row in chart.table.rows][2:] == ["Oct 2026, not final yet", "Nov 2026, so far"]


def test_every_period_with_cases_opens_to_them():
    august, september = drawn(target=None).urls[:2]

    assert august == f"/metrics/{REOPENED.id}/cases/?period=month&since=2026-08-01&until=2026-09-01&where=team%3A4"
    assert september == ""


def test_the_table_tells_value_interval_and_cases():
    row = drawn(target=None).table.rows[0]

    assert [cell.text for cell in row[1:]] == ["4 %", "3–6 %", "500"]
    assert row[0].url == drawn(target=None).urls[0]


def test_the_title_is_the_conclusion():
    titles = [drawn(target=target).title for target in (None, 0.05, 0.02, 0.1)]

    assert titles == [
        "4 % in Aug 2026",
        "4 % in Aug 2026: too close to the target 5 % to call",
        "4 % in Aug 2026: target 2 % missed",
        "4 % in Aug 2026: target 10 % met",
    ]


def test_the_export_has_plain_numbers_in_order():
    head, first, *rest = export.over_time(ANSWER, LOOK)

    assert head[:7] == ["period", "value", "n", "low", "high", "numerator", "denominator"]
    assert head[7:] == ["final", "unit", "as_of", "definition_version"]
    assert first == ["2026-08-01", 0.04, 500, 0.03, 0.06, 20, 500, "yes", "share", "2026-11-22T09:40:00+00:00", 1]
    assert [row[7] for row in rest] == ["yes", "no", "no"]


def test_a_history_that_begins_within_a_month_says_so():
    begun = [replace(LOOK, began_on=date(2026, 8, day)) for day in (1, 3, 4)]
    charts = [over_time.chart(replace(ASKED, look=look), ANSWER, figure=FIGURE, when="") for look in begun]

    assert [chart.notes[0] for chart in charts] == ["", "", "from 4 Aug on"]
