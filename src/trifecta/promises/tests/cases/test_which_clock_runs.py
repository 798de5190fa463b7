"""Cases 17 to 23."""

from __future__ import annotations

import pytest

from trifecta.promises.clocks.results import Outcome, State
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    FIRST_RESPONSE,
    HOUR,
    NEXT_RESPONSE,
    OWNING,
    RESOLUTION,
    STAY,
    UPDATE,
    customer,
    due,
    mon,
    opened,
    reply,
    resolved,
    rule,
    run,
    runs,
    shown,
    staff,
    tue,
    wrote,
)
from trifecta.tickets.events import conversation, flow, structure


@case(17)
def test_each_promise_has_a_clock_of_its_own():
    told = (
        customer(mon(9), opened(owner=1, team=2)),
        staff(mon(10), reply()),
        customer(mon(11), wrote()),
    )
    book = (FIRST_RESPONSE, NEXT_RESPONSE, UPDATE, RESOLUTION, OWNING, STAY)

    read = {
        (each.promise, each.subject, each.number): (each.state, each.spent_s)
        for each in runs(*told, by=book, at=mon(12))
    }

    assert read == {
        ("first_response", "", 1): (State.ENDED, HOUR),
        ("next_response", "", 1): (State.RUNNING, HOUR),
        ("update", "", 1): (State.ENDED, HOUR),
        ("update", "", 2): (State.RUNNING, 2 * HOUR),
        ("resolution", "", 1): (State.RUNNING, 3 * HOUR),
        ("time_to_own", "", 1): (State.RUNNING, 3 * HOUR),
        ("stay", "team:2", 1): (State.RUNNING, 3 * HOUR),
    }  # fmt: skip


def called(direction: str, *, answered: bool) -> structure.Linked:
    return structure.Linked(relation="contact", contact=5, direction=direction, answered=answered)


@case(18)
@pytest.mark.parametrize("told", [staff(mon(10), reply()), staff(mon(10), called("outbound", answered=True))])
def test_a_response_is_a_humans_public_reply_or_call(told):
    read = run(customer(mon(9), opened()), told, by=FIRST_RESPONSE, at=mon(11))

    assert (read.outcome, shown(read.ended), read.spent_s) == (Outcome.MET, mon(10), HOUR)


