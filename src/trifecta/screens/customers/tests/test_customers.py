"""The list of customers and the page of one: everyone who answers sees them, administrators put them right."""

from __future__ import annotations

import pytest
from django.test import Client

from trifecta.customers.models import Customer, Department, Organization, Site
from trifecta.screens.customers import page
from trifecta.staff.models import Role

KNOWN = {"name": "Mira Weiss", "email": "weiss@x.example", "phone": "12", "department": "Finance", "site": "Lagos"}


@pytest.fixture
def client(desk, house):
    return house.enter(desk.agent("Ann"))


@pytest.fixture
def admins(desk, house):
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


def names(client, query: str = "") -> list[str]:
    return [line.customer.name for line in client.get(f"/customers/?{query}").context["page"].lines]


def text(response) -> str:
    return response.content.decode()


def test_a_line_says_who_where_and_how_they_come_in(desk, client):
    mira = desk.customer("Mira", site=Site.objects.create(name="Lagos"))
    Customer.objects.filter(pk=mira.pk).update(department=Department.objects.create(name="Finance"))
    desk.account(desk.customer("Ben"))
    Customer.objects.create(name="Cem", email="cem@x.example")

    lines = client.get("/customers/").context["page"].lines

    assert [(line.customer.name, line.place, line.access) for line in lines] == [
        ("Ben", "", "signs in"),
        ("Cem", "", "has not signed in yet"),
        ("Mira", "Finance, Lagos", "no mail address"),
    ]


def test_they_are_found_by_any_name_of_theirs_or_the_address(client):
    Customer.objects.create(name="Mira Weiss", email="")
    Customer.objects.create(name="Otto", email="weiss@x.example")
    Customer.objects.create(name="Weissmann")
    Customer.objects.create(name="Schwarzweiss")

    assert names(client, "find=weiss") == ["Mira Weiss", "Otto", "Weissmann"]
    assert names(client, "find=%25") == []
    assert "Nobody fits" in text(client.get("/customers/?find=x%00y"))


def test_those_whose_access_has_ended_stand_apart(client):
    Customer.objects.create(name="Lou", is_active=False)
    Customer.objects.create(name="Mo")

    assert (names(client), names(client, "show=gone")) == (["Mo"], ["Lou"])


def test_a_long_list_is_turned_by_name_and_back(client, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 2)
    rows = [Customer.objects.create(name=name) for name in ("a", "B", "b", "B", "c")]

    first = client.get("/customers/?find=")
    second = client.get(f"/customers/{first.context['later_url']}")
    third = client.get(f"/customers/{second.context['later_url']}")
    back = client.get(f"/customers/{third.context['earlier_url']}")

    shown = [[line.customer for line in each.context["page"].lines] for each in (first, second, third, back)]
    assert shown == [rows[:2], rows[2:4], rows[4:], rows[2:4]]
    assert (first.context["earlier_url"], third.context["later_url"]) == ("", "")
    assert back.context["earlier_url"] == f"?before={rows[2].pk}"


@pytest.mark.parametrize("query", ["after=4711", "after=x", "before=-1", "after=" + "9" * 40, "show=x", "before=²"])
def test_an_address_that_means_nothing_shows_the_beginning(client, query):
    Customer.objects.create(name="Mo")

    assert names(client, query) == ["Mo"]


def test_queries_do_not_grow_with_the_customers(client, django_assert_num_queries):
    for number in range(60):
        Customer.objects.create(name=f"C{number:02}", site=Site.objects.create(name=f"S{number}"))
    middle = Customer.objects.get(name="C05").pk
    client.get("/customers/")

    # Who asks 3, where the page begins, its rows, their count, the desk.
    with django_assert_num_queries(7):
        assert len(names(client, f"after={middle}")) == 50


def test_every_agent_adds_someone_new(client):
    response = client.post("/customers/additions/", KNOWN)

    mira = Customer.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/customers/{mira.pk}/")
    assert (mira.name, mira.email, mira.department.name, mira.site.name) == (
        "Mira Weiss", "weiss@x.example", "Finance", "Lagos",
    )  # fmt: skip


def test_an_address_known_is_said_beside_its_field_and_keeps_what_was_typed(client):
    Customer.objects.create(name="Mira", email="weiss@x.example")

    response = client.post("/customers/additions/", KNOWN)

    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["Another customer has this mail address already."]
    assert 'value="Mira Weiss"' in text(response)
    assert Customer.objects.count() == 1


def test_an_administrator_puts_it_right_and_ends_access(desk, admins):
    mira = desk.customer("Mira")

    response = admins.post(f"/customers/{mira.pk}/", KNOWN)

    assert response["Location"] == f"/customers/{mira.pk}/"
    mira = desk.fresh(mira)
    assert (mira.name, mira.email, mira.is_active) == ("Mira Weiss", "weiss@x.example", False)
    assert "Access has ended" in text(admins.get(f"/customers/{mira.pk}/"))


def test_an_administrator_says_who_manages_an_organization(desk, admins):
    mira = desk.customer("Mira")
    assert "Let them manage it" not in text(admins.get(f"/customers/{mira.pk}/"))
    mira.organization = Organization.objects.create(name="Harbor Ltd")
    mira.save()

    assert "Mira will read what anyone in Harbor Ltd asked" in text(admins.get(f"/customers/{mira.pk}/"))
    named = admins.post(f"/customers/{mira.pk}/management/", {"manages": "yes"})

    assert named["Location"] == f"/customers/{mira.pk}/"
    assert desk.fresh(mira).manages_organization
    assert "They manage Harbor Ltd: they read what anyone there asked, except what a restricted team has." in text(
        admins.get(f"/customers/{mira.pk}/")
    )
    admins.post(f"/customers/{mira.pk}/management/", {"manages": "no"})
    assert not desk.fresh(mira).manages_organization


def test_nobody_else_says_who_manages_an_organization(desk, client):
    mira = desk.customer("Mira")

    assert client.post(f"/customers/{mira.pk}/management/", {"manages": "yes"}).status_code == 403
    assert client.get(f"/customers/{mira.pk}/management/")["Location"] == f"/customers/{mira.pk}/"


def test_others_see_it_and_change_nothing(desk, house):
    mira = Customer.objects.create(name="Mira", email="mira@x.example")
    for role in (Role.AGENT, Role.LEAD, Role.LEADER):
        client = house.enter(desk.agent(role.label, role=role))

        shown = text(client.get(f"/customers/{mira.pk}/"))
        assert "mira@x.example" in shown
        assert "may_ask" not in shown
        assert client.post(f"/customers/{mira.pk}/", {**KNOWN, "may_ask": "on"}).status_code == 403
    assert desk.fresh(mira).name == "Mira"


def test_nobody_has_no_page(client):
    assert client.get("/customers/4711/").status_code == 404


def test_a_link_that_is_handed_over_sets_a_customers_password(admins):
    mira = Customer.objects.create(name="Mira", email="mira@x.example")

    link = admins.post(f"/customers/{mira.pk}/links/").context["link"]

    guest = Client()
    form = guest.get(link)["Location"]
    guest.post(form, {"password1": "a better horse 9", "password2": "a better horse 9"})
    wish = {"login": "mira@x.example", "password": "a better horse 9"}
    assert Client().post("/account/sign-in/", wish).status_code == 302


def test_why_there_is_no_link_is_said(desk, admins):
    response = admins.post(f"/customers/{desk.customer('Mo').pk}/links/", follow=True)

    assert "Only a customer who may ask here and has a mail address can come in." in text(response)
