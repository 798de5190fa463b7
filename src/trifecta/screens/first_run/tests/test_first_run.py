"""The first page of a new home: open until the desk exists, and never again."""

from __future__ import annotations

import pytest
from django.test import Client

from trifecta.calendars.models import CalendarVersion
from trifecta.preferences.models import Desk
from trifecta.staff.models import Agent, Role

FILLED = {
    "desk": "Harbor Desk", "zone": "Europe/Berlin", "language": "en", "opens_at": "09:00", "closes_at": "17:00",
    "team": "Service desk", "name": "Ada", "email": "ada@example.org", "password": "correct-horse-9",
}  # fmt: skip


def test_whoever_fills_it_runs_the_desk_and_is_in(db):
    client = Client()

    response = client.post("/welcome/", FILLED)

    assert response["Location"] == "/begin/"
    ada = Agent.objects.get(name="Ada")
    assert (ada.role, ada.account.email) == (Role.ADMIN, "ada@example.org")
    assert (Desk.objects.get().name, Desk.objects.get().zone) == ("Harbor Desk", "Europe/Berlin")
    assert client.get("/people/").status_code == 200


def test_it_is_shown_once(house):
    for response in (Client().get("/welcome/"), Client().post("/welcome/", FILLED)):
        assert (response.status_code, response["Location"]) == (302, "/account/sign-in/")
    assert not Agent.objects.filter(name="Ada").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"desk": ""}, "desk"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"language": "xx"}, "language"),
        ({"opens_at": "09:00", "closes_at": "09:00"}, "closes_at"),
        ({"country": "Atlantis"}, "country"),
        ({"email": "ada@"}, "email"),
        ({"password": "password"}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_founds_nothing(db, wrong, field):
    response = Client().post("/welcome/", FILLED | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Desk.objects.exists()
    assert not Agent.objects.filter(is_placeholder=False).exists()


def test_all_that_is_wrong_is_said_at_once(db):
    wrong = {"email": "ada@", "opens_at": "09:00", "closes_at": "09:00", "password": "123"}

    response = Client().post("/welcome/", FILLED | wrong)

    assert set(response.context["form"].errors) == {"email", "closes_at", "password"}


def test_a_desk_may_close_on_the_next_day_and_keeps_the_holidays_of_its_country(db):
    Client().post("/welcome/", FILLED | {"opens_at": "22:00", "closes_at": "06:00", "country": "DE"})

    version = CalendarVersion.objects.get()
    assert [str(window) for window in version.own_hours.week[0]] == ["22:00-06:00"]
    assert [each.country for each in version.lists] == ["DE"]
