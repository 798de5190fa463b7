"""What an address says that means nothing: refused in one sentence each, and nothing is shown instead."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.utils.html import escape
from django.utils.text import capfirst

NONSENSE = ["999", "-1", "0", "1e9", "abc", "9" * 30, "٣", "<script>", "\0", "1; drop table", "mine2", "nobody'--"]
BAD_DAYS = ["2026-02-30", "yesterday", "0001-01-01", "9999-12-31", "2026-3", "\0"]
CALLED = {
    "state": "state",
    "team": "team",
    "owner": "owner",
    "assignee": "who works on it",
    "offered": "on offer",
    "priority": "priority",
    "sort": "kind",
    "service": "service",
    "order": "order",
}
NO_CURSORS = [
    "garbage", "2026-01-01", "2026-01-01T00:00:00_5", "2026-01-01T00:00:00Z_", "2026-99-99T00:00:00Z_5",
    "2026-01-01T00:00:00Z_" + "9" * 40, "_", "\0", "0000-00-00T00:00:00Z_1", "2026-01-01T00:00:00+05:00_1",
]  # fmt: skip
BEYOND = {
    "after": ["1900-01-01T00:00:00Z_1", "0001-01-01T00:00:00Z_1"],
    "before": ["2999-01-01T00:00:00.5Z_1", "9999-12-31T23:59:59Z_1"],
}


@pytest.fixture
def ask(desk, house):
    first = desk.team("First")
    ann = desk.agent("Ann", first)
    client = house.enter(ann)
    desk.ticket(by=ann, team=first)
    return lambda query: client.get(f"/tickets/?{query}")


@pytest.mark.parametrize("field", CALLED)
def test_a_choice_that_is_none_is_refused(ask, field):
    for value in NONSENSE:
        response = ask(f"{field}={quote(value)}")

        assert response.status_code == 400, value
        assert response.context["page"].tickets == [], value
        assert response.context["refused"] == [
            f"{capfirst(CALLED[field])}: “{value}” names nothing here that you may see; choose again."
        ]
        assert escape(response.context["refused"][0]) in response.content.decode(), value


def test_a_day_that_is_none_is_refused(ask):
    for value in BAD_DAYS:
        response = ask(f"opened_from={quote(value)}&opened_to={quote(value)}")

        reason = f"“{value}” is no date from 1900 to 2999; write it like 2026-11-22."
        assert response.context["refused"] == [f"Opened from: {reason}", f"Opened before: {reason}"], value
        assert (response.status_code, response.context["page"].tickets) == (400, []), value


def test_a_customer_that_is_none_is_refused_and_not_asked_for_again(ask):
    for value in ("abc", "-1", "9" * 30, "\0"):
        response = ask(f"requester={quote(value)}")

        assert len(response.context["refused"]) == 1, value
        assert 'name="requester"' not in response.content.decode(), value


def test_a_condition_that_cannot_be_read_is_refused(ask):
    response = ask("where=weather+is+fine")

    (sentence,) = response.context["refused"]
    assert sentence.startswith("Where: ")
    assert (response.status_code, response.context["page"].count) == (400, 0)


def test_a_customer_who_is_not_here_has_no_tickets(ask):
    assert ask("requester=4711").context["page"].tickets == []


@pytest.mark.parametrize("side", ["after", "before"])
def test_a_cursor_that_is_none_or_leads_beyond_shows_the_first_page(ask, side):
    for cursor in (*NO_CURSORS, *BEYOND[side]):
        response = ask(f"{side}={quote(cursor)}")

        assert response.status_code == 200, cursor
        assert response.context["page"].count == len(response.context["page"].tickets) == 1, cursor


def test_what_the_list_refuses_is_not_exported(ask, desk, house):
    client = house.enter(desk.agent("Kim"))

    refused = client.get("/tickets.csv?team=999&priority=zz")

    assert refused.status_code == 400
    assert "Team: “999” names nothing here that you may see; choose again." in refused.content.decode()
    assert "Priority: “zz” names nothing here" in refused.content.decode()


def test_what_is_no_ticket_number_is_said(ask):
    for typed in ("printer", "1", "T-1", "T-" + "9" * 30, "C-10001", "\0", "<b>"):
        response = ask(f"find={quote(typed)}&state=all")

        assert (response.status_code, response["Location"]) == (302, "/tickets/?state=all")
        said = str(list(response.wsgi_request._messages)[-1])
        assert said == f"“{typed[:40]}” is not the number of a ticket; write it like T-10482."


def test_a_ticket_number_leads_to_its_ticket(ask, desk):
    reference = desk.ticket().reference

    for typed in (f"+{reference.lower()}+", reference.removeprefix("T-"), f"%23{reference}"):
        assert ask(f"find={typed}")["Location"] == f"/tickets/{reference}/"
    assert ask("find=T-99999&state=all")["Location"] == "/tickets/?state=all"
