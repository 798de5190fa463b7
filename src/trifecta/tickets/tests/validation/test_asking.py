from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import friday, monday, tuesday, wednesday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.reply import Sort, reply
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.reject import reject
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.actions.validation.ask_validation import ask_validation
from trifecta.tickets.actions.validation.leave_unvalidated import leave_unvalidated

BY_RULE = System("rule:ask_again")


@pytest.fixture
def resolved(cast):
    return resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))


@pytest.fixture
def asked_thrice(cast, resolved):
    ask_validation(resolved, by=BY_RULE, at=tuesday(10))
    return ask_validation(resolved, words="Called, no answer.", by=cast.ann, at=wednesday(10))


def test_three_questions_in_a_minute_are_one(cast, resolved, desk):
    with desk.untouched(resolved), pytest.raises(refusals.AskedLately, match="less than a day ago"):
        ask_validation(resolved, by=cast.ann, at=desk.fresh(resolved).validation_asked_at + timedelta(hours=23))


def test_to_say_that_it_is_solved_is_the_first_asking(desk, resolved):
    assert (resolved.validation_asked_at, resolved.validation_asked_count) == (monday(10), 1)


def test_each_further_asking_has_its_number(desk, resolved):
    before = desk.columns(resolved)

    ticket = ask_validation(resolved, by=BY_RULE, at=tuesday(10))

    asked = {"validation_asked_at": tuesday(10), "validation_asked_count": 2, "updated_at": tuesday(10)}
    assert desk.columns(ticket) == before | asked == desk.replayed(ticket)
    assert (desk.entries(ticket)[-1].event.attempt, desk.entries(ticket)[-1].actor) == (2, "rule:ask_again")


def test_nobody_is_asked_a_fourth_time(desk, cast, asked_thrice):
    with desk.untouched(asked_thrice), pytest.raises(refusals.AskedEnough):
        ask_validation(asked_thrice, by=cast.ann, at=friday(10))


def test_silence_closes_it_and_is_no_validation(desk, asked_thrice):
    before = desk.columns(asked_thrice)

    ticket = leave_unvalidated(asked_thrice, by=BY_RULE, at=friday(10))

    ended = {"state": "closed", "closed_at": friday(10), "end_reason": "unanswered", "updated_at": friday(10)}
    assert desk.columns(ticket) == before | ended == desk.replayed(ticket)
    assert ticket.validated_at is None
    assert desk.story(ticket)[-2:] == ["validation_unanswered", "closed"]
    assert desk.entries(ticket)[-2].event.attempts == 3


def test_an_agent_closes_so_by_the_same_rule(desk, cast, asked_thrice):
    ticket = close(asked_thrice, reason="unanswered", by=cast.ann, at=friday(10))

    assert desk.story(ticket)[-2:] == ["validation_unanswered", "closed"]


def test_silence_is_not_known_after_one_asking(desk, cast, resolved):
    with desk.untouched(resolved):
        with pytest.raises(refusals.AskAgain, match=r"^The customer must have been asked three times"):
            close(resolved, reason="unanswered", by=cast.ann, at=tuesday(10))
        with pytest.raises(refusals.AskAgain):
            leave_unvalidated(resolved, by=BY_RULE, at=tuesday(10))


def test_who_wrote_was_not_silent(desk, cast, asked_thrice):
    reply(asked_thrice, body="On Friday I can try.", by=cast.cleo, at=wednesday(11))

    with desk.untouched(asked_thrice), pytest.raises(refusals.CustomerWrote):
        leave_unvalidated(asked_thrice, by=BY_RULE, at=friday(10))


@pytest.mark.parametrize("sort", [Sort.THANKS, Sort.AUTOMATIC])
def test_thanks_and_an_out_of_office_say_nothing_about_it(cast, asked_thrice, sort):
    reply(asked_thrice, body="Thanks!", by=cast.cleo, at=wednesday(11), sort=sort)

    assert leave_unvalidated(asked_thrice, by=BY_RULE, at=friday(10)).state == "closed"


def test_a_reopening_begins_the_asking_anew(desk, cast, asked_thrice):
    ticket = reject(asked_thrice, reason="not_solved", by=cast.cleo, at=friday(9))
    assert (ticket.validation_asked_at, ticket.validation_asked_count) == (None, 0)

    ticket = resolve(ticket, how="fixed", words="Now.", by=cast.ann, at=friday(10))

    assert (ticket.validation_asked_at, ticket.validation_asked_count) == (friday(10), 1)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_what_silence_closed_may_still_be_taken_up_by_the_same_owner(desk, cast, asked_thrice):
    closed = leave_unvalidated(asked_thrice, by=BY_RULE, at=friday(10))

    ticket = reopen(closed, reason="not_solved", by=cast.cleo, at=friday(11))

    assert (ticket.state, ticket.owner, ticket.assignee, ticket.end_reason) == ("open", cast.ann, cast.ann, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_who_confirmed_is_not_asked(desk, cast, resolved):
    validate(resolved, by=cast.cleo, at=tuesday(9))

    with desk.untouched(resolved), pytest.raises(refusals.AlreadyClosed):
        ask_validation(resolved, by=BY_RULE, at=tuesday(10))


def test_only_what_is_resolved_is_asked_about(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.StillOpen):
        ask_validation(cast.ticket, by=cast.ann, at=monday(10))


def test_customers_and_strangers_ask_nobody(desk, cast, resolved):
    for person in (cast.nia, cast.cleo, cast.gone):
        with desk.untouched(resolved), pytest.raises(permits.NotYourTicket):
            ask_validation(resolved, by=person, at=tuesday(10))
