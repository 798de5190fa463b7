from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import figures
from trifecta.parts.look import Look

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
LOOK = Look("month", NOW, date(2026, 11, 22))
SOLVED = metrics.get("fcr_measured")


def cell(period, value, low, high, *, n=400, **more):
    return Cell(period, {}, value, n, low, high, None, None, **more)


def answer(*cells, metric=SOLVED):
    return Answer(metric.id, 1, metric.unit, metric.date_basis, NOW.isoformat(), "s", "", "", list(cells))


@pytest.mark.parametrize(
    ("low", "value", "high", "target", "aim"),
    [
        (0.72, 0.75, 0.78, 0.7, "met"),
        (0.60, 0.65, 0.68, 0.7, "missed"),
        (0.66, 0.69, 0.72, 0.7, "near"),
        (None, 0.70, None, 0.7, "met"),
        (0.66, 0.69, 0.72, None, ""),
    ],
)
def test_a_target_is_missed_only_where_the_interval_says_so(low, value, high, target, aim):
    assert figures.aim(SOLVED, cell("2026-10-01", value, low, high), target) == aim


def test_where_less_is_better_more_misses_the_target():
    reopened = metrics.get("reopen_14d")

    assert figures.aim(reopened, cell("2026-10-01", 0.08, 0.07, 0.09), 0.05) == "missed"
    assert figures.aim(reopened, cell("2026-10-01", 0.03, 0.02, 0.04), 0.05) == "met"


def test_what_is_neither_good_nor_bad_has_no_aim():
    assert figures.aim(metrics.get("ticket_volume"), cell("2026-10-01", 900, None, None), 800) == ""


def test_the_running_month_is_drawn_and_the_one_before_is_told():
    told = answer(
        cell("2026-09-01", 0.5, 0.47, 0.53), cell("2026-10-01", 0.6, 0.57, 0.63), cell("2026-11-01", 0.9, 0.8, 1)
    )

    figure = figures.figure(SOLVED, told, LOOK, target=0.5)

    assert (figure.value, figure.change, figure.turn, figure.aim) == (
        "60 %", "up 10.0 points against Sep 2026", "better", "met",
    )  # fmt: skip
    assert figure.history == (0.5, 0.6, 0.9)
    assert figure.period == "Oct 2026"
    counted = "400 tickets first resolved in Oct 2026, only those that the desk itself could solve"
    parts = (counted, "95 %: 57–63 %", "as of 09:40")
    assert figure.note == ", ".join([parts[0], *map(figures.unbroken, parts[1:])])


def test_intervals_that_overlap_are_no_change():
    told = answer(cell("2026-09-01", 0.5, 0.45, 0.55), cell("2026-10-01", 0.53, 0.49, 0.57))

    assert figures.figure(SOLVED, told, LOOK, target=None).change == "no clear change against Sep 2026"


def test_what_rounds_to_nothing_is_no_change():
    weeks = metrics.get("backlog_weeks")
    told = answer(cell("2026-10-01", 0.571, None, None), cell("2026-11-01", 0.569, None, None), metric=weeks)

    figure = figures.figure(weeks, told, LOOK, target=None)

    assert (figure.change, figure.turn) == ("no change against the end of Oct 2026", "even")


def test_a_share_that_moved_by_less_than_one_case_has_not_moved():
    late = metrics.get("backlog_over_target_share")
    told = answer(cell("2026-10-01", 0.403, None, None, n=275), cell("2026-11-01", 0.4, None, None, n=275), metric=late)

    figure = figures.figure(late, told, LOOK, target=None)

    assert figure.change == "no change against the end of Oct 2026"


def test_hours_of_work_are_said_to_be_that():
    words = [figures.unit_word(metrics.get(name)) for name in ("ttr_km_p90", "backlog_age_p50", "flr")]

    assert words == ["in opening hours", "", ""]


def test_too_few_cases_are_no_number():
    told = answer(cell("2026-10-01", None, None, None, n=7, too_few=True))

    assert figures.figure(SOLVED, told, LOOK, target=0.7).too_few == 7


def test_without_a_case_it_says_what_would_measure_it():
    assert figures.figure(SOLVED, answer(), LOOK, target=None).unmeasured == SOLVED.unmeasured


def test_cases_without_a_number_say_why():
    answered = metrics.get("first_response_p90")
    told = answer(cell("2026-10-01", None, None, None, n=1_948), metric=answered)

    shown = figures.figure(answered, told, LOOK, target=None)

    assert shown.value == "–"
    assert shown.note.endswith(f". {answered.unreached}")


def test_a_period_without_a_case_is_not_the_headline():
    told = answer(cell("2026-09-01", 0.5, 0.45, 0.55), cell("2026-10-01", None, None, None, n=0))

    assert figures.figure(SOLVED, told, LOOK, target=None).value == "50 %"


def test_a_backlog_that_was_cleared_is_told_as_nothing_and_not_as_it_once_was():
    late = metrics.get("backlog_over_target_share")
    told = answer(cell("2026-09-01", 0.5, None, None), cell("2026-10-01", 0.4, None, None), metric=late)

    figure = figures.figure(late, told, LOOK, target=0.15)

    assert (figure.nothing, figure.aim, figure.note) == (
        "Nothing is open.",
        "",
        "0 tickets open now, as\u00a0of\u00a009:40",
    )
    assert figure.history == (0.5, 0.4, None)


def test_a_backlog_seen_from_the_end_of_a_month_is_that_of_then():
    late = metrics.get("backlog_over_target_share")
    cells = [cell(f"2026-{month}-01", share, None, None) for month, share in (("09", 0.5), ("10", 0.4), ("11", 0.3))]

    figure = figures.figure(
        late, answer(*cells, metric=late), Look("month", NOW, date(2026, 11, 22), date(2026, 11, 1)), target=None
    )

    assert (figure.value, figure.period) == ("40 %", "the end of Oct 2026")
    assert figure.change == "down 10.0 points against the end of Sep 2026"
