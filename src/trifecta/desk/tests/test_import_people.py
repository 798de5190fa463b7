"""People from a list: each row on its own."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.models import Customer
from trifecta.desk.actions.import_people import import_people
from trifecta.staff.actions.accept_invitation import find_invitation
from trifecta.staff.models import Agent, Role

pytestmark = pytest.mark.django_db


def test_a_bad_row_is_refused_with_its_line_and_spoils_no_other(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)
    rows = [
        (2, {"name": "Mira Okafor", "email": "mira@example.org", "department": "Finance"}),
        (3, {"name": "", "email": "nobody@example.org"}),
        (4, {"name": "Zed", "email": "zed@"}),
        (5, {"name": "Ben Ito", "email": "ben@example.org", "role": "agent", "team": "Network"}),
    ]

    imported = import_people(rows, by=admin, at=monday(9))

    assert imported.added_count == 2
    assert [line for line, _reason in imported.refused] == [3, 4]
    assert Customer.objects.get().department.name == "Finance"
    ((ben, secret),) = imported.invitations
    assert list(ben.teams.values_list("name", flat=True)) == ["Network"]
    assert find_invitation(secret, at=monday(10)).email == "ben@example.org"


def test_the_same_list_again_updates_and_adds_nobody(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)
    rows = [(2, {"name": "Mira Okafor", "email": "mira@example.org"})]
    import_people(rows, by=admin, at=monday(9))

    again = import_people([(2, {"name": "Mira Weiss", "email": "MIRA@example.org"})], by=admin, at=monday(10))

    assert (again.added_count, again.updated_count) == (0, 1)
    assert Customer.objects.get().name == "Mira Weiss"


def test_only_an_administrator_imports_people(desk):
    agent = desk.agent("Ann")

    with pytest.raises(NotPermitted):
        import_people([(2, {"name": "Mira"})], by=agent, at=monday(9))

    assert not Customer.objects.exists()
    assert Agent.objects.filter(is_placeholder=False).count() == 1
