"""Why a ticket is whose it is, when nothing happened to it since: the opening said so."""

from __future__ import annotations

import pytest

from tests.desk import NINE, monday
from trifecta.base.actors import System
from trifecta.base.ids import AgentId, Code, CustomerId, TeamId
from trifecta.log import journal
from trifecta.screens.ticket import page
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.events.conversation import MessageReceived
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.models import Ticket

IMPORT = System("importer:servicenow")


@pytest.fixture
def mira(desk):
    return desk.customer("Mira")


def brought_in(*, by, owner=PLACEHOLDER_ID, **told):
    """A ticket as an import tells it."""
    ticket = Ticket.objects.create(sort="incident", state="open", owner_id=owner, opened_at=NINE, updated_at=NINE)
    journal.append(ticket.stream, Opened(sort=Code("incident"), owner=AgentId(owner), **told), by=by, at=NINE)
    return ticket


def lines(ticket, by):
    """What was said or done, in order."""
    shown = page.read(page.TICKETS.get(pk=ticket.pk), by=by, at=monday(12))
    return [
        line.text or line.words
        for stretch in shown.stretches
        for line in ((stretch.message,) if stretch.message else stretch.latest)
    ]


def test_whoever_opens_it_owns_it(desk, ann, first):
    assert lines(desk.ticket(by=ann, team=first, assignee=ann), ann) == [
        "Ann opened the ticket and owns it",
        "The work began with Ann in First",
    ]


def test_with_no_team_only_the_owner_is_told(desk, ann):
    assert lines(desk.ticket(by=ann), ann) == ["Ann opened the ticket and owns it"]


def test_what_a_customer_began_goes_on_with_who_got_it(ann, first, mira):
    told = {"requester": CustomerId(mira.pk), "team": TeamId(first.pk)}
    ticket = brought_in(by=mira, owner=ann.pk, **told)
    Ticket.objects.update(requester=mira)
    journal.append(ticket.stream, MessageReceived(channel=Code("portal")), by=mira, at=NINE)

    assert lines(ticket, ann) == ["", "Ann owned it from the start", "The work began with First"]


def test_a_history_without_an_owner_says_only_where_the_work_began(ann, first):
    by_name = brought_in(by=IMPORT, assignee=AgentId(ann.pk))
    by_team = brought_in(by=IMPORT, team=TeamId(first.pk))

    assert lines(by_name, ann)[1:] == ["The work began with Ann"]
    assert lines(by_team, ann)[1:] == ["The work began with First"]


def test_what_is_replied_later_stays_below(desk, ann, first, mira):
    ticket = desk.ticket(by=mira, requester=mira, team=first, body="It jams.", channel="portal")
    reply(ticket, body="Which one?", by=ann, at=monday(10))

    assert lines(ticket, ann) == ["It jams.", "The work began with First", "Which one?", "Ann owns the ticket"]
