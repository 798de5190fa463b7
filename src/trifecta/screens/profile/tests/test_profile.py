"""One's own profile: name, zone, language, mail address, password."""

from __future__ import annotations

import pytest
from django.test import Client

from trifecta.identity.models import Account

SIGN_IN = "/account/sign-in/"
PASSWORDS = {"oldpassword": "correct horse", "password1": "a better horse 9", "password2": "a better horse 9"}


@pytest.fixture
def ann(desk, house):
    agent = desk.agent("Ann")
    desk.account(agent)
    return agent


@pytest.fixture
def client(house, ann):
    return house.enter(ann)


def account(ann) -> Account:
    return Account.objects.get(pk=ann.account_id)


def text(response) -> str:
    return response.content.decode()


def test_name_and_zone_are_changed(client, ann):
    response = client.post("/me/", {"name": "Ann Weiss", "zone": "Asia/Tokyo", "language": "en"})

    assert response["Location"] == "/me/"
    assert (account(ann).name, account(ann).zone) == ("Ann Weiss", "Asia/Tokyo")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"zone": "Mars/Olympus"}, {"language": "xx"}])
def test_what_is_wrong_is_said_and_changes_nothing(client, ann, wrong):
    response = client.post("/me/", {"name": "Eve", "zone": "Asia/Tokyo", "language": "en"} | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert (account(ann).name, account(ann).zone) == ("Ann", "UTC")


def test_another_address_needs_the_password(client, ann):
    refused = client.post("/me/address/", {"email": "eve@example.org", "password": "wrong horse"})
    assert refused.status_code == 422
    assert "This is not your password." in text(refused)
    assert account(ann).email == "ann@example.org"

    client.post("/me/address/", {"email": "ann.weiss@example.org", "password": "correct horse"})

    assert account(ann).email == "ann.weiss@example.org"


def test_the_password_is_not_guessed_at_an_open_screen(client, ann):
    guess = {"email": "eve@example.org", "password": "wrong horse"}

    answers = [client.post("/me/address/", guess).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
    assert client.post("/me/address/", guess | {"password": "correct horse"}).status_code == 429
    assert account(ann).email == "ann@example.org"


def test_an_address_of_someone_else_is_refused(desk, client, ann):
    desk.account(desk.agent("Kim"))

    response = client.post("/me/address/", {"email": "KIM@example.org", "password": "correct horse"})

    assert response.status_code == 422
    assert "Someone with this mail address is here already." in text(response)
    assert account(ann).email == "ann@example.org"


def test_another_password_ends_every_other_session(house, client, ann):
    elsewhere = house.enter(ann)

    response = client.post("/me/password/", PASSWORDS, follow=True)

    assert "Your new password is set." in text(response)
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/")["Location"].startswith(SIGN_IN)
    assert Client().post(SIGN_IN, {"login": "ann@example.org", "password": "a better horse 9"}).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"oldpassword": "wrong horse"}, {"password1": "short", "password2": "short"}, {"password2": "other"}]
)
def test_another_password_needs_the_old_one_and_strength(client, ann, wrong):
    response = client.post("/me/password/", PASSWORDS | wrong)

    assert response.context["form"].errors
    assert account(ann).check_password("correct horse")


def test_a_customer_has_a_profile_too(desk, house):
    assert house.enter(desk.customer("Mira")).get("/me/").status_code == 200


def test_the_profile_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/me/")
