"""Who was erased stays erased when a newer export of the same desk tells of them."""

from __future__ import annotations

import pytest

from tests.desk import tuesday
from trifecta.base.actors import System
from trifecta.customers.models import Customer
from trifecta.desk.actions.erase_agent import erase_agent
from trifecta.desk.actions.erase_customer import erase_customer
from trifecta.importers.models import Known
from trifecta.importers.tests.scripted import bring, opened, ticket
from trifecta.staff.models import Agent
from trifecta.tickets.events.conversation import MessageReceived, MessageSent
from trifecta.tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db
COMMAND = System("command:erase")


def of_mira(names, **more):
    return names.customer("Mira Vogel", key="mvogel", email="mira@example.org", **more)


def test_a_customer_stays_erased():
    bring(lambda names: [ticket("INC1", opened(requester=of_mira(names)), title="Mira’s badge", words="Mira here")])
    mira = Customer.objects.get()

    erase_customer(mira, by=COMMAND, at=tuesday(9))
    bring(
        lambda names: [
            ticket("INC1", opened(requester=of_mira(names)), MessageReceived(), title="Mira’s badge", words="Still"),
            ticket("INC2", opened(requester=of_mira(names)), MessageSent(), title="Mira again", words="Dear Mira"),
            ticket("INC3", opened(requester=names.customer("Tom Ray")), MessageSent(), title="Tom", words="Dear Tom"),
        ],
        at=tuesday(12),
    )

    assert sorted(Customer.objects.values_list("name", "email")) == [("Erased person", ""), ("Tom Ray", "")]
    assert list(Ticket.objects.order_by("id").values_list("subject", "requester")) == [
        ("", mira.pk),
        ("", mira.pk),
        ("Tom", Customer.objects.get(name="Tom Ray").pk),
    ]
    assert list(Message.objects.values_list("body", flat=True)) == ["Dear Tom"]
    assert not Known.objects.filter(key__icontains="vogel").exists()


def test_an_agent_stays_erased():
    bring(lambda names: [ticket("INC1", opened(owner=names.agent("Ann Lee")))])
    ann = Agent.objects.get(name="Ann Lee")

    erase_agent(ann, by=COMMAND, at=tuesday(9))
    bring(lambda names: [ticket("INC2", opened(owner=names.agent("Ann Lee")))], at=tuesday(12))

    assert not Agent.objects.filter(name="Ann Lee").exists()
    assert Ticket.objects.filter(owner=ann).count() == 2
