from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff


def test_moves_the_work_and_not_the_ownership(desk, cast):
    ticket = assign(cast.ticket, assignee=cast.ben, by=cast.ann, at=monday(10))

    assert (ticket.assignee, ticket.owner, ticket.team) == (cast.ben, cast.ann, cast.first)
    event = desk.entries(ticket)[-1].event
    assert (event.team, event.assignee) == (cast.first.pk, cast.ben.pk)
    assert ticket.team_change_count == 0
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_to_nobody_leaves_it_with_the_team(desk, cast):
    ticket = assign(cast.ticket, assignee=None, by=cast.lea, at=monday(10))

    assert (ticket.assignee, ticket.team) == (None, cast.first)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_the_first_team_is_no_change_of_team(desk, cast):
    fresh = desk.ticket(by=cast.cleo, requester=cast.cleo, at=monday(9))

    ticket = assign(fresh, assignee=cast.nia, team=cast.network, by=System("rule:routing"), at=monday(10))

    assert (ticket.team, ticket.assignee, ticket.team_change_count) == (cast.network, cast.nia, 0)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_any_agent_may_bring_work_to_its_first_team(desk, cast):
    fresh = desk.ticket(by=cast.cleo, requester=cast.cleo, at=monday(9))

    assert assign(fresh, assignee=None, team=cast.first, by=cast.nia, at=monday(10)).team == cast.first


def test_a_first_team_ends_an_offer_to_another(desk, cast):
    fresh = desk.ticket(by=cast.ann, at=monday(9))
    offer_handoff(fresh, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 30))

    ticket = assign(fresh, assignee=None, team=cast.first, by=cast.ann, at=monday(10))

    assert (ticket.offered_to, ticket.offered_at) == (None, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_within_the_team_an_offer_stands(desk, cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 30))

    ticket = assign(cast.ticket, assignee=cast.ben, by=cast.ann, at=monday(10))

    assert (ticket.offered_to, ticket.offered_at) == (cast.network, monday(9, 30))
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_clock_that_runs_behind_does_not_turn_the_story_round(desk, cast):
    assign(cast.ticket, assignee=cast.ben, by=cast.ann, at=monday(10))

    ticket = assign(cast.ticket, assignee=cast.lea, by=cast.lea, at=monday(9, 59))

    assert desk.entries(ticket)[-1].happened_at == monday(10)
    assert (ticket.assignee, ticket.updated_at) == (cast.lea, monday(10))
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_other_teams_get_work_by_a_handoff(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.OfferItInstead):
            assign(cast.ticket, assignee=cast.nia, team=cast.network, by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NotInThatTeam):
            assign(cast.ticket, assignee=cast.nia, by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NotInThatTeam):
            assign(cast.ticket, assignee=cast.gone, by=cast.ann, at=monday(10))


def test_is_for_work_that_is_going_on(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyResolved):
        assign(cast.ticket, assignee=cast.ben, by=cast.ann, at=monday(11))


def test_other_teams_and_customers_do_not_assign(desk, cast):
    for person in (cast.nia, cast.cleo, cast.gone):
        with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
            assign(cast.ticket, assignee=cast.ben, by=person, at=monday(10))
