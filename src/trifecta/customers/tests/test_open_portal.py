from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.actions.open_portal import open_portal
from trifecta.customers.models import Customer
from trifecta.customers.particulars import Particulars
from trifecta.identity.models import Account

RULE = System("rule:test")
pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def mira(db):
    told = Particulars("Mira Okafor", email="Mira@corp.example", site="Lagos", zone="Africa/Lagos")
    return add_customer(told, by=RULE, at=monday(8))


def test_makes_an_account_that_only_a_link_can_open(mira):
    account = open_portal(email="mira@CORP.example", at=monday(9))

    assert Customer.objects.get().account == account
    assert (account.name, account.zone, account.created_at) == ("Mira Okafor", "Africa/Lagos", monday(9))
    assert not account.has_usable_password()


def test_without_a_site_the_desks_clock_is_theirs(db):
    add_customer(Particulars("Jo", email="jo@corp.example"), by=RULE, at=monday(8))

    assert open_portal(email="jo@corp.example", at=monday(9)).zone == "Europe/Berlin"


def test_happens_once(mira):
    open_portal(email="mira@corp.example", at=monday(9))

    assert open_portal(email="mira@corp.example", at=monday(10)) is None
    assert Account.objects.count() == 1


def test_is_only_for_those_the_desk_knows(db, mira):
    add_customer(Particulars("Nameless"), by=RULE, at=monday(8))
    Customer.objects.filter(pk=mira.pk).update(is_active=False)

    for email in ("stranger@corp.example", "mira@corp.example", ""):
        assert open_portal(email=email, at=monday(9)) is None

    assert not Account.objects.exists()


def test_an_address_that_signs_an_agent_in_stays_theirs(desk, mira):
    account = desk.account(desk.agent("Mira"))
    Account.objects.filter(pk=account.pk).update(email="mira@corp.example")

    assert open_portal(email="mira@corp.example", at=monday(9)) is None
    assert Customer.objects.get(pk=mira.pk).account is None
