from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.models import Customer, Department, Organization
from trifecta.customers.particulars import AddressKnown, Particulars
from trifecta.desk.actions.revise_customer import AddressNeeded, revise_customer
from trifecta.identity.actions.create_account import AddressTaken
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff.models import Role

MIRA = Particulars("Mira", "mira@x.example", "12", "Finance", "Lagos")


@pytest.fixture
def admin(desk):
    return desk.agent("Ada", role=Role.ADMIN)


@pytest.fixture
def mira(admin):
    return add_customer(MIRA, by=admin, at=monday(8))


def kinds(customer: Customer) -> list[str]:
    return [entry.event.kind for entry in journal.read(f"customer:{customer.pk}")]


def test_what_is_known_is_put_right_and_access_ends(desk, admin, mira):
    wanted = Particulars("Mira Weiss", "weiss@x.example", "", "Sales", "Kano")

    revise_customer(mira, wanted, may_ask=False, by=admin, at=monday(9))

    mira = desk.fresh(mira)
    assert (Particulars.of(mira), mira.is_active) == (wanted, False)
    assert kinds(mira) == ["customer.added", "customer.revised"]


def test_what_stays_the_same_is_no_act_and_keeps_its_rows(desk, admin, mira):
    other = Department.objects.create(name="Finance", organization=Organization.objects.create(name="Harbor"))
    Customer.objects.filter(pk=mira.pk).update(department=other)

    revise_customer(mira, MIRA, may_ask=True, by=admin, at=monday(9))

    assert (desk.fresh(mira).department, kinds(mira)) == (other, ["customer.added"])


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD, Role.LEADER])
def test_nobody_else_may_and_nothing_changes(desk, mira, role):
    with pytest.raises(NotPermitted):
        revise_customer(mira, Particulars("X", "ann@x.example"), may_ask=True, by=desk.agent(role=role), at=monday(9))
    with pytest.raises(NotPermitted):
        revise_customer(mira, Particulars("X", "ann@x.example"), may_ask=True, by=mira, at=monday(9))

    assert (Particulars.of(desk.fresh(mira)), kinds(mira)) == (MIRA, ["customer.added"])


def test_an_address_of_another_customer_is_refused(desk, admin, mira):
    mo = add_customer(Particulars("Mo"), by=admin, at=monday(8))

    with pytest.raises(AddressKnown):
        revise_customer(mo, Particulars("Mo", "MIRA@x.example"), may_ask=True, by=admin, at=monday(9))


def test_who_signs_in_by_the_old_address_signs_in_by_the_new_one(desk, admin, mira):
    account = desk.account(mira)
    Account.objects.filter(pk=account.pk).update(email="Mira@x.example")

    revise_customer(mira, Particulars("Mira", "new@x.example"), may_ask=True, by=admin, at=monday(9))

    assert desk.fresh(account).email == "new@x.example"


def test_who_signs_in_by_an_address_of_their_own_keeps_it(desk, admin, mira):
    account = desk.account(mira)
    Account.objects.filter(pk=account.pk).update(email="own@x.example")

    revise_customer(mira, Particulars("Mira", ""), may_ask=True, by=admin, at=monday(9))

    assert desk.fresh(account).email == "own@x.example"


@pytest.mark.parametrize(("email", "refusal"), [("", AddressNeeded), ("ada@example.org", AddressTaken)])
def test_an_account_is_never_left_without_an_address_of_its_own(desk, admin, mira, email, refusal):
    desk.account(admin)
    account = desk.account(mira)
    Account.objects.filter(pk=account.pk).update(email="mira@x.example")

    with pytest.raises(refusal):
        revise_customer(mira, Particulars("Mira", email), may_ask=True, by=admin, at=monday(9))

    assert (desk.fresh(account).email, desk.fresh(mira).email) == ("mira@x.example", "mira@x.example")
