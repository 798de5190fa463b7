from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff


@pytest.fixture
def offered(cast):
    return offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))


def test_the_work_is_theirs_and_the_owner_stays(desk, cast, offered):
    ticket = accept_handoff(offered, assignee=cast.nils, by=cast.nia, at=monday(10))

    assert (ticket.team, ticket.assignee, ticket.owner) == (cast.network, cast.nils, cast.ann)
    assert (ticket.offered_to, ticket.offered_at, ticket.team_change_count) == (None, None, 1)
    event = desk.entries(ticket)[-1].event
    assert (event.team, event.assignee) == (cast.network.pk, cast.nils.pk)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_team_may_accept_before_anyone_works_on_it(desk, cast, offered):
    ticket = accept_handoff(offered, by=cast.nia, at=monday(10))

    assert (ticket.team, ticket.assignee) == (cast.network, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_first_team_is_no_change_of_team(desk, cast):
    teamless = desk.ticket(by=cast.ann, at=monday(9))
    offer_handoff(teamless, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))

    ticket = accept_handoff(teamless, by=cast.nia, at=monday(10))

    assert (ticket.team, ticket.team_change_count) == (cast.network, 0)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_the_second_one_hears_that_someone_was_faster(desk, cast, offered):
    accept_handoff(offered, assignee=cast.nia, by=cast.nia, at=monday(10))

    with desk.untouched(offered), pytest.raises(refusals.NotOnOffer):
        accept_handoff(offered, assignee=cast.nils, by=cast.nils, at=monday(10))


def test_the_work_lies_with_a_member(desk, cast, offered):
    with desk.untouched(offered), pytest.raises(refusals.NotInThatTeam):
        accept_handoff(offered, assignee=cast.ann, by=cast.nia, at=monday(10))


def test_nobody_accepts_for_another_team(desk, cast, offered):
    for person in (cast.ann, cast.lea, cast.leo, cast.ada, cast.hana, cast.cleo):
        with desk.untouched(offered), pytest.raises(permits.NotYourTicket):
            accept_handoff(offered, by=person, at=monday(10))
