"""Cases 46 to 55."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.promises.clocks.results import Outcome, State
from trifecta.promises.terms import Thresholds
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    HOUR,
    OWNING,
    RESOLUTION,
    STAY,
    VENDOR,
    customer,
    due,
    hours_of,
    mon,
    opened,
    passed,
    resolved,
    resumed,
    run,
    runs,
    shown,
    staff,
    tue,
    waits,
    wed,
)
from trifecta.tickets.events import handoff

OFFER = handoff.HandoffOffered(to_team=2, reason="expertise")


def warned(terms, **thresholds):
    return replace(terms, thresholds=Thresholds(**thresholds))


@case(46)
def test_a_teams_part_sums_up_over_its_stays():
    told = (
        customer(mon(9), opened(team=1)),
        staff(mon(10), OFFER),
        staff(mon(11), handoff.HandoffAccepted(team=2)),
        staff(mon(14), handoff.GivenBack(to_team=1, reason="done")),
    )

    ours, theirs = runs(*told, by=STAY, at=mon(16))

    assert (ours.subject, ours.state, ours.spent_s, due(ours)) == ("team:1", State.RUNNING, 3 * HOUR, mon(17))
    assert (theirs.subject, theirs.state, theirs.spent_s, theirs.due) == ("team:2", State.AWAY, 2 * HOUR, None)


@case(46)
def test_a_second_technician_of_the_same_team_changes_nothing():
    told = (customer(mon(9), opened(team=1)), staff(mon(10), handoff.Assigned(team=1, assignee=8)))

    read = run(*told, by=STAY, at=mon(11))

    assert (shown(read.started), read.number, read.spent_s) == (mon(9), 1, 2 * HOUR)


@case(46)
def test_the_customers_promise_is_the_sum_of_all_holders_and_of_nobody():
    told = (
        customer(mon(9), opened(team=1)),
        staff(mon(10), OFFER),
        staff(mon(11), handoff.HandoffAccepted(team=2)),
        staff(mon(14), resolved),
    )

    resolution, *parts = runs(*told, by=(RESOLUTION, STAY), at=tue(9))

    held = [(stretch.holder, stretch.worked_s) for stretch in resolution.stretches]
    assert held == [(1, HOUR), (None, HOUR), (2, 2 * HOUR)]
    assert resolution.spent_s == sum(part.spent_s for part in parts) + HOUR == 4 * HOUR


@case(47)
def test_a_vendors_time_is_a_clock_of_its_own_and_the_terms_say_whether_ours_waits():
    waits_too = replace(RESOLUTION, moves=replace(RESOLUTION.moves, pauses=STAY.moves.pauses))
    told = (customer(mon(9), opened()), staff(mon(10), waits("vendor")), staff(tue(10), resumed))

    runs_on, theirs = runs(*told, by=(RESOLUTION, VENDOR), at=tue(10))
    paused, _ = runs(*told, by=(waits_too, VENDOR), at=tue(10))

    assert (theirs.outcome, theirs.spent_s) == (Outcome.MET, 7 * HOUR)
    assert (runs_on.spent_s, runs_on.paused_s) == (8 * HOUR, 0)
    assert (paused.spent_s, paused.paused_s) == (HOUR, 7 * HOUR)


@case(49)
def test_each_threshold_is_passed_once_a_run_at_its_own_instant():
    told = (customer(mon(9), opened()), staff(mon(14, 30), waits()), staff(tue(9), resumed))
    often = warned(RESOLUTION, shares=(0.5, 0.75, 1.0, 1.25), before_s=(HOUR,), after_s=(HOUR,))

    read = run(*told, by=often, at=wed(17))

    assert passed(read) == [
        (0.5, mon(14)),
        (0.75, tue(10, 30)),
        (HOUR, tue(11, 30)),
        (1.0, tue(13, 30)),
        (HOUR, tue(14, 30)),
        (1.25, tue(15, 30)),
    ]


@case(49)
def test_a_threshold_that_came_to_pass_is_not_taken_back_or_repeated_by_a_pause():
    told = (customer(mon(9), opened()), staff(mon(14, 0, 1), waits()), staff(tue(9), resumed))

    assert passed(run(*told, by=warned(RESOLUTION, shares=(0.5,)), at=wed(9))) == [(0.5, mon(14))]


@case(50)
def test_an_offset_before_the_deadline_is_counted_in_open_time():
    read = run(customer(mon(15), opened()), by=warned(hours_of(RESOLUTION, 7), before_s=(4 * HOUR,)), at=wed(9))

    assert (due(read), passed(read)) == (tue(15), [(4 * HOUR, tue(10))])


@case(51)
def test_an_offset_longer_than_the_target_is_passed_once_at_the_beginning():
    read = run(customer(mon(15), opened()), by=warned(hours_of(RESOLUTION, 2), before_s=(9 * HOUR,)), at=wed(9))

    assert passed(read) == [(9 * HOUR, mon(15))]


@case(53)
@pytest.mark.parametrize(("resolved_at", "told"), [(mon(12), []), (mon(14), []), (mon(14, 0, 1), [(0.5, mon(14))])])
def test_what_was_done_before_its_instant_warns_nobody(resolved_at, told):
    read = run(
        customer(mon(9), opened()), staff(resolved_at, resolved), by=warned(RESOLUTION, shares=(0.5,)), at=wed(9)
    )

    assert passed(read) == told


@case(54)
def test_a_warning_belongs_to_the_clock_that_gives_it():
    told = customer(mon(9), opened(owner=1))

    owning, resolution = runs(told, by=(warned(OWNING, shares=(0.5,)), RESOLUTION), at=tue(9))

    assert (owning.promise, passed(owning)) == ("time_to_own", [(0.5, mon(9, 30))])
    assert passed(resolution) == []


@case(55)
@pytest.mark.parametrize("looked_at", [tue(10, 0, 1), tue(11), wed(17)])
def test_a_breach_has_the_instant_at_which_it_happened_however_late_it_is_noticed(looked_at):
    read = run(customer(mon(9), opened()), by=RESOLUTION, at=looked_at)

    assert (read.outcome, shown(read.broken)) == (Outcome.BROKEN, tue(10))


@case(55)
def test_at_its_due_second_a_promise_is_still_kept():
    told = customer(mon(9), opened())

    assert run(told, by=RESOLUTION, at=tue(10)).outcome is None
    assert run(told, staff(tue(10), resolved), by=RESOLUTION, at=wed(9)).outcome is Outcome.MET
    assert run(told, staff(tue(10, 0, 1), resolved), by=RESOLUTION, at=wed(9)).outcome is Outcome.BROKEN
