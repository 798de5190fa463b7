"""The lists of agents, and the page of one: role, access, teams."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from trifecta.screens.people import page
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Agent, Invitation, Role


@pytest.fixture
def admin(desk, house):
    return desk.agent("Ada", role=Role.ADMIN)


@pytest.fixture
def client(house, admin):
    return house.enter(admin)


def shown(client, query: str = "") -> list[tuple[str, str, str]]:
    """Name, teams and access of each line."""
    lines = client.get(f"/people/?{query}").context["page"].lines
    return [(line.agent.name, line.teams, line.access) for line in lines]


def text(response) -> str:
    return response.content.decode()


def test_each_list_says_how_its_people_come_in(desk, client, admin):
    first, network = desk.team("First"), desk.team("Network")
    for name in ("Ben", "Cem"):
        invite_agent(desk.agent(name), email=f"{name}@example.org", by=admin, at=timezone.now())
    Invitation.objects.filter(agent__name="Cem").update(expires_at=timezone.now() - timedelta(days=1))
    desk.agent("Dana", network, first)
    gone = desk.agent("Eve")
    Agent.objects.filter(pk=gone.pk).update(is_active=False)

    assert shown(client) == [("Ada", "", "signs in"), ("Ben", "", "invited"), ("Cem", "", "invitation ran out")]
    assert shown(client, "show=history") == [("Dana", "First, Network", "cannot sign in")]
    assert shown(client, "show=gone") == [("Eve", "", "access has ended")]
    assert [tab.count for tab in client.get("/people/").context["page"].tabs] == ["3", "1", "1", None]


def test_the_way_to_the_customers_stands_beside_the_lists(client):
    assert '<a class="tabs__link" href="/customers/" >Customers</a>' in text(client.get("/people/"))


@pytest.mark.parametrize("query", ["show=nonsense", "page=0", "page=99", "page=x", "page=-1", "page=" + "9" * 40])
def test_an_address_that_means_nothing_shows_the_first_list(client, query):
    assert shown(client, query) == [("Ada", "", "signs in")]


def test_a_long_list_is_shown_in_pages(desk, client, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 2)
    for name in ("Bo", "Cy", "Di"):
        desk.agent(name)

    first, second = (client.get(f"/people/?show=history&page={number}") for number in (1, 2))

    assert [line.agent.name for line in first.context["page"].lines] == ["Bo", "Cy"]
    assert (first.context["newer_url"], first.context["older_url"]) == ("", "?show=history&page=2")
    assert [line.agent.name for line in second.context["page"].lines] == ["Di"]
    assert (second.context["newer_url"], second.context["older_url"]) == ("?show=history&page=1", "")


def test_queries_do_not_grow_with_the_people(desk, client, django_assert_num_queries):
    client.get("/people/")
    # Who asks 3, three counts, agents, their teams, how many teams, teams to choose from, the desk.
    desk.agent("Bo", desk.team())
    with django_assert_num_queries(11):
        client.get("/people/?show=history")
    for _ in range(30):
        desk.agent("", desk.team(), desk.team())
    with django_assert_num_queries(11):
        assert len(shown(client, "show=history")) == 31


def test_a_role_and_access_are_changed(desk, client):
    ben = desk.agent("Ben")

    response = client.post(f"/people/{ben.pk}/", {"role": "lead"})

    assert (response.status_code, response["Location"]) == (302, f"/people/{ben.pk}/")
    ben = desk.fresh(ben)
    assert (ben.role, ben.is_active) == ("lead", False)


def test_the_last_administrator_stays_one(desk, client, admin):
    for asked in ({"role": "agent", "is_active": "on"}, {"role": "admin"}):
        response = client.post(f"/people/{admin.pk}/", asked)

        assert response.status_code == 422
        assert "Nobody else could run the desk then" in text(response)
    assert (desk.fresh(admin).role, desk.fresh(admin).is_active) == ("admin", True)


def test_a_role_that_is_none_is_refused(desk, client):
    ben = desk.agent("Ben")

    assert client.post(f"/people/{ben.pk}/", {"role": "emperor", "is_active": "on"}).status_code == 422
    assert desk.fresh(ben).role == "agent"


def test_the_placeholder_and_nobody_have_no_page(client):
    assert [client.get(f"/people/{number}/").status_code for number in (1, 4711)] == [404, 404]


def test_who_signs_in_is_offered_no_invitation(desk, client, admin):
    assert "Let them sign in" not in text(client.get(f"/people/{admin.pk}/"))
    assert "Let them sign in" in text(client.get(f"/people/{desk.agent('Ben').pk}/"))


def test_nobody_makes_themselves_an_administrator(desk, house, admin):
    for role in (Role.AGENT, Role.LEAD, Role.LEADER):
        agent = desk.agent(role.label, role=role)

        assert house.enter(agent).post(f"/people/{agent.pk}/", {"role": "admin", "is_active": "on"}).status_code == 403
        assert desk.fresh(agent).role == role
