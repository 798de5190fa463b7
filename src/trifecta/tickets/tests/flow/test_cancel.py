from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.actions.flow.mark_spam import mark_spam
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Remark

GONE = {"waiting_on": None, "waiting_until": None, "offered_to_id": None, "offered_at": None}


def test_ends_it_with_everything_that_was_going_on(desk, cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(9, 10))
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 20))
    before = desk.columns(cast.ticket)

    ticket = cancel(cast.ticket, reason="mistake", words="Opened twice.", by=cast.ann, at=monday(10))

    ended = {"state": "cancelled", "closed_at": monday(10), "end_reason": "mistake", "updated_at": monday(10)}
    assert desk.columns(ticket) == before | GONE | ended == desk.replayed(ticket)
    assert Remark.objects.get(ticket=ticket, seq=4).body == "Opened twice."


def test_customers_withdraw_what_they_asked_and_say_nothing_else(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
        cancel(cast.ticket, reason="mistake", by=cast.cleo, at=monday(10))

    ticket = cancel(cast.ticket, reason="withdrawn", by=cast.cleo, at=monday(10))

    assert (ticket.state, ticket.end_reason, desk.entries(ticket)[-1].actor) == (
        "cancelled",
        "withdrawn",
        cast.cleo.actor,
    )


def test_spam_is_counted_apart(desk, cast):
    ticket = mark_spam(cast.ticket, by=cast.ben, at=monday(10))

    assert (ticket.state, ticket.closed_at, ticket.end_reason) == ("cancelled", monday(10), "spam")
    assert desk.replayed(ticket) == desk.columns(ticket)
    assert desk.entries(ticket)[-1].event.reason == "spam"


def test_what_was_answered_is_no_spam(desk, cast):
    reply(cast.ticket, body="Which printer?", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket), pytest.raises(refusals.AnsweredAlready, match="no spam"):
        mark_spam(cast.ticket, by=cast.ann, at=monday(11))


def test_what_is_cancelled_stays_so(desk, cast):
    cancel(cast.ticket, reason="mistake", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.AlreadyCancelled):
            cancel(cast.ticket, reason="mistake", by=cast.ann, at=monday(11))
        with pytest.raises(refusals.AlreadyCancelled):
            mark_spam(cast.ticket, by=cast.ann, at=monday(11))
        with pytest.raises(refusals.AlreadyCancelled):
            reopen(cast.ticket, reason="mistake", by=cast.ann, at=monday(11))


def test_what_is_resolved_is_not_cancelled(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyResolved):
        cancel(cast.ticket, reason="mistake", by=cast.ann, at=monday(11))


def test_only_who_answers_for_it_ends_it(desk, cast):
    with desk.untouched(cast.ticket):
        for person in (cast.ben, cast.nia, cast.carl, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                cancel(cast.ticket, reason="other", by=person, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            cancel(cast.ticket, reason="spam", by=cast.ann, at=monday(10))
        for person in (cast.nia, cast.cleo, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                mark_spam(cast.ticket, by=person, at=monday(10))
