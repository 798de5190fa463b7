from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.models import Organization
from trifecta.desk.actions.name_manager import NoOrganization, name_manager
from trifecta.log import journal
from trifecta.staff.models import Role
from trifecta.tickets.models import Ticket


@pytest.fixture
def mill():
    return Organization.objects.create(name="Mill")


@pytest.fixture
def mara(desk, mill):
    mara = desk.customer("Mara")
    mara.organization = mill
    mara.save(update_fields=["organization"])
    return mara


def test_a_manager_reads_what_the_organization_asked_until_it_is_taken_back(desk, mill, mara):
    ada, cleo = desk.agent(role=Role.ADMIN), desk.customer("Cleo")
    cleo.organization = mill
    cleo.save(update_fields=["organization"])
    matter = desk.ticket(by=cleo, requester=cleo, at=monday(9))

    manager = name_manager(mara, manages=True, by=ada, at=monday(10))
    name_manager(mara, manages=True, by=ada, at=monday(11))

    assert list(Ticket.objects.visible_to(manager)) == [matter]
    assert not Ticket.objects.visible_to(name_manager(mara, manages=False, by=ada, at=monday(12))).exists()
    told = journal.read(f"customer:{mara.pk}")
    assert [(entry.happened_at, entry.event.manages) for entry in told] == [(monday(10), True), (monday(12), False)]


def test_only_an_administrator_names_one_and_only_where_there_is_an_organization(desk, mara):
    before = journal.latest_id()

    for person in (desk.agent(role=Role.LEADER), mara):
        with pytest.raises(NotPermitted):
            name_manager(mara, manages=True, by=person, at=monday(10))
    with pytest.raises(NoOrganization):
        name_manager(desk.customer("Sam"), manages=True, by=desk.agent(role=Role.ADMIN), at=monday(10))

    assert (desk.fresh(mara).manages_organization, journal.latest_id()) == (False, before)
