"""Roles are told as the tables decide."""

from __future__ import annotations

from trifecta.screens.roles import page
from trifecta.screens.roles.words import ACTS, WHERE
from trifecta.staff.models import Role
from trifecta.tickets.acts import Act
from trifecta.tickets.permits import Relation


def permits(name):
    (found,) = [shown for shown in page.read() if shown.name == name]
    return found, {permit.where: permit.acts for permit in found.permits}


def test_every_act_and_every_relation_has_its_words():
    assert set(ACTS) == set(Act)
    assert set(WHERE) == set(Relation)


def test_an_agent_does_more_where_it_is_theirs(desk):
    ann, found = permits("Agent")

    assert found["Always"] == "open a ticket"
    assert "reply" in found["On any ticket they see"]
    assert "say that it is solved" in found["Where they own it"]
    assert "take it" in found["Where their team has it"]
    assert "reply" not in found["Where they own it"]
    assert "Where a team that they lead has it" not in found
    assert ann.desk == ""


def test_a_lead_waives_and_an_agent_does_not(desk):
    assert "waive a promise" in permits("Team lead")[1]["Where a team that they lead has it"]
    assert "waive a promise" not in str(permits("Agent")[1])


def test_an_administrator_sets_the_desk_up_and_sees_all(desk):
    admin, found = permits("Administrator")

    assert admin.sees == "Every ticket, also those of restricted teams."
    assert admin.desk.startswith("sets the desk up")
    assert "close it" in found["On any ticket, as an administrator"]


def test_an_auditor_only_reads(desk):
    auditor, found = permits("Auditor")

    assert (auditor.desk, found) == ("reads the whole log", {})


def test_customers_confirm_what_they_asked(desk):
    assert "confirm that it is solved" in permits("Customer")[1]["Where they asked"]


def test_the_page_says_who_has_each(desk, house, django_assert_max_num_queries):
    client = house.enter(desk.agent("Ada", role=Role.ADMIN))
    desk.agent("Leo", role=Role.LEADER)
    client.get("/desk/roles/")

    with django_assert_max_num_queries(8):
        shown = client.get("/desk/roles/")

    assert {role.name: role.names for role in shown.context["roles"]}["Service leader"] == ["Leo"]
    assert house.enter(desk.agent("Ben")).get("/desk/roles/").status_code == 403
