from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate


@pytest.fixture
def resolved(cast):
    return resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))


def test_a_ticket_is_finished_when_the_customer_says_so(desk, cast, resolved):
    ticket = validate(resolved, by=cast.cleo, at=monday(11))

    assert (ticket.state, ticket.validated_at, ticket.closed_at) == ("closed", monday(11), monday(11))
    assert (ticket.resolved_at, ticket.reopen_count) == (monday(10), 0)
    assert desk.story(ticket) == ["opened", "resolved", "validated", "closed"]
    assert desk.entries(ticket)[-1].event.reason == "confirmed"
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_there_must_be_a_claim(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.StillOpen):
        validate(cast.ticket, by=cast.cleo, at=monday(10))


def test_is_said_once(desk, cast, resolved):
    validate(resolved, by=cast.cleo, at=monday(11))

    with desk.untouched(resolved), pytest.raises(refusals.AlreadyClosed):
        validate(resolved, by=cast.cleo, at=monday(12))


def test_nobody_confirms_for_the_customer(desk, cast, resolved):
    for person in (cast.ann, cast.lea, cast.ada, cast.carl, cast.stranger):
        with desk.untouched(resolved), pytest.raises(permits.NotYourTicket):
            validate(resolved, by=person, at=monday(11))
