from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff


@pytest.fixture
def resolved(cast):
    return resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))


def test_ends_it_without_calling_it_confirmed(desk, cast, resolved):
    ticket = close(resolved, reason="no_customer", by=cast.ann, at=monday(11))

    assert (ticket.state, ticket.closed_at, ticket.validated_at) == ("closed", monday(11), None)
    assert ticket.resolved_at == monday(10)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_rule_may(desk, resolved):
    ticket = close(resolved, reason="no_customer", by=System("rule:auto_close"), at=monday(11))

    assert desk.entries(ticket)[-1].actor == "rule:auto_close"


def test_only_after_a_resolution(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.StillOpen):
        close(cast.ticket, reason="told", by=cast.ann, at=monday(10))


def test_once(desk, cast, resolved):
    close(resolved, reason="told", by=cast.ann, at=monday(11))

    with desk.untouched(resolved), pytest.raises(refusals.AlreadyClosed):
        close(resolved, reason="told", by=cast.ann, at=monday(12))


def test_confirmed_is_the_customers_word(desk, cast, resolved):
    with desk.untouched(resolved), pytest.raises(refusals.NotConfirmed):
        close(resolved, reason="confirmed", by=cast.ann, at=monday(11))


def test_who_merely_worked_on_it_does_not_end_it(desk, cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 5))
    accept_handoff(cast.ticket, assignee=cast.nia, by=cast.nia, at=monday(9, 10))
    resolved = resolve(cast.ticket, how="fixed", words="Done.", by=cast.nia, at=monday(10))

    with desk.untouched(resolved), pytest.raises(permits.NotYourTicket):
        close(resolved, reason="told", by=cast.nia, at=monday(11))
    assert close(resolved, reason="told", by=cast.ann, at=monday(11)).state == "closed"
