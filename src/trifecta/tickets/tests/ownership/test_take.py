from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.staff.models import Membership
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.take import take


@pytest.fixture
def unowned(desk, cast):
    return desk.ticket(by=cast.cleo, requester=cast.cleo, at=monday(9))


def test_a_colleagues_work_moves_and_its_owner_stays(desk, cast):
    ticket = take(cast.ticket, by=cast.ben, at=monday(10))

    assert (ticket.assignee, ticket.owner, ticket.team) == (cast.ben, cast.ann, cast.first)
    assert desk.story(ticket) == ["opened", "assigned"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_who_answers_what_nobody_owns_owns_it(desk, cast, unowned):
    ticket = take(unowned, by=cast.nia, at=monday(10))

    assert (ticket.assignee, ticket.owner, ticket.team) == (cast.nia, cast.nia, cast.network)
    assert desk.story(ticket) == ["opened", "assigned", "ownership_taken"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_one_who_was_assigned_may_come_to_own(desk, cast, unowned):
    assign(unowned, assignee=cast.nia, team=cast.network, by=cast.ann, at=monday(9, 30))

    ticket = take(unowned, by=cast.nia, at=monday(10))

    assert desk.story(ticket) == ["opened", "assigned", "ownership_taken"]
    assert ticket.owner == cast.nia
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_who_is_in_several_teams_says_for_which(desk, cast, unowned):
    Membership.objects.create(agent=cast.nia, team=cast.first)

    with desk.untouched(unowned), pytest.raises(refusals.ChooseTeam):
        take(unowned, by=cast.nia, at=monday(10))
    assert take(unowned, team=cast.first, by=cast.nia, at=monday(10)).team == cast.first


def test_the_team_must_be_ones_own(desk, cast, unowned):
    with desk.untouched(unowned), pytest.raises(refusals.NotInThatTeam):
        take(unowned, team=cast.first, by=cast.nia, at=monday(10))


def test_taking_twice_takes_nothing(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyYours):
        take(cast.ticket, by=cast.ann, at=monday(10))


def test_other_teams_ask_for_a_handoff(desk, cast):
    for person in (cast.nia, cast.leo, cast.cleo):
        with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
            take(cast.ticket, by=person, at=monday(10))
