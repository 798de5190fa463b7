from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import TextField

from tests.desk import monday, tuesday
from trifecta.base.errors import NotPermitted
from trifecta.care.models import Survey
from trifecta.customers.models import Customer
from trifecta.desk import words
from trifecta.desk.actions.erase_agent import erase_agent
from trifecta.desk.actions.erase_customer import erase_customer
from trifecta.desk.words import Removed
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff.actions.revise_agent import LastAdministrator
from trifecta.staff.models import Agent, Role
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.models import Message, Ticket


@pytest.fixture
def admin(desk) -> Agent:
    root = desk.agent("Root Keeper", role=Role.ADMIN)
    desk.account(root)
    return root


@pytest.fixture
def mira(desk) -> Customer:
    customer = desk.customer("Mira Vogel")
    desk.account(customer)
    Customer.objects.filter(pk=customer.pk).update(email="mira.vogel@example.org", phone="+49 30 1234567")
    return desk.fresh(customer)


def test_name_way_in_and_words_go(desk, admin, mira):
    team = desk.team()
    own = desk.ticket(subject="My badge fails", requester=mira, team=team)
    reply(own, body="Dear Mira, which door?", by=desk.agent("Ann Lee", team), at=monday(10))
    other = desk.ticket(subject="As Mira Vogel says", team=team)
    add_note(other, body="Ask mira.vogel@example.org or VOGEL, MIRA.", by=desk.agent("Bo", team), at=monday(10))
    before = [desk.columns(own), desk.columns(other)]

    removed = erase_customer(mira, by=admin, at=tuesday(9))

    assert removed == Removed(messages=1, subjects=1)
    row = desk.fresh(mira)
    assert (row.name, row.email, row.phone, row.account, row.is_active) == ("Erased person", "", "", None, False)
    assert not Account.objects.filter(email__icontains="mira").exists()
    assert (desk.fresh(own).subject, desk.fresh(other).subject) == ("", "As [erased] says")
    assert list(Message.objects.values_list("body", flat=True)) == ["Ask [erased] or [erased]."]
    assert [desk.columns(own), desk.columns(other)] == before
    assert [entry.event.kind for entry in journal.read(f"customer:{mira.pk}")] == ["customer.erased"]


def test_who_is_erased_manages_nothing(desk, admin, mira):
    Customer.objects.filter(pk=mira.pk).update(manages_organization=True)

    erase_customer(mira, by=admin, at=tuesday(9))

    assert not desk.fresh(mira).manages_organization
    told = [entry.event.kind for entry in journal.read(f"customer:{mira.pk}")]
    assert told == ["customer.manager_named", "customer.erased"]


def test_what_they_said_on_the_tickets_of_others_goes_too(desk, admin, mira):
    ticket = desk.ticket(subject="Of someone else")
    desk.follow(ticket, mira)
    Survey.objects.create(ticket=ticket, customer=mira, instrument="csat", sent_at=monday(9), answered_at=monday(10),
                          value=2, remark="I waited a week")  # fmt: skip

    removed = erase_customer(mira, by=admin, at=tuesday(9))

    assert removed == Removed(surveys=1)
    survey = Survey.objects.get()
    assert (survey.value, survey.remark) == (2, "")


def test_erasing_again_finds_nothing(admin, mira):
    erase_customer(mira, by=admin, at=tuesday(9))

    assert erase_customer(Customer.objects.get(pk=mira.pk), by=admin, at=tuesday(10)) == Removed()
    assert len(journal.read(f"customer:{mira.pk}")) == 1


def test_only_administrators_erase(desk, mira):
    with pytest.raises(NotPermitted):
        erase_customer(mira, by=desk.agent("Ann Lee"), at=tuesday(9))

    assert desk.fresh(mira).name == "Mira Vogel"


def test_an_agents_name_goes_and_their_work_stays(desk, admin):
    team = desk.team()
    ann = desk.agent("Ann Lee", team)
    desk.account(ann)
    ticket = desk.ticket(by=ann, team=team)
    reply(ticket, body="Solved. Regards, Ann Lee", by=ann, at=monday(10))
    before = desk.columns(ticket)

    assert erase_agent(desk.fresh(ann), by=admin, at=tuesday(9)) == 1

    row = desk.fresh(ann)
    assert (row.name, row.account, row.is_active) == ("Erased person", None, False)
    assert Message.objects.get().body == "Solved. Regards, [erased]"
    assert desk.columns(ticket) == before
    assert Ticket.objects.get().owner == ann


def test_under_what_an_agent_wrote_no_first_name_stays(desk, admin):
    team = desk.team()
    joris, other = desk.agent("Joris Bos", team), desk.agent("Joris Willems", team)
    ticket = desk.ticket(by=joris, team=team, requester=desk.customer("Mira"), at=monday(8))
    reply(ticket, body="Joris of the store has it.\n\nRegards\nJoris, Service Desk", by=joris, at=monday(9))
    reply(ticket, body="Done.\nJoris", by=other, at=monday(10))

    assert erase_agent(joris, by=admin, at=tuesday(9)) == 1

    assert list(Message.objects.order_by("seq").values_list("body", flat=True)) == [
        "Joris of the store has it.\n\nRegards\n[erased], Service Desk",
        "Done.\nJoris",
    ]


def test_somebody_must_be_able_to_run_the_desk(desk, admin):
    with pytest.raises(LastAdministrator):
        erase_agent(admin, by=admin, at=tuesday(9))

    assert desk.fresh(admin).name == "Root Keeper"


def test_every_column_of_text_is_known_to_hold_prose_or_not():
    of_ours = [model for model in apps.get_models() if model.__module__.startswith("trifecta.")]
    long_ones = {
        (model, field.name) for model in of_ours for field in model._meta.concrete_fields if type(field) is TextField
    }
    titles = {(model, column) for model, column in words.PROSE}

    assert long_ones - titles == set(), "name it in trifecta.desk.words, or make it a code"
