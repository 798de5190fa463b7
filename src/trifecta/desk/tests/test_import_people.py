"""People from a list: each row on its own."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.customers.models import Customer
from trifecta.desk.actions.import_people import import_people
from trifecta.log import journal
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


def test_a_second_line_about_the_same_person_is_refused_and_overwrites_nothing(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)
    rows = [
        (2, {"name": "Anna Klein", "email": "anna@example.org"}),
        (3, {"name": "No Mail"}),
        (4, {"name": "Carla Doppelt", "email": "ANNA@example.org"}),
        (5, {"name": "no mail"}),
        (6, {"name": "No Mail", "role": "agent"}),
    ]

    imported = import_people(rows, by=admin, at=monday(9))

    assert imported.refused == [
        (4, "Line 2 has this mail address already."),
        (5, "Line 3 has this name already; a mail address would tell the two apart."),
    ]
    assert sorted(Customer.objects.values_list("name", flat=True)) == ["Anna Klein", "No Mail"]
    assert (imported.added_count, imported.updated_count) == (3, 0)


def test_the_same_list_again_adds_nobody_who_has_no_mail_address(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)
    rows = [(2, {"name": "No Mail", "phone": "12"}), (3, {"name": "Ben Ito", "role": "agent"})]
    import_people(rows, by=admin, at=monday(9))

    again = import_people(rows, by=admin, at=monday(10))

    assert (again.added_count, again.updated_count, again.unchanged_count) == (0, 0, 1)
    assert again.refused == [(3, "An agent of this name is here already; a mail address would tell the two apart.")]
    assert Customer.objects.count() == 1


def test_what_a_row_does_not_say_stays_as_it_was(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)
    known = {"name": "Mira", "email": "mira@example.org", "department": "Finance", "phone": "12"}
    import_people([(2, known)], by=admin, at=monday(9))

    import_people([(2, {"name": "Mira", "email": "mira@example.org", "phone": "13"})], by=admin, at=monday(10))

    mira = Customer.objects.get()
    assert (mira.phone, mira.department.name) == ("13", "Finance")
    assert [entry.event.kind for entry in journal.read(f"customer:{mira.pk}")] == ["customer.added", "customer.revised"]


def test_a_name_of_several_lines_is_refused(desk):
    admin = desk.agent("Ada", role=Role.ADMIN)

    imported = import_people([(2, {"name": "Open quote,\nNext"})], by=admin, at=monday(9))

    assert imported.refused == [(2, "A cell holds several lines; perhaps a quote is not closed.")]
