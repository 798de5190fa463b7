from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.models import Customer
from trifecta.desk.actions.invite_customer import CannotComeIn, invite_customer
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff.models import Role

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def admin(desk):
    return desk.agent("Ada", role=Role.ADMIN)


@pytest.fixture
def mira(db):
    return Customer.objects.create(name="Mira", email="mira@x.example")


def test_there_is_one_account_however_often_they_are_invited(desk, admin, mira):
    account = invite_customer(mira, by=admin, at=monday(9))

    assert invite_customer(mira, by=admin, at=monday(10)) == account == desk.fresh(mira).account
    assert (account.email, account.has_usable_password()) == ("mira@x.example", False)
    assert [entry.event.kind for entry in journal.read(f"customer:{mira.pk}")] == ["customer.invited"] * 2


@pytest.mark.parametrize("told", [{"email": ""}, {"is_active": False}])
def test_who_may_not_come_in_is_not_invited(desk, admin, mira, told):
    Customer.objects.filter(pk=mira.pk).update(**told)

    with pytest.raises(CannotComeIn):
        invite_customer(mira, by=admin, at=monday(9))

    assert not Account.objects.exists()


def test_no_link_leads_into_the_account_of_an_agent(desk, admin, mira):
    ben = desk.agent("Ben")
    Customer.objects.filter(pk=mira.pk).update(account=desk.account(ben))
    other = Customer.objects.create(name="Ben", email="ben@example.org")

    for customer in (mira, other):
        with pytest.raises(CannotComeIn):
            invite_customer(customer, by=admin, at=monday(9))


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD, Role.LEADER])
def test_nobody_else_may(desk, mira, role):
    with pytest.raises(NotPermitted):
        invite_customer(mira, by=desk.agent(role=role), at=monday(9))

    assert not Account.objects.exists()
