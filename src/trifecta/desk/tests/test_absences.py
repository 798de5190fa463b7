from __future__ import annotations

import pytest

from tests.desk import friday, monday, tuesday, wednesday
from trifecta.base.actors import System
from trifecta.desk.absences import offer_owned, take_back
from trifecta.desk.actions.erase_agent import erase_agent
from trifecta.staff.absences import Plan
from trifecta.staff.actions.end_absence import end_absence
from trifecta.staff.actions.plan_absence import plan_absence
from trifecta.staff.models import Role
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.accept_ownership import accept_ownership
from trifecta.tickets.actions.ownership.decline_ownership import decline_ownership
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership


class People:
    """Ann owns what lies with the first team, which Lea leads; Ben is her backup, Leo leads the service."""

    def __init__(self, desk):
        self.first = desk.team("First")
        self.ann, self.ben = desk.agent("Ann", self.first), desk.agent("Ben", self.first)
        self.lea, self.leo = desk.agent("Lea", leads=self.first), desk.agent("Leo", role=Role.LEADER)
        self.ticket = desk.ticket(by=self.ann, team=self.first, at=monday(9))

    def away(self, agent, backup=None):
        plan = Plan(from_at=tuesday(8), until_at=friday(18), backup=backup)
        return plan_absence(agent, plan=plan, by=agent, at=monday(10))


@pytest.fixture
def people(desk):
    return People(desk)


def asked(desk, ticket):
    return desk.fresh(ticket).ownership_offered_to


def test_the_backup_is_asked_once_and_the_owner_stays(desk, people):
    people.away(people.ann, backup=people.ben)
    assert offer_owned(at=monday(12)) == 0

    assert [offer_owned(at=tuesday(8)), offer_owned(at=tuesday(9))] == [1, 0]

    ticket = desk.fresh(people.ticket)
    assert (ticket.owner, ticket.ownership_offered_to, ticket.ownership_offered_at) == (
        *(people.ann, people.ben, tuesday(8)),
    )
    offered = desk.entries(ticket)[-1]
    assert (offered.actor, offered.event.reason) == ("rule:absence", "absence")
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_who_declines_is_not_asked_again_but_the_next(desk, people):
    people.away(people.ann, backup=people.ben)
    for colleague in (people.ben, people.lea, people.leo):
        assert offer_owned(at=tuesday(9)) == 1
        assert asked(desk, people.ticket) == colleague
        decline_ownership(people.ticket, reason="capacity", by=colleague, at=tuesday(10))

    with desk.untouched(people.ticket):
        assert offer_owned(at=tuesday(11)) == 0


def test_who_is_away_too_is_not_waited_for(desk, people):
    people.away(people.ann, backup=people.ben)
    offer_owned(at=tuesday(9))
    plan_absence(people.ben, plan=Plan(from_at=tuesday(12)), by=people.ben, at=tuesday(11))

    assert offer_owned(at=tuesday(12)) == 1

    assert asked(desk, people.ticket) == people.lea
    assert desk.story(people.ticket)[1:] == ["ownership_offered", "ownership_offer_withdrawn", "ownership_offered"]


def test_the_next_absence_asks_anew(desk, people):
    absence = people.away(people.ann, backup=people.ben)
    offer_owned(at=tuesday(9))
    decline_ownership(people.ticket, reason="capacity", by=people.ben, at=tuesday(10))
    end_absence(absence, by=people.ann, at=tuesday(11))
    assert offer_owned(at=tuesday(12)) == 0

    plan = Plan(from_at=wednesday(8), backup=people.ben)
    plan_absence(people.ann, plan=plan, by=people.ann, at=wednesday(7))

    assert offer_owned(at=wednesday(9)) == 1
    assert asked(desk, people.ticket) == people.ben


def test_what_is_accepted_has_an_owner_again(desk, people):
    people.away(people.ann, backup=people.ben)
    offer_owned(at=tuesday(9))
    accept_ownership(people.ticket, by=people.ben, at=tuesday(10))

    with desk.untouched(people.ticket):
        assert offer_owned(at=tuesday(11)) == 0


def test_who_has_left_the_desk_owns_nothing_for_long(desk, people):
    desk.account(people.ann)
    people.ann.is_active = False
    people.ann.save(update_fields=["is_active"])

    assert [offer_owned(at=monday(12)), offer_owned(at=monday(13))] == [1, 0]

    assert asked(desk, people.ticket) == people.lea
    assert desk.entries(people.ticket)[-1].event.reason == "left"


def test_who_is_erased_has_left_and_waits_for_no_answer(desk, people):
    theirs = desk.ticket(by=people.lea, team=people.first, at=monday(9))
    people.away(people.lea, backup=people.ann)
    offer_owned(at=tuesday(9))
    assert asked(desk, theirs) == people.ann

    erase_agent(people.ann, by=System("command:erase-person"), at=tuesday(10))

    assert [offer_owned(at=tuesday(11)), offer_owned(at=tuesday(12))] == [2, 0]
    assert asked(desk, people.ticket) == asked(desk, theirs) == people.leo
    assert desk.entries(people.ticket)[-1].event.reason == "left"


def test_who_is_back_asks_nobody_any_more(desk, people):
    by_hand = desk.ticket(by=people.ann, team=people.first, at=monday(9))
    offer_ownership(by_hand, to=people.lea, reason="wish", by=people.ann, at=monday(10))
    absence = people.away(people.ann, backup=people.ben)
    offer_owned(at=tuesday(9))
    with desk.untouched(people.ticket):
        assert take_back(at=tuesday(10)) == 0
    end_absence(absence, by=people.ann, at=tuesday(11))

    assert [take_back(at=tuesday(11)), take_back(at=tuesday(12))] == [1, 0]

    assert (asked(desk, people.ticket), asked(desk, by_hand)) == (None, people.lea)
    assert desk.entries(people.ticket)[-1].actor == "rule:absence"
    assert desk.story(people.ticket)[-1] == "ownership_offer_withdrawn"


def test_names_of_a_history_and_tickets_that_are_done_wait_for_nobody(desk, people):
    resolve(people.ticket, how="fixed", words="Done.", by=people.ann, at=monday(10))
    people.away(people.ann, backup=people.ben)
    imported = desk.agent("Old name", people.first)
    desk.ticket(by=imported, team=people.first, at=monday(9))
    imported.is_active = False
    imported.save(update_fields=["is_active"])

    assert offer_owned(at=tuesday(9)) == 0


def test_goes_in_batches(desk, people):
    for _ in range(2):
        desk.ticket(by=people.ann, team=people.first, at=monday(9))
    people.away(people.ann, backup=people.ben)

    assert [offer_owned(at=tuesday(9), most=2) for _ in range(3)] == [2, 1, 0]
