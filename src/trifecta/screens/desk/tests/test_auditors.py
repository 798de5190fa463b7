"""An auditor reads how the desk is set up, and changes nothing of it."""

from __future__ import annotations

import re

import pytest

from tests.pages import FOUNDED_AT, FOUNDER
from trifecta.log import journal
from trifecta.promises.actions.open_book import open_book
from trifecta.staff.models import Role

READ = (
    *("desk/", "desk/teams/{team}/", "people/", "people/{agent}/", "desk/roles/", "desk/priorities/"),
    *("desk/calendars/", "desk/calendars/{calendar}/", "desk/promises/", "desk/promises/versions/"),
    *("desk/promises/trial/", "desk/promises/terms/resolution_p1/", "desk/retention/"),
)
POSTED = (
    *("desk/", "desk/teams/", "desk/teams/{team}/", "desk/teams/{team}/hours/", "desk/teams/{team}/members/"),
    *("desk/teams/{team}/departures/", "people/invitations/", "people/{agent}/", "people/{agent}/invitations/"),
    *("people/list/", "desk/priorities/", "desk/calendars/new/", "desk/calendars/{calendar}/"),
    *("desk/calendars/{calendar}/default/", "desk/promises/publication/", "desk/promises/discarding/"),
    *(f"desk/promises/terms/resolution_p1/{act}" for act in ("", "place/", "removal/")),
    "customers/additions/",
)


@pytest.fixture
def places(desk, house):
    calendar = house.open_hours()
    open_book(by=FOUNDER, at=FOUNDED_AT)
    return {"team": desk.team("First").pk, "agent": desk.agent("Ann").pk, "calendar": calendar.pk}


@pytest.fixture
def auditor(desk):
    return desk.agent("Udo", role=Role.AUDITOR)


@pytest.mark.parametrize("address", READ)
def test_the_page_is_read_and_offers_no_change(desk, house, auditor, places, address):
    page = house.enter(auditor).get(f"/{address.format(**places)}")

    assert page.status_code == 200
    buttons = re.findall(r"<button(?! class=\"[^\"]*\" type=\"button\")[^>]*>([^<]+)</button>", main_of(page))
    assert [label for label in buttons if label.strip() not in {"", "Try"}] == []
    assert house.enter(desk.agent("Ben")).get(f"/{address.format(**places)}").status_code == 403


@pytest.mark.parametrize("address", POSTED)
def test_nothing_is_taken_from_an_auditor(house, auditor, places, address):
    before = journal.latest_id()

    answer = house.enter(auditor).post(f"/{address.format(**places)}", {"name": "Mine", "email": "a@b.example"})

    assert answer.status_code in {403, 422}
    assert journal.latest_id() == before


def main_of(page):
    return re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)[0]
