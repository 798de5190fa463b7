"""Cases 24 to 33."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.promises.clocks.results import Outcome, State
from trifecta.promises.terms import AfterReopening, Thresholds
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    FIRST_RESPONSE,
    HOUR,
    RESOLUTION,
    customer,
    due,
    fri,
    hours_of,
    mon,
    next_mon,
    opened,
    passed,
    reopened,
    resolved,
    resumed,
    run,
    runs,
    shown,
    staff,
    tue,
    waits,
    wed,
    wrote,
)
from trifecta.tickets.events import flow

WARNED = replace(RESOLUTION, thresholds=Thresholds(shares=(0.5, 1.0)))


@case(24)
@pytest.mark.parametrize(
    ("paused_at", "resumed_at", "credited_s", "due_at"),
    [
        (mon(20), mon(21), 0, tue(10)),
        (fri(16), next_mon(10), 2 * HOUR, next_mon(16)),
        (mon(10), mon(11), HOUR, tue(11)),
    ],
    ids=["a night's hour", "a weekend", "an hour of work"],
)
def test_a_pause_credits_open_time_only(paused_at, resumed_at, credited_s, due_at):
    opened_at = fri(9) if paused_at == fri(16) else mon(9)

    read = run(
        customer(opened_at, opened()),
        staff(paused_at, waits()),
        staff(resumed_at, resumed),
        by=hours_of(RESOLUTION, 11) if paused_at == fri(16) else RESOLUTION,
        at=resumed_at,
    )

    assert (read.paused_s, due(read)) == (credited_s, due_at)


@case(25)
def test_a_pause_within_a_pause_is_one_pause():
    told = [customer(mon(9), opened()), staff(mon(10), waits()), staff(mon(10, 30), waits()), staff(mon(11), resumed)]

    read = run(*told, by=RESOLUTION, at=mon(11))

    assert (read.paused_s, read.spent_s, due(read)) == (HOUR, HOUR, tue(11))


@case(25)
def test_changes_in_one_second_and_pauses_without_length_leave_no_trace():
    told = [customer(mon(9), opened()), *(staff(mon(10), event) for event in (waits(), resumed, waits(), resumed))]

    read = run(*told, by=RESOLUTION, at=mon(11))

    assert (read.state, read.paused_s, read.spent_s, due(read)) == (State.RUNNING, 0, 2 * HOUR, tue(10))


@case(25)
def test_a_pause_that_begins_outside_hours_begins_to_count_when_they_begin():
    read = run(customer(mon(9), opened()), staff(mon(20), waits()), by=RESOLUTION, at=tue(9, 30))

    assert (read.state, read.spent_s, read.paused_s) == (State.PAUSED, 7 * HOUR, HOUR // 2)


@case(26)
def test_waiting_for_the_customer_does_not_pause_the_first_response():
    told = (customer(mon(9), opened()), staff(mon(9, 30), waits()))

    response, resolution = runs(*told, by=(FIRST_RESPONSE, RESOLUTION), at=mon(12))

    assert (response.outcome, shown(response.broken)) == (Outcome.BROKEN, mon(11))
    assert (resolution.state, resolution.spent_s) == (State.PAUSED, HOUR // 2)


@case(27)
def test_while_it_is_paused_nothing_is_due_warned_of_or_broken():
    read = run(customer(mon(9), opened()), staff(mon(10), waits()), by=WARNED, at=next_mon(9))

    assert (read.state, read.due, read.ahead, read.broken, read.passed) == (State.PAUSED, None, None, None, ())
    assert read.target_s - read.spent_s == 7 * HOUR


@case(28)
@pytest.mark.parametrize(
    "told",
    [
        [customer(tue(9), wrote()), customer(tue(9), resumed)],
        [("x", "rule:resume", resumed)],
    ],
    ids=["the customer answers", "the day has come"],
)
def test_it_goes_on_with_what_was_left(told):
    going_on = [(tue(9), actor, event) for _, actor, event in told]

    read = run(customer(mon(9), opened()), staff(mon(10), waits()), *going_on, by=RESOLUTION, at=tue(9))

    assert (read.state, read.target_s - read.spent_s, due(read)) == (State.RUNNING, 7 * HOUR, tue(17))


@case(29)
def test_a_pause_limit_lets_the_clock_run_on_by_itself():
    limited = replace(RESOLUTION, pause_limit_s=2 * HOUR)
    told = (customer(mon(9), opened()), staff(mon(10), waits()))

    while_paused = run(*told, by=limited, at=mon(11))
    used_up = run(*told, by=limited, at=tue(9))

    assert (while_paused.state, while_paused.spent_s, due(while_paused)) == (State.PAUSED, HOUR, tue(12))
    assert (used_up.state, used_up.paused_s, used_up.spent_s, due(used_up)) == (
        State.RUNNING, 2 * HOUR, 5 * HOUR, tue(12),
    )  # fmt: skip


@case(30)
def test_a_pause_after_the_breach_heals_nothing():
    told = (customer(mon(9), opened()), staff(tue(11), waits()), staff(wed(9), resumed), staff(wed(10), resolved))

    paused, solved = (run(*told, by=RESOLUTION, at=at) for at in (tue(15), wed(10)))

    assert (paused.state, paused.outcome, shown(paused.broken)) == (State.PAUSED, Outcome.BROKEN, tue(10))
    assert (solved.outcome, shown(solved.broken), solved.paused_s) == (Outcome.BROKEN, tue(10), 5 * HOUR)


def reopened_with(policy):
    told = (customer(mon(9), opened()), staff(mon(11), resolved), customer(tue(9), reopened))
    return runs(*told, by=replace(RESOLUTION, after_reopening=policy), at=tue(10))


@case(31)
def test_a_reopening_goes_on_begins_anew_or_begins_nothing_as_the_terms_say():
    continued, restarted, nothing = (
        reopened_with(policy)[1:]
        for policy in (AfterReopening.CONTINUE, AfterReopening.RESTART, AfterReopening.NOTHING)
    )

    assert [(run.target_s, run.spent_s, due(run)) for run in continued] == [(6 * HOUR, HOUR, tue(16))]
    assert [(run.target_s, run.spent_s, due(run)) for run in restarted] == [(8 * HOUR, HOUR, wed(10))]
    assert nothing == []


@case(31)
def test_the_time_between_solution_and_reopening_is_nobodys_pause():
    first, second = reopened_with(AfterReopening.CONTINUE)

    assert (first.spent_s, first.paused_s, second.paused_s) == (2 * HOUR, 0, 0)
    assert (shown(first.ended), shown(second.started)) == (mon(11), tue(9))


@case(32)
def test_thanks_after_the_solution_begin_no_clock():
    again = replace(RESOLUTION, after_reopening=AfterReopening.RESTART)
    told = (customer(mon(9), opened()), staff(mon(11), resolved), customer(mon(12), wrote(thanks=True)))

    (only,) = runs(*told, by=again, at=tue(9))

    assert (only.state, only.outcome) == (State.ENDED, Outcome.MET)


@case(33)
def test_what_came_of_a_promise_stays_when_the_ticket_is_reopened():
    told = (customer(mon(9), opened()), staff(mon(11), resolved), customer(tue(9), flow.Rejected()))
    again = replace(RESOLUTION, after_reopening=AfterReopening.RESTART)

    first, second = runs(*told, staff(next_mon(9), resolved), by=again, at=next_mon(10))

    assert (first.number, first.outcome, shown(first.ended)) == (1, Outcome.MET, mon(11))
    assert (second.number, second.outcome, shown(second.broken)) == (2, Outcome.BROKEN, wed(10))
    assert passed(first) == []
