from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.contacts import rules
from trifecta.contacts.actions.record_contact import record_contact
from trifecta.contacts.actions.track_contact import track_contact
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.permits import NotForYou
from trifecta.log import journal
from trifecta.tickets import permits, refusals, tracking
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket


@pytest.fixture
def ann(desk):
    return desk.agent("Ann")


TEN = monday(10)


def called(agent, *, by=None, at=TEN, **facts):
    told = {"channel": "phone", "outcome": "ticket", "agent": agent.pk, "answered_at": at, **facts}
    return record_contact(ContactRecorded(**told), started_at=at, by=by or agent, at=at)


def test_an_answered_contact_is_untracked_until_someone_says_what_came_of_it(desk, ann):
    ticket = desk.ticket(by=ann)
    about_it, asked, opened_by_it = called(ann), called(ann), called(ann)
    called(ann, outcome="abandoned", answered_at=None)
    called(ann, outcome="information")
    assert list(tracking.untracked().order_by("pk")) == [about_it, asked, opened_by_it]

    track_contact(about_it, ticket=ticket.pk, by=ann, at=monday(11))
    track_contact(asked, ticket=None, by=ann, at=monday(11))
    open_ticket(Opening(sort="incident", subject="New", contact=opened_by_it), by=ann, at=monday(11))

    assert not tracking.untracked().exists()
    assert desk.fresh(asked).outcome == "information"
    first, anew = journal.read(about_it.stream)
    assert (first.event.ticket, anew.event.ticket, anew.happened_at) == (None, ticket.pk, monday(10))
    assert desk.story(ticket) == ["opened", "linked"]


def test_a_call_to_the_customer_that_was_answered_is_a_response(desk, ann):
    ticket = desk.ticket(by=ann, at=monday(9))

    called(ann, by=System("switch:main"), direction="outbound", ticket=ticket.pk, at=monday(10))

    assert desk.fresh(ticket).first_response_at == monday(10)
    linked = desk.entries(ticket)[-1]
    assert (linked.actor, linked.event.direction, linked.event.answered) == (ann.actor, "outbound", True)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_call_that_is_told_late_was_the_earlier_response(desk, ann):
    ticket = desk.ticket(by=ann, at=monday(9))
    reply(ticket, body="As I said.", by=ann, at=monday(12))

    called(ann, direction="outbound", ticket=ticket.pk, at=monday(10))

    assert (desk.fresh(ticket).first_response_at, desk.fresh(ticket).updated_at) == (monday(10), monday(12))
    assert desk.replayed(ticket) == desk.columns(ticket)


@pytest.mark.parametrize("facts", [{"direction": "inbound"}, {"direction": "outbound", "answered_at": None}])
def test_a_call_from_the_customer_and_one_that_nobody_took_are_none(desk, ann, facts):
    ticket = desk.ticket(by=ann, at=monday(9))

    called(ann, ticket=ticket.pk, **facts)

    assert desk.fresh(ticket).first_response_at is None
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_call_that_began_before_the_ticket_is_told_from_its_opening_on(desk, ann):
    ticket = desk.ticket(by=ann, at=monday(10, 2))

    called(ann, ticket=ticket.pk, at=monday(10))

    assert [entry.happened_at for entry in desk.entries(ticket)] == [monday(10, 2), monday(10, 2)]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_refuses_what_is_told_already_or_nobody_answered(desk, ann):
    ticket, other = desk.ticket(by=ann), desk.ticket(by=ann)
    linked, missed = called(ann, ticket=ticket.pk), called(ann, outcome="abandoned", answered_at=None)
    opened_by_it = called(ann)
    open_ticket(Opening(sort="incident", subject="New", contact=opened_by_it), by=ann, at=monday(11))
    before = journal.latest_id()

    for contact, error in [
        (linked, rules.AlreadyTracked),
        (missed, rules.NotAContact),
        (opened_by_it, refusals.ContactTaken),
    ]:
        with pytest.raises(error):
            track_contact(contact, ticket=other.pk, by=ann, at=monday(12))
    with pytest.raises(NotForYou):
        track_contact(opened_by_it, ticket=other.pk, by=desk.customer(), at=monday(12))

    assert journal.latest_id() == before


def test_nobody_links_a_contact_with_what_they_do_not_see(desk, ann):
    hr = desk.team("HR", is_restricted=True)
    hidden = desk.ticket(by=desk.agent("Hana", hr), team=hr)
    contact = called(ann)

    with desk.untouched(hidden), pytest.raises(permits.NotYourTicket):
        track_contact(contact, ticket=hidden.pk, by=ann, at=monday(11))

    assert desk.fresh(contact).outcome == "ticket"
    assert list(tracking.untracked()) == [contact]
