from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.actions.add_customers import add_customers
from trifecta.customers.models import Customer, Department, Site
from trifecta.customers.particulars import AddressKnown, Particulars
from trifecta.log import journal
from trifecta.staff.models import Role

MIRA = Particulars("Mira", "mira@x.example", "12", "Finance", "Lagos", "Africa/Lagos")


def test_the_row_holds_what_was_told_and_the_log_that_it_was_done(desk):
    ann = desk.agent("Ann")

    mira = add_customer(MIRA, by=ann, at=monday(9))

    assert Particulars.of(desk.fresh(mira)) == MIRA
    assert [(entry.event.kind, entry.actor) for entry in journal.read(f"customer:{mira.pk}")] == [
        ("customer.added", ann.actor)
    ]


def test_an_address_belongs_to_one_customer(desk):
    ann = desk.agent("Ann")
    add_customer(MIRA, by=ann, at=monday(9))

    with pytest.raises(AddressKnown):
        add_customer(Particulars("Mo", "MIRA@x.example"), by=ann, at=monday(10))

    assert Customer.objects.count() == 1


def test_customers_add_nobody(desk):
    lou = desk.customer("Lou")

    with pytest.raises(NotPermitted):
        add_customer(MIRA, by=lou, at=monday(9))
    with pytest.raises(NotPermitted):
        add_customers([MIRA], by=lou, at=monday(9))

    assert list(Customer.objects.all()) == [lou]


def test_auditors_add_nobody(desk):
    with pytest.raises(NotPermitted):
        add_customer(MIRA, by=desk.agent("Udo", role=Role.AUDITOR), at=monday(9))

    assert not Customer.objects.exists()


def test_many_at_once_are_as_each_alone(desk):
    ann = desk.agent("Ann")
    Department.objects.create(name="finance")

    add_customers([MIRA, Particulars("Mo", site="Lagos"), Particulars("Jo")], by=ann, at=monday(9))

    mira, mo, jo = Customer.objects.order_by("pk")
    assert (mira.department.name, mira.email, mira.phone) == ("finance", "mira@x.example", "12")
    assert (mo.site, mo.department, jo.site) == (Site.objects.get(name="Lagos", zone="Africa/Lagos"), None, None)
    assert [entry.event.kind for entry in journal.read(f"customer:{jo.pk}")] == ["customer.added"]