@case(18)
@pytest.mark.parametrize(
    "told",
    [
        rule(mon(10), reply(automatic=True)),
        rule(mon(10), reply()),
        staff(mon(10), reply(automatic=True)),
        staff(mon(10), conversation.NoteAdded()),
        staff(mon(10), structure.Absorbed(ticket=9, started_at=mon(8))),
        staff(mon(10), wrote()),
        customer(mon(10), wrote()),
        staff(mon(10), called("inbound", answered=True)),
        staff(mon(10), called("outbound", answered=False)),
    ],
    ids=["auto-reply", "rule", "out of office", "note", "merge", "as customer", "colleague", "their call", "no answer"],
)
def test_no_response_is_what_no_human_answered(told):
    read = run(customer(mon(9), opened()), told, by=FIRST_RESPONSE, at=mon(10, 30))

    assert (read.state, read.spent_s, due(read)) == (State.RUNNING, HOUR + HOUR // 2, mon(11))


@case(18)
@pytest.mark.parametrize("channel", ["phone", "chat", "walk_in"])
def test_what_an_agent_opens_in_a_conversation_has_its_response_at_once(channel):
    read = run(staff(mon(9), opened(channel=channel)), by=FIRST_RESPONSE, at=mon(10))

    assert (read.outcome, read.spent_s) == (Outcome.MET, 0)


@case(19)
def test_a_next_response_is_timed_since_the_oldest_message_that_nobody_answered():
    told = (
        customer(mon(9), opened()),
        staff(mon(9, 30), reply()),
        customer(mon(10), wrote()),
        (mon(10, 30), "customer:8", wrote()),
        customer(mon(11), wrote()),
        staff(mon(11, 30), reply()),
        customer(tue(9), wrote()),
    )

    first, second = runs(*told, by=NEXT_RESPONSE, at=tue(10))

    assert (shown(first.started), first.outcome, first.spent_s) == (mon(10), Outcome.MET, 90 * 60)
    assert (shown(second.started), due(second)) == (tue(9), tue(11))


@case(19)
@pytest.mark.parametrize(
    "told",
    [staff(mon(10), reply()), staff(mon(10), called("outbound", answered=True)), staff(mon(10), resolved)],
    ids=["answer", "call", "solution"],
)
def test_a_next_response_is_owed_only_after_the_first_one(told):
    unanswered = (customer(mon(9), opened()), customer(mon(9), wrote()), customer(mon(9, 30), wrote()))

    assert runs(*unanswered, by=NEXT_RESPONSE, at=mon(12)) == []
    read = run(*unanswered, told, customer(mon(11), wrote()), by=NEXT_RESPONSE, at=mon(12))

    assert (shown(read.started), read.state, read.spent_s) == (mon(11), State.RUNNING, HOUR)


@case(19)
def test_what_an_agent_opens_in_a_conversation_owes_a_next_response_at_once():
    read = run(staff(mon(9), opened(channel="phone")), customer(mon(10), wrote()), by=NEXT_RESPONSE, at=mon(11))

    assert (shown(read.started), read.spent_s) == (mon(10), HOUR)


@case(20)
@pytest.mark.parametrize("told", [wrote(thanks=True), wrote(automatic=True)], ids=["thanks", "out of office"])
def test_thanks_and_automatic_mails_ask_for_no_answer(told):
    story = (customer(mon(9), opened()), staff(mon(9, 30), reply()), customer(mon(10), told))

    assert runs(*story, by=NEXT_RESPONSE, at=mon(11)) == []


@case(21)
def test_a_resolution_is_timed_to_the_claim_and_closing_changes_nothing():
    told = (customer(mon(9), opened()), staff(mon(11), resolved))

    at_claim = run(*told, by=RESOLUTION, at=mon(11))
    closed = run(*told, rule(tue(9), flow.Closed(reason="unanswered")), by=RESOLUTION, at=tue(10))

    assert (at_claim.outcome, at_claim.spent_s) == (Outcome.MET, 2 * HOUR)
    assert closed == at_claim


@case(21)
@pytest.mark.parametrize(("resolved_at", "outcome"), [(mon(11), Outcome.MET), (mon(11, 0, 1), Outcome.BROKEN)])
def test_what_is_solved_without_an_answer_is_answered_by_its_solution(resolved_at, outcome):
    read = run(customer(mon(9), opened()), staff(resolved_at, resolved), by=FIRST_RESPONSE, at=tue(9))

    assert (read.outcome, shown(read.ended)) == (outcome, resolved_at)


@case(22)
@pytest.mark.parametrize(
    "told",
    [flow.Cancelled(reason="spam"), flow.Cancelled(reason="mistake"), structure.Merged(into=9)],
    ids=["spam", "mistake", "merged"],
)
def test_what_is_no_ticket_stops_every_clock_and_is_told_apart(told):
    book, ends = (FIRST_RESPONSE, UPDATE, RESOLUTION, STAY), staff(mon(10), told)
    asked = customer(mon(9), opened(team=2))

    read = runs(asked, ends, by=book, at=tue(9))
    read += runs(asked, staff(mon(9, 10), reply()), customer(mon(9, 30), wrote()), ends, by=NEXT_RESPONSE, at=tue(9))

    assert len(read) == len(book) + 1
    assert {(each.outcome, each.reason, shown(each.ended)) for each in read} == {
        (Outcome.CANCELLED, told.kind, mon(10))
    }


@case(23)
def test_an_answer_keeps_the_response_and_not_the_resolution():
    told = (customer(mon(9), opened()), staff(mon(10), reply()))

    response, resolution = runs(*told, by=(FIRST_RESPONSE, RESOLUTION), at=mon(11))

    assert (response.outcome, resolution.outcome) == (Outcome.MET, None)
    assert (resolution.state, resolution.spent_s) == (State.RUNNING, 2 * HOUR)
