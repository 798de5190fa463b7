from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate


@pytest.fixture
def resolved(cast):
    return resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))


def test_counts_and_forgets_the_claim(desk, cast, resolved):
    ticket = reopen(resolved, reason="came_back", words="Blank again.", by=cast.ben, at=monday(11))

    assert (ticket.state, ticket.resolved_at, ticket.resolved_by_team) == ("open", None, None)
    assert (ticket.reopen_count, ticket.first_resolved_at) == (1, monday(10))
    assert (ticket.owner, ticket.team, ticket.assignee) == (cast.ann, cast.first, cast.ann)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_confirmed_and_closed_ticket_may_come_back(desk, cast, resolved):
    validate(resolved, by=cast.cleo, at=monday(11))

    ticket = reopen(resolved, reason="came_back", by=cast.cleo, at=monday(12))

    assert (ticket.state, ticket.validated_at, ticket.closed_at, ticket.reopen_count) == ("open", None, None, 1)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_counts_each_time(desk, cast, resolved):
    reopen(resolved, reason="mistake", by=cast.ann, at=monday(11))
    resolve(resolved, how="fixed", words="Done.", by=cast.ann, at=monday(12))
    close(resolved, reason="told", by=cast.ann, at=monday(13))

    ticket = reopen(resolved, reason="more_to_do", by=cast.leo, at=monday(14))

    assert ticket.reopen_count == 2
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_what_is_open_needs_no_reopening(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.StillOpen):
        reopen(cast.ticket, reason="more_to_do", by=cast.ann, at=monday(10))


def test_is_not_for_followers_or_other_teams(desk, cast, resolved):
    for person in (cast.nia, cast.carl, cast.stranger):
        with desk.untouched(resolved), pytest.raises(permits.NotYourTicket):
            reopen(resolved, reason="came_back", by=person, at=monday(11))
