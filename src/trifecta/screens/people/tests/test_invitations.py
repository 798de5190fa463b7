"""An invitation from the form to the first page: by link, once, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from trifecta.staff.actions.invite_agent import VALID_FOR, invite_agent
from trifecta.staff.models import Agent, Invitation, Role

ASKED = {"name": "Ben Ito", "email": "ben@example.org", "role": "agent", "team": ""}
COMING_IN = {"name": "Ben Ito", "zone": "Asia/Tokyo", "password": "correct-horse-9"}
GONE = "This invitation is no longer valid. Ask for a new one."


@pytest.fixture
def admin(desk, house):
    return desk.agent("Ada", role=Role.ADMIN)


@pytest.fixture
def ask(house, admin):
    client = house.enter(admin)
    return lambda **asked: client.post("/people/invitations/", ASKED | asked)


@pytest.fixture
def link(desk, admin):
    """The way in for Ben, who was invited just now."""
    return f"/join/{invite_agent(desk.agent('Ben'), email='ben@example.org', by=admin, at=timezone.now())}/"


def text(response) -> str:
    return response.content.decode()


def test_the_invited_gets_a_link_that_is_shown_once(desk, ask):
    network = desk.team("Network")

    response = ask(team=network.pk, role="lead")

    ((agent, address),) = response.context["links"]
    assert (agent.name, agent.role, agent.account) == ("Ben Ito", "lead", None)
    assert list(agent.teams.all()) == [network]
    assert address in text(response)
    assert mail.outbox[0].to == ["ben@example.org"]
    assert address in mail.outbox[0].body
    assert mail.outbox[0].subject == "Your invitation to Harbor Desk"
    assert mail.outbox[0].body.startswith("Hello Ben Ito,\n\nAda invites you to answer at Harbor Desk. ")
    assert address not in text(response.client.get("/people/"))


def test_without_a_mail_server_the_link_is_handed_over(ask):
    said = text(ask())

    assert "No mail could be sent, so hand over the link yourself." in said
    assert "names one in TRIFECTA_SMTP_HOST" in said


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "ben@"}, "email"),
        ({"role": "emperor"}, "role"),
        ({"team": "4711"}, "team"),
        ({"name": "B" * 121}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_invites_nobody(ask, asked, field):
    response = ask(**asked)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_nobody_is_invited_twice(ask):
    ask()

    response = ask(email="BEN@example.org", name="Benjamin")

    assert response.status_code == 422
    assert "Someone with this mail address is invited already; give them a new link instead." in text(response)
    assert Agent.objects.filter(name__startswith="Ben").count() == 1


def test_who_can_sign_in_already_is_not_invited(desk, admin, ask):
    response = ask(email="ada@example.org")

    assert response.status_code == 422
    assert "Someone with this mail address can sign in already." in text(response)
    assert not Agent.objects.filter(name="Ben Ito").exists()


def test_the_link_leads_in(link):
    client = Client()
    page = client.get(link)
    assert "You will sign in as ben@example.org." in text(page)

    response = client.post(link, COMING_IN)

    ben = Agent.objects.get(name="Ben Ito")
    assert response["Location"] == "/"
    assert (ben.account.email, ben.account.zone) == ("ben@example.org", "Asia/Tokyo")
    assert client.get("/tickets/").status_code == 200


def test_a_link_leads_in_once(link):
    Client().post(link, COMING_IN)

    for response in (Client().get(link), Client().post(link, COMING_IN | {"password": "another-horse-9"})):
        assert response.status_code == 410
        assert GONE in text(response)
    assert Agent.objects.get(name="Ben Ito").account.check_password("correct-horse-9")


def test_a_link_runs_out(link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert (Client().get(link).status_code, Client().post(link, COMING_IN).status_code) == (410, 410)
    assert Agent.objects.get(name="Ben").account is None


def test_a_link_that_was_made_up_leads_nowhere(house):
    for made_up in ("x", "a" * 43, "%00", "..."):
        assert Client().get(f"/join/{made_up}/").status_code == 410


def test_a_new_link_ends_the_old_one(house, admin, link):
    ben = Agent.objects.get(name="Ben")

    again = house.enter(admin).post(f"/people/{ben.pk}/invitations/", {"email": "ben@example.org"})

    assert Client().get(link).status_code == 410
    ((_, address),) = again.context["links"]
    assert Client().get(address).status_code == 200
    assert Invitation.objects.get().expires_at - Invitation.objects.get().invited_at == VALID_FOR


def test_whose_access_has_ended_does_not_come_in(link):
    Agent.objects.filter(name="Ben").update(is_active=False)

    assert Client().post(link, COMING_IN).status_code == 410


@pytest.mark.parametrize("password", ["short", "password", "ben@example.org"])
def test_a_weak_password_is_refused_and_the_link_stays(link, password):
    client = Client()

    refused = client.post(link, COMING_IN | {"password": password})

    assert refused.status_code == 422
    assert client.get("/tickets/").status_code == 302
    assert client.post(link, COMING_IN).status_code == 302


def test_who_comes_in_takes_the_place_of_whoever_sat_here(house, admin, link):
    client = house.enter(admin)
    before = client.session.session_key

    client.post(link, COMING_IN)

    assert client.session.session_key != before
    assert client.get("/people/").status_code == 403


def test_nobody_but_an_administrator_invites(desk, house, admin):
    ben = desk.agent("Ben")
    for role in (Role.AGENT, Role.LEAD, Role.LEADER):
        client = house.enter(desk.agent(role.label, role=role))

        for address in ("/people/invitations/", f"/people/{ben.pk}/invitations/"):
            assert client.post(address, ASKED).status_code == 403, (role, address)
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_the_placeholder_is_invited_by_nobody(house, admin):
    assert house.enter(admin).post("/people/1/invitations/", {"email": "desk@example.org"}).status_code == 404
