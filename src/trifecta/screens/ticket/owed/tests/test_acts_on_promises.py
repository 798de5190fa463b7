"""Waiving a promise and naming a deadline, through their forms."""

from __future__ import annotations

from datetime import UTC, datetime

from trifecta.promises.events import PromiseStarted
from trifecta.promises.models import Clock


def test_a_lead_waives_a_promise_and_says_why(house, ticket, desk, first):
    lea = desk.agent("Lea", leads=first)
    solution = Clock.objects.get(ticket=ticket, promise="resolution")
    fields = {"clock": solution.pk, "reason": "agreed", "words": "On the phone."}

    response = house.enter(lea).post(f"/tickets/{ticket.reference}/waivers/", fields)

    assert response.status_code == 302
    assert desk.fresh(solution).outcome == "waived"


def test_a_deadline_is_named_by_the_readers_clock(house, ticket, first, desk):
    fields = {"promise": "resolution", "due_at": "2027-03-01T10:00", "words": "Board meeting"}
    client = house.enter(desk.agent("Lea", leads=first), zone="Europe/Berlin")

    response = client.post(f"/tickets/{ticket.reference}/deadlines/", fields)

    assert response.status_code == 302
    (named,) = [entry.event for entry in desk.entries(ticket) if isinstance(entry.event, PromiseStarted)]
    assert (named.promise, named.due_at) == ("resolution", datetime(2027, 3, 1, 9, tzinfo=UTC))


def test_who_may_not_put_it_off_is_told_by_when_it_was_promised(house, ticket, ann):
    fields = {"promise": "resolution", "due_at": "2027-03-01T10:00", "words": "Board meeting"}

    response = house.enter(ann).post(f"/tickets/{ticket.reference}/deadlines/", fields)

    assert response.status_code == 422
    text = response.content.decode()
    assert "It was promised by 4 Mar 2026, 17:00 UTC, and only a lead may name a later moment." in text
    assert "An earlier moment; a later one is for a lead to name." in text
