"""What stands before every page: size, zone, headers, cookies, failures in one sentence."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.desk import monday
from trifecta.config import failures
from trifecta.staff.models import Role


def text(response) -> str:
    return response.content.decode()


def test_an_empty_home_leads_everyone_to_the_first_run(db):
    for address in ("/", "/tickets/", "/account/sign-in/", "/nonsense/"):
        assert Client().get(address)["Location"] == "/welcome/"
    assert Client().get("/welcome/").status_code == 200


def test_the_front_door_leads_each_to_what_they_come_for(desk, house):
    desk.ticket()
    doors = {
        desk.agent("Ann"): "/tickets/",
        desk.agent("Lea", role=Role.LEAD): "/scorecard/",
        desk.agent("Leo", role=Role.LEADER): "/scorecard/",
        desk.agent("Ada", role=Role.ADMIN): "/scorecard/",
        desk.customer("Mira"): "/matters/",
    }

    assert {person: house.enter(person).get("/")["Location"] for person in doors} == doors


def test_instants_are_shown_by_the_readers_clock(desk, house):
    ticket = desk.ticket(at=monday(9, 40))
    in_berlin = house.enter(desk.agent("Kim"), zone="Europe/Berlin")
    in_tokyo = house.enter(desk.agent("Yui"), zone="Asia/Tokyo")

    assert 'title="2 Mar 2026, 10:40 CET"' in text(in_berlin.get(f"/tickets/{ticket.reference}/"))
    assert 'title="2 Mar 2026, 18:40 JST"' in text(in_tokyo.get(f"/tickets/{ticket.reference}/"))


def test_what_is_too_large_is_refused_before_it_is_read(house):
    response = Client().post("/account/sign-in/", {"login": "x" * 6_000_001})

    assert response.status_code == 413
    assert "At most 6 MB can be sent at once" in text(response)


def test_a_length_that_is_none_is_passed_on(house):
    assert Client().get("/account/sign-in/", CONTENT_LENGTH="").status_code == 200


def test_every_page_carries_its_headers(desk, house):
    response = house.enter(desk.agent("Ann")).get("/tickets/")

    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "unsafe-eval" not in policy


def test_no_script_reads_the_cookies_and_no_stranger_sends_them(desk, house):
    desk.account(desk.agent("Ann"), password="correct horse")
    client = Client()
    page = client.get("/account/sign-in/")
    signed_in = client.post("/account/sign-in/", {"login": "ann@example.org", "password": "correct horse"})

    for cookie in (page.cookies["csrftoken"], signed_in.cookies["sessionid"]):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_SECURE == settings.SECURE


def test_a_form_without_its_token_is_refused_in_words(desk, house):
    client = house.enter(desk.agent("Ann"), checks_csrf=True)

    response = client.post("/new/", {"subject": "x"})

    assert response.status_code == 403
    assert "Go back, reload the page and send it again" in text(response)


def test_what_is_not_there_is_said_in_words(desk, house):
    response = house.enter(desk.agent("Ann")).get("/tickets/T-99999/")

    assert response.status_code == 404
    assert "There is nothing here" in text(response)
    assert "T-99999" not in text(response)


def test_what_only_an_administrator_may_is_said_in_words(desk, house):
    response = house.enter(desk.agent("Ann")).get("/desk/")

    assert response.status_code == 403
    assert "Only an administrator of the desk may do this." in text(response)


def test_who_is_signed_in_keeps_the_rail_where_a_page_cannot_be_given(desk, house):
    ann, mira = house.enter(desk.agent("Ann")), house.enter(desk.customer("Mira"))

    for address in ("/tickets/T-99999/", "/nowhere/", "/desk/"):
        assert '<a class="rail__link" href="/tickets/"' in text(ann.get(address))
    assert '<a class="rail__link" href="/matters/"' in text(mira.get("/nowhere/"))
    assert "rail__link" not in text(house.enter(None).get("/nowhere/", follow=True))


def test_a_ticket_that_was_sent_around_is_seen_by_each_in_their_own_way(desk, house):
    mira = desk.customer("Mira")
    ticket = desk.ticket(requester=mira)

    led = house.enter(mira).get(f"/tickets/{ticket.reference}/", follow=True)
    back = house.enter(desk.agent("Ann")).get(f"/matters/{ticket.reference}/", follow=True)
    stranger = house.enter(desk.customer("Noa")).get(f"/tickets/{ticket.reference}/", follow=True)

    assert (led.status_code, led.request["PATH_INFO"]) == (200, f"/matters/{ticket.reference}/")
    assert (back.status_code, back.request["PATH_INFO"]) == (200, f"/tickets/{ticket.reference}/")
    assert stranger.status_code == 404


def test_a_failure_is_said_without_the_database(rf):
    # No `db` here: whoever asked for the database would fail.
    response = failures.failed(rf.get("/"))

    assert response.status_code == 500
    assert "This is our fault, not yours" in text(response)
    assert 'href="/"' in text(response)


@pytest.mark.parametrize("address", ["/tickets/T-10000/", "/tickets/T-00001/", "/tickets/T-" + "9" * 30 + "/"])
def test_references_that_are_none_lead_nowhere(desk, house, address):
    assert house.enter(desk.agent("Ann")).get(address).status_code == 404


def test_a_reference_is_read_in_either_case(desk, house):
    ticket = desk.ticket()

    assert house.enter(desk.agent("Ann")).get(f"/tickets/{ticket.reference.lower()}/").status_code == 200


def test_a_name_that_is_not_the_desks_is_said_with_what_to_do(client, desk):
    response = client.get("/", headers={"host": "desk.example.org"})

    assert response.status_code == 400
    assert "This desk does not answer to “desk.example.org”." in response.content.decode()
    assert "TRIFECTA_HOSTS" in response.content.decode()
