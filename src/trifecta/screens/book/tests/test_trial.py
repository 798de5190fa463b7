"""Which terms apply to a ticket, and why."""

from __future__ import annotations

import pytest

from tests.desk import monday
from tests.pages import FOUNDER
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import BookVersion
from trifecta.promises.standard import standard_book
from trifecta.staff.models import Role


@pytest.fixture
def client(desk, house):
    house.open_hours()
    if not BookVersion.objects.exists():
        revise_book(standard_book(), holds_from=monday(0), by=FOUNDER, at=monday(0))
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


def tried(client, query, label="Resolution"):
    page = client.get(f"/desk/promises/trial/?{query}").context["page"]
    return next(one for one in page.promises if one.label == label)


def test_an_imagined_ticket_is_told_line_by_line(client):
    found = tried(client, "priority=3")

    assert [(line.code, line.holds, line.applies) for line in found.lines][:4] == [
        ("resolution_p1", False, False),
        ("resolution_p2", False, False),
        ("resolution_p3", True, True),
        ("resolution_p4", False, False),
    ]
    assert found.lines[-1].holds
    assert not found.lines[-1].applies
    assert found.target == "24 h = 3 working days of 8 h"
    (reason,) = found.lines[0].parts
    assert (reason.text, reason.holds, reason.found) == ("priority = 1", False, "priority = 3")


def test_an_imagined_ticket_gets_its_priority_as_a_real_one_does(client):
    applying = [line.code for line in tried(client, "impact=1&urgency=1").lines if line.applies]

    assert applying == ["resolution_p1"]


def test_what_is_missing_is_said_to_be(client):
    (reason,) = tried(client, "sort=incident").lines[0].parts

    assert reason.found == "priority is none"


def test_a_ticket_there_is_is_asked_for_by_its_number(client, desk):
    ticket = desk.ticket(impact=1, urgency=1, at=monday(9))

    found = tried(client, f"reference={ticket.reference}")

    assert found.lines[0].applies
    assert found.due_at == monday(13)


def test_a_number_that_is_none_is_refused(client):
    answer = client.get("/desk/promises/trial/?reference=T-99999")

    assert answer.context["page"] is None
    assert "There is no ticket T-99999 that you may see." in answer.content.decode()


def test_nothing_asked_is_an_empty_form(client):
    assert client.get("/desk/promises/trial/").context["page"] is None
