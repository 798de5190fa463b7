from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.contacts import rules
from trifecta.contacts.actions.record_contact import record_contact
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.contacts.permits import NotForYou
from trifecta.contacts.replay import replay
from trifecta.log import journal
from trifecta.log.models import Entry
from trifecta.staff.models import Role
from trifecta.tickets.models import ContactLink


def columns(contact):
    row = Contact.objects.get(pk=contact.pk)
    return {
        field.attname: getattr(row, field.attname) for field in Contact._meta.concrete_fields if field.attname != "id"
    }


def test_happened_when_it_began_and_is_noted_now(desk):
    ann, cleo = desk.agent("Ann"), desk.customer("Cleo")
    call = ContactRecorded(
        channel="phone",
        outcome="information",
        customer=cleo.pk,
        agent=ann.pk,
        answered_at=monday(9, 1),
        ended_at=monday(9, 5),
        handled_s=300,
        solved=True,
    )

    contact = record_contact(call, started_at=monday(9), by=ann, at=monday(9, 6))

    assert (contact.started_at, contact.reference) == (monday(9), f"C-{10_000 + contact.pk}")
    story = journal.read(contact.stream)
    assert [(entry.seq, entry.happened_at, entry.actor, entry.event) for entry in story] == [
        (1, monday(9), ann.actor, call)
    ]
    assert Entry.objects.get(stream=contact.stream).recorded_at == monday(9, 6)
    assert replay(story) == columns(contact)
    assert not ContactLink.objects.exists()


def test_one_that_names_its_ticket_is_linked(desk):
    ann = desk.agent("Ann")
    ticket = desk.ticket(by=ann)
    before = desk.columns(ticket)

    told = ContactRecorded(channel="phone", outcome="ticket", ticket=ticket.pk, agent=ann.pk)
    contact = record_contact(told, started_at=monday(10), by=ann, at=monday(10, 6))

    assert list(ContactLink.objects.values_list("contact", "ticket")) == [(contact.pk, ticket.pk)]
    assert desk.columns(ticket) == before | {"updated_at": monday(10)} == desk.replayed(ticket)
    linked = desk.entries(ticket)[-1]
    assert (linked.actor, linked.happened_at) == (ann.actor, monday(10))
    assert (linked.event.contact, linked.event.direction, linked.event.answered) == (contact.pk, "inbound", False)
    assert replay(journal.read(contact.stream)) == columns(contact)


def test_a_phone_switch_records_what_nobody_answered(desk):
    told = ContactRecorded(channel="phone", outcome="abandoned", ended_at=monday(9, 2))

    contact = record_contact(told, started_at=monday(9), by=System("switch:main"), at=monday(9, 2))

    assert (contact.answered_at, contact.agent, contact.solved) == (None, None, None)


def test_contradictions_and_outsiders_leave_nothing(desk):
    gone = desk.agent("Gus Gone")
    gone.is_active = False
    told = ContactRecorded(channel="phone", outcome="information")
    pigeon = ContactRecorded(channel="pigeon", outcome="information")

    with pytest.raises(rules.NotAContact):
        record_contact(pigeon, started_at=monday(9), by=desk.agent(), at=monday(9))
    for person in (gone, desk.customer(), desk.agent(role=Role.AUDITOR)):
        with pytest.raises(NotForYou):
            record_contact(told, started_at=monday(9), by=person, at=monday(9))

    assert (Contact.objects.count(), journal.latest_id()) == (0, 0)
