from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.reject import reject
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.models import Remark


@pytest.fixture
def resolved(cast):
    return resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))


def test_brings_it_back_to_the_same_people(desk, cast, resolved):
    ticket = reject(resolved, reason="not_solved", words="Still blank.", by=cast.cleo, at=monday(11))

    assert (ticket.state, ticket.resolved_at, ticket.resolved_by_team) == ("open", None, None)
    assert (ticket.reopen_count, ticket.first_resolved_at) == (1, monday(10))
    assert (ticket.owner, ticket.team, ticket.assignee) == (cast.ann, cast.first, cast.ann)
    assert Remark.objects.get(ticket=ticket, seq=3).body == "Still blank."
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_is_possible_after_an_unconfirmed_closure(desk, cast, resolved):
    close(resolved, reason="told", by=cast.ann, at=monday(11))

    ticket = reject(resolved, reason="came_back", by=cast.cleo, at=monday(12))

    assert (ticket.state, ticket.closed_at) == ("open", None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_confirmation_is_not_taken_back(desk, cast, resolved):
    validate(resolved, by=cast.cleo, at=monday(11))

    with desk.untouched(resolved), pytest.raises(refusals.AlreadyConfirmed):
        reject(resolved, reason="came_back", by=cast.cleo, at=monday(12))


def test_there_must_be_a_claim(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.StillOpen):
        reject(cast.ticket, reason="not_solved", by=cast.cleo, at=monday(10))


def test_only_who_asked_rejects_and_says_why(desk, cast, resolved):
    with desk.untouched(resolved):
        for person in (cast.ann, cast.leo, cast.carl):
            with pytest.raises(permits.NotYourTicket):
                reject(resolved, reason="not_solved", by=person, at=monday(11))
        with pytest.raises(refusals.UnknownCode):
            reject(resolved, reason="angry", by=cast.cleo, at=monday(11))
