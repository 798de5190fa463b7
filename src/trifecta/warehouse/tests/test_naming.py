"""Ids become names when they are shown, and names ids when they are asked for."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.catalog.models import Service
from trifecta.customers.models import Department
from trifecta.metrics.answer import Answer, Cell
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.standard import standard_book
from trifecta.tickets.models import Ticket
from trifecta.warehouse import naming


def test_names_rows_and_codes(desk, django_assert_num_queries):
    first, network = desk.team("First"), desk.team("Network")

    with django_assert_num_queries(1):
        teams = naming.names("team", [network.pk, first.pk, None, 999])

    assert teams == {first.pk: "First", network.pk: "Network", None: "none", 999: "#999"}
    assert naming.names("channel", ["phone", "voicemail"]) == {"phone": "Phone", "voicemail": "voicemail"}
    assert naming.names("level", ["1", "vendor"]) == {"1": "service desk", "vendor": "vendor"}
    assert naming.names("level", [None]) == {None: "not known"}
    assert naming.names("priority", [1, 5]) == {1: "Critical", 5: "Planned"}


def test_terms_have_the_name_that_the_book_gives_them(desk, django_assert_num_queries):
    revise_book(standard_book(), holds_from=monday(0), by=System("rule:set_up"), at=monday(0))

    with django_assert_num_queries(1):
        told = naming.names("terms", ["resolution_p1", "an_old_one", None])

    assert told == {"resolution_p1": "Resolution, priority 1", "an_old_one": "an old one", None: "none"}
    assert naming.find("terms", "resolution, priority 1") == "resolution_p1"
    assert naming.find("terms", "an_old_one") == "an_old_one"
    assert naming.find("terms", "none") == ""


def test_codes_stand_in_their_own_order_and_names_in_theirs(db):
    told = naming.names("priority", [None, 1, 2, 3, 4])
    shown = sorted(told, key=lambda value: naming.rank("priority", value, told[value]))

    assert [told[value] for value in shown] == ["Critical", "High", "Medium", "Low", "none"]
    assert naming.rank("team", 9, "Field") < naming.rank("team", 2, "Network") < naming.rank("team", None, "none")


def test_two_rows_of_one_name_are_told_apart(db):
    one, other = (Department.objects.create(name="Sales") for _ in range(2))

    assert naming.names("department", [one.pk, other.pk]) == {
        one.pk: f"Sales ({one.pk})",
        other.pk: f"Sales ({other.pk})",
    }


def test_names_all_dimensions_of_an_answer(desk, django_assert_num_queries):
    team, service = desk.team("First"), Service.objects.create(name="E-mail")
    cells = [Cell(None, {"team": team.pk, "service": pk}, 1.0, 1, None, None, 1, 1) for pk in (service.pk, None)]
    answer = Answer("ticket_volume", 1, "count", "opened_at", "2026-03-02T12:00:00Z", "one", "", "", cells)

    with django_assert_num_queries(2):
        assert naming.names_in(answer) == {"team": {team.pk: "First"}, "service": {service.pk: "E-mail", None: "none"}}


def test_finds_by_name_whatever_its_case_and_by_id(desk):
    network = desk.team("Network")
    Ticket.objects.filter(pk=desk.ticket().pk).update(channel="voicemail")

    assert naming.find("team", "nEtwork") == str(network.pk)
    assert naming.find("team", str(network.pk)) == str(network.pk)
    assert naming.find("channel", "Walk-in") == "walk_in"
    assert naming.find("channel", "voicemail") == "voicemail"
    assert naming.find("priority", "critical") == "1"
    assert (naming.find("level", "Not known"), naming.find("level", "vendor")) == ("", "vendor")
    assert naming.find_all([("team", "network"), ("sort", "incident")]) == (
        ("team", str(network.pk)),
        ("sort", "incident"),
    )


def test_says_what_is_near(desk):
    desk.team("Network")

    with pytest.raises(naming.UnknownName, match=r"^There is no team “Netwrk”. Did you mean Network\?$"):
        naming.find("team", "Netwrk")
    with pytest.raises(naming.UnknownName, match=r"^There is no team “zzz”.$"):
        naming.find("team", "zzz")
    with pytest.raises(naming.UnknownName, match=r"^There is no channel “fone”. Did you mean phone\?$"):
        naming.find("channel", "fone")


def test_refuses_to_choose_between_two_of_one_name(db):
    for _ in range(2):
        Department.objects.create(name="Sales")

    with pytest.raises(naming.UnknownName, match="Several"):
        naming.find("department", "sales")
