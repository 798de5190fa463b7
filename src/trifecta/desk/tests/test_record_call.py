from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import monday
from trifecta.contacts.models import Contact
from trifecta.contacts.rules import NotAContact
from trifecta.desk.actions.record_call import Call, record_call
from trifecta.tickets.models import ContactLink, Message
from trifecta.tickets.permits import NotYourTicket

OURS = Call("phone", "outbound", took=timedelta(minutes=5), words="The cable is on its way.")


@pytest.fixture
def ticket(desk):
    first = desk.team("First")
    return desk.ticket(by=desk.agent("Ann", first), team=first, requester=desk.customer("Mira"), channel="mail")


def test_a_call_of_ours_is_a_contact_linked_an_answer_and_a_note(desk, ticket):
    contact = record_call(ticket, call=OURS, by=ticket.owner, at=monday(10))

    assert (contact.started_at, contact.answered_at, contact.ended_at, contact.handled_s) == (
        *(monday(9, 55), monday(9, 55), monday(10), 300),
    )
    assert (contact.customer, contact.agent, contact.team) == (ticket.requester, ticket.owner, ticket.team)
    assert ContactLink.objects.get(contact=contact).ticket == ticket
    assert desk.fresh(ticket).first_response_at == monday(9, 55)
    assert desk.story(ticket)[1:] == ["linked", "note_added"]
    assert Message.objects.get(ticket=ticket).body == "The cable is on its way."
    assert desk.replayed(ticket) == desk.columns(ticket)


@pytest.mark.parametrize("call", [Call("phone", "outbound", is_answered=False), Call("walk_in", "inbound")])
def test_who_was_not_reached_or_came_by_has_no_answer_yet(desk, ticket, call):
    record_call(ticket, call=call, by=ticket.owner, at=monday(10))

    assert desk.fresh(ticket).first_response_at is None
    assert desk.story(ticket)[1:] == ["linked"]


def test_a_call_does_not_begin_before_its_ticket(desk, ticket):
    long = Call("phone", "inbound", took=timedelta(hours=2))

    assert record_call(ticket, call=long, by=ticket.owner, at=monday(10)).started_at == monday(9)


def test_nothing_is_left_of_what_is_refused(desk, ticket):
    stranger = desk.agent("Ben", desk.team("People matters", is_restricted=True))
    secret = desk.ticket(by=stranger, team=stranger.teams.get())
    for refused, call, by in ((NotAContact, Call("letter", "inbound"), ticket.owner), (NotYourTicket, OURS, None)):
        on = ticket if by else secret
        with desk.untouched(on), pytest.raises(refused):
            record_call(on, call=call, by=ticket.owner, at=monday(10))
    assert not Contact.objects.exists()
