"""Cases 34 to 45."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.base.conditions.tree import Compared, Missing, Not, OneOf
from trifecta.base.worktime.calendar import always_open
from trifecta.promises.clocks.results import Outcome, State
from trifecta.promises.events import PromiseStarted
from trifecta.promises.terms import Hours, HoursOf, OnChange, Thresholds, Trigger
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    ALL_HOURS,
    FIRST_RESPONSE,
    HOUR,
    OFFICE,
    RESOLUTION,
    STAY,
    customer,
    due,
    fri,
    hours_of,
    mon,
    opened,
    passed,
    reply,
    resolved,
    resumed,
    run,
    runs,
    shown,
    source,
    staff,
    thu,
    tue,
    waits,
    wed,
)
from trifecta.tickets import vocabulary
from trifecta.tickets.events import flow, handoff, ownership, structure

HALVES = Thresholds(shares=(0.5, 1.0))
URGENT = replace(hours_of(RESOLUTION, 4), code="urgent", applies=Compared("priority", "=", 1), thresholds=HALVES)
USUAL = replace(hours_of(RESOLUTION, 14), code="usual", thresholds=HALVES)
BOOK = (URGENT, USUAL)


def priority(level: int) -> flow.Reprioritized:
    return flow.Reprioritized(priority=level)


@case(34)
def test_a_higher_priority_counts_from_the_beginning_and_keeps_the_pauses():
    told = (
        customer(mon(9), opened(priority=3)),
        staff(mon(10), waits()),
        staff(mon(11), resumed),
        staff(mon(14), priority(1)),
    )

    read = run(*told, by=BOOK, at=mon(14))

    assert (read.terms.code, shown(read.started), read.paused_s) == ("urgent", mon(9), HOUR)
    assert (read.spent_s, due(read)) == (3 * HOUR, mon(15))


@case(34)
def test_old_warnings_are_not_told_when_other_terms_would_have_told_them():
    told = (customer(mon(9), opened(priority=3)), staff(mon(14), priority(1)))

    assert passed(run(*told, by=BOOK, at=mon(17))) == [(1.0, mon(14))]
    assert passed(run(*told[:1], by=BOOK, at=tue(10))) == [(0.5, mon(17))]


@case(34)
def test_terms_may_count_from_the_change_on():
    from_now = (replace(URGENT, on_change=OnChange.FROM_NOW), USUAL)

    read = run(customer(mon(9), opened(priority=3)), staff(mon(14), priority(1)), by=from_now, at=mon(15))

    assert (shown(read.started), read.spent_s, due(read)) == (mon(9), HOUR, tue(10))


@case(34)
def test_terms_that_begin_to_apply_may_count_from_then_on():
    from_now = (replace(URGENT, on_change=OnChange.FROM_NOW),)

    read = run(customer(mon(9), opened(priority=3)), staff(wed(9), priority(1)), by=from_now, at=wed(10))

    assert (shown(read.started), read.spent_s, read.broken, due(read)) == (mon(9), HOUR, None, wed(14))


@case(34)
def test_what_could_no_longer_be_kept_is_broken_at_the_change_and_not_before():
    read = run(customer(mon(9), opened(priority=3)), staff(tue(9), priority(1)), by=BOOK, at=tue(10))

    assert (read.outcome, due(read), shown(read.broken)) == (Outcome.BROKEN, mon(14), tue(9))


@case(35)
def test_a_lower_priority_does_not_erase_a_breach():
    told = (customer(mon(9), opened(priority=1)), staff(mon(15), priority(3)), staff(mon(16), resolved))

    read = run(*told, by=BOOK, at=tue(9))

    assert (read.terms.code, read.outcome, shown(read.broken)) == ("usual", Outcome.BROKEN, mon(14))


@case(36)
def test_a_promise_that_no_longer_applies_ends_and_what_was_reached_stays():
    only_urgent = (URGENT, replace(FIRST_RESPONSE, applies=Compared("priority", "=", 1)))
    told = (customer(mon(9), opened(priority=1)), staff(mon(10), reply()), staff(mon(11), priority(3)))

    resolution, response = runs(*told, by=only_urgent, at=tue(9))

    assert (resolution.outcome, resolution.reason, shown(resolution.ended)) == (
        Outcome.CANCELLED, "no_longer_applies", mon(11),
    )  # fmt: skip
    assert (response.outcome, shown(response.ended)) == (Outcome.MET, mon(10))


@case(36)
def test_what_applies_again_begins_no_second_time_unless_it_repeats():
    taken = replace(URGENT.moves, starts=(Trigger("ticket.ownership_taken"),))
    later = replace(URGENT, code="later", applies=Compared("priority", "=", 2), moves=taken)
    told = (
        customer(mon(9), opened(priority=1)),
        staff(mon(10), priority(3)),
        staff(mon(11), priority(2)),
        staff(mon(12), ownership.OwnershipTaken(owner=4)),
    )

    assert [read.reason for read in runs(*told, by=(URGENT, later), at=tue(9))] == ["no_longer_applies"]
    repeats = runs(*told, by=(URGENT, replace(later, repeats=True)), at=tue(9))
    assert [(read.number, shown(read.started)) for read in repeats] == [(1, mon(9)), (2, mon(12))]


@case(37)
def test_of_several_terms_that_hold_the_first_one_applies():
    told = customer(mon(9), opened(priority=1))

    assert run(told, by=(URGENT, USUAL), at=mon(9)).terms is URGENT
    assert run(told, by=(USUAL, URGENT), at=mon(9)).terms is USUAL


@case(38)
def test_a_deadline_that_somebody_names_takes_the_place_of_the_target_and_says_so():
    named = staff(mon(10), PromiseStarted(promise="resolution", due_at=wed(16)))
    told = (customer(mon(9), opened(priority=3)), named)

    read = run(*told, staff(mon(11), priority(1)), by=BOOK, at=mon(12))

    assert (read.terms.code, read.is_named, due(read)) == ("urgent", True, wed(16))


@case(38)
def test_a_released_deadline_gives_the_target_back():
    told = (
        customer(mon(9), opened(priority=3)),
        staff(mon(10), PromiseStarted(promise="resolution", due_at=wed(16))),
        staff(mon(12), PromiseStarted(promise="resolution")),
    )

    read = run(*told, by=BOOK, at=mon(12))

    assert (read.is_named, read.target_s, due(read)) == (False, 14 * HOUR, tue(17))


@case(39)
def test_a_new_version_reaches_open_tickets_only_where_they_follow():
    told = (customer(mon(9), opened()),)
    longer = (hours_of(RESOLUTION, 10),)

    stays = run(*told, by=RESOLUTION, at=mon(16))
    follows = run(*told, by=RESOLUTION, then=[(mon(15), longer)], at=mon(16))

    assert (due(stays), due(follows)) == (tue(10), tue(12))


@case(39)
def test_a_new_version_changes_nothing_that_is_solved():
    told = (customer(mon(9), opened()), staff(mon(11), resolved))

    assert run(*told, by=RESOLUTION, then=[(mon(15), (hours_of(RESOLUTION, 1),))], at=tue(9)) == run(
        *told, by=RESOLUTION, at=tue(9)
    )


@case(40)
def test_terms_cannot_ask_what_clocks_say_so_that_no_rule_feeds_itself():
    asked = set(vocabulary.FIELDS)

    assert asked.isdisjoint({"promise", "due_at", "broken_at", "outcome", "clock", "sla", "target"})


@case(41)
def test_another_team_brings_its_own_hours_to_its_part_and_not_to_the_customers_promise():
    own_hours = replace(STAY, hours=Hours(HoursOf.TEAM))
    told = (customer(mon(9), opened(team=1)), staff(mon(16), handoff.HandoffAccepted(team=2)))

    def worked(terms, facts):
        return ALL_HOURS if terms.hours.of is HoursOf.TEAM and facts["team"] == 2 else OFFICE

    resolution, ours, theirs = runs(*told, by=(RESOLUTION, own_hours), at=mon(19), hours=worked)

    assert theirs.hours.calendar == always_open()
    assert (resolution.spent_s, due(resolution)) == (7 * HOUR, tue(10))
    assert (ours.subject, ours.state, ours.spent_s) == ("team:1", State.AWAY, 6 * HOUR)
    assert (theirs.subject, theirs.spent_s, due(theirs)) == ("team:2", 3 * HOUR, mon(20))


@case(42)
def test_what_is_merged_away_is_told_as_merged():
    read = run(customer(mon(9), opened()), staff(mon(10), structure.Merged(into=9)), by=RESOLUTION, at=tue(9))

    assert (read.outcome, read.reason, shown(read.ended)) == (Outcome.CANCELLED, "ticket.merged", mon(10))


@case(42)
def test_what_takes_another_ticket_in_owes_since_the_earlier_of_both():
    absorbed = structure.Absorbed(ticket=9, started_at=mon(9))
    told = (customer(mon(14), opened()), staff(mon(16), absorbed))

    read = run(*told, by=RESOLUTION, at=mon(16))
    late = run(*told, by=hours_of(RESOLUTION, 4), at=tue(9))

    assert (shown(read.started), read.spent_s, due(read)) == (mon(9), 6 * HOUR, tue(10))
    assert (due(late), shown(late.broken)) == (mon(14), mon(16))


@case(43)
def test_a_history_gets_its_clocks_as_of_when_things_happened():
    told = (source(mon(9), opened()), source(mon(16), resolved), source(tue(10), flow.Closed()))

    read = run(*told, by=hours_of(RESOLUTION, 4), at=fri(9))

    assert (read.outcome, shown(read.broken), shown(read.ended), read.spent_s) == (
        Outcome.BROKEN, mon(14), mon(16), 6 * HOUR,
    )  # fmt: skip


@case(43)
def test_what_only_a_source_promised_is_kept_as_it_was_told():
    told = (
        source(mon(9), opened()),
        source(mon(9), PromiseStarted(promise="their_sla", due_at=tue(9))),
    )

    theirs = [each for each in runs(*told, by=RESOLUTION, at=thu(9)) if each.promise == "their_sla"]

    assert [(each.terms, each.state, due(each), each.broken) for each in theirs] == [
        (None, State.RUNNING, tue(9), None)
    ]


@case(44)
@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (Compared("service", "=", 5), flow.Recategorized(sort="incident", service=5)),
        (Not(Missing("requester")), flow.RequesterNamed(requester=7)),
        (OneOf("site", (3,)), flow.RequesterNamed(requester=7, site=3)),
    ],
    ids=["service", "requester", "site"],
)
def test_what_is_learned_late_counts_since_the_ticket_was_opened(condition, told):
    of_them = replace(RESOLUTION, applies=condition)

    read = run(customer(mon(9), opened()), staff(mon(15), told), by=of_them, at=mon(16))

    assert (shown(read.started), read.spent_s, due(read)) == (mon(9), 6 * HOUR, tue(10))


@case(44)
def test_what_would_have_been_broken_unknown_is_broken_when_it_is_learned():
    contract = replace(hours_of(RESOLUTION, 2), applies=Compared("service", "=", 5))
    learned = staff(mon(15), flow.Recategorized(sort="incident", service=5))

    read = run(customer(mon(9), opened()), learned, by=contract, at=mon(16))

    assert (due(read), shown(read.broken)) == (mon(11), mon(15))


@case(45)
def test_terms_that_a_new_version_drops_end_on_tickets_that_follow_and_stay_on_others():
    told = (customer(mon(9), opened()),)

    follows = run(*told, by=RESOLUTION, then=[(mon(15), ())], at=mon(16))
    stays = run(*told, by=RESOLUTION, at=mon(16))

    assert (follows.outcome, follows.reason) == (Outcome.CANCELLED, "no_longer_applies")
    assert (stays.state, due(stays)) == (State.RUNNING, tue(10))
