from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.staff.models import Membership
from trifecta.tickets import scope
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Ticket


@pytest.fixture
def hidden(desk, cast):
    return desk.ticket(by=cast.hana, team=cast.hr, requester=cast.carl, at=monday(9))


def seen(person):
    return set(Ticket.objects.visible_to(person))


def test_agents_see_every_open_team_and_what_no_team_has(desk, cast, hidden):
    teamless = desk.ticket(by=cast.cleo, requester=cast.cleo, at=monday(9))

    for person in (cast.ann, cast.nia, cast.lea):
        assert seen(person) == {cast.ticket, teamless}
    for person in (cast.hana, cast.leo, cast.ada):
        assert seen(person) == {cast.ticket, teamless, hidden}


def test_owner_and_assignee_see_behind_closed_doors(cast, hidden):
    Ticket.objects.filter(pk=hidden.pk).update(owner=cast.ann, assignee=cast.nia)

    assert seen(cast.ann) == seen(cast.nia) == {cast.ticket, hidden}
    assert seen(cast.ben) == {cast.ticket}


def test_an_offer_opens_the_door_to_the_team_that_is_asked(cast, hidden):
    offer_handoff(hidden, to=cast.network, reason="access", tried="-", by=cast.hana, at=monday(10))

    assert seen(cast.nia) == seen(cast.nils) == {cast.ticket, hidden}
    assert seen(cast.ann) == {cast.ticket}


def test_nobody_sees_a_ticket_twice(cast, hidden):
    Membership.objects.create(agent=cast.nia, team=cast.first)
    offer_handoff(hidden, to=cast.network, reason="access", tried="-", by=cast.hana, at=monday(10))

    assert Ticket.objects.visible_to(cast.nia).count() == 2


def test_customers_see_what_they_asked_or_follow(desk, cast, hidden):
    assert seen(cast.cleo) == {cast.ticket}
    assert seen(cast.carl) == {cast.ticket, hidden}
    assert seen(cast.stranger) == set()


def test_who_has_left_sees_nothing(cast):
    cast.cleo.is_active = False

    assert seen(cast.cleo) == seen(cast.gone) == seen(cast.nobody) == set()


def test_the_scope_names_the_hidden_teams(desk, cast):
    board = desk.team("Board", is_restricted=True)

    assert scope.scope_of(cast.ann) == scope.Scope(cast.ann.pk, (cast.hr.pk, board.pk))
    assert scope.scope_of(cast.hana) == scope.Scope(cast.hana.pk, (board.pk,))
    assert scope.scope_of(cast.leo) == scope.Scope(cast.leo.pk, ())
