"""Fifty at a time, forward and back, whatever instants are shared."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import monday
from trifecta.screens.tickets import page
from trifecta.screens.tickets.filters import Chosen
from trifecta.tickets.models import Ticket


@pytest.fixture
def ann(desk):
    return desk.agent("Ann", desk.team("First"))


@pytest.fixture
def tickets(desk, ann):
    """Thirteen, in four instants: ties across every border of a page of two, three or four."""
    rows = [
        Ticket(
            sort="incident", state="open", owner=ann, subject=f"{number}",
            opened_at=monday(9) + timedelta(microseconds=number // 4), updated_at=monday(9, number % 3),
            priority=(1, 2, None)[number % 3],
        )
        for number in range(13)
    ]  # fmt: skip
    return Ticket.objects.bulk_create(rows)


def walk(chosen, *, step):
    """All pages from the first on; `step` is the side to go: older or newer."""
    shown = page.read(chosen)
    pages = [shown]
    while cursor := getattr(shown, step):
        shown = page.read(chosen, after=cursor) if step == "older" else page.read(chosen, before=cursor)
        pages.append(shown)
    return pages


@pytest.mark.parametrize("order", ["newest", "oldest", "touched", "priority"])
def test_forward_and_back_show_every_ticket_once_and_the_same_pages(ann, tickets, monkeypatch, order):
    for size in (1, 2, 3, 4, 5, 12, 13, 14):
        monkeypatch.setattr(page, "PER_PAGE", size)
        walk_both_ways(Chosen({"order": order}, ann), tickets, size)


def walk_both_ways(chosen, tickets, size):
    column, is_descending = {**page.COLUMNS, "priority": ("priority", False)}[chosen.order]

    forward = walk(chosen, step="older")

    seen = [ticket.pk for shown in forward for ticket in shown.tickets]
    assert seen == [
        ticket.pk
        for ticket in sorted(tickets, key=lambda row: (getattr(row, column) or 9, row.pk), reverse=is_descending)
    ]
    assert all(len(shown.tickets) == size for shown in forward[:-1])
    assert forward[0].newer == ""
    backward = [forward[-1]]
    while cursor := backward[-1].newer:
        backward.append(page.read(chosen, before=cursor))
    assert [shown.tickets for shown in reversed(backward)] == [shown.tickets for shown in forward]
    assert backward[-1].newer == ""


def test_a_place_in_another_order_begins_the_list_anew(ann, tickets, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 4)
    by_day, by_priority = Chosen({}, ann), Chosen({"order": "priority"}, ann)

    assert page.read(by_priority, after=page.read(by_day).older).tickets == page.read(by_priority).tickets
    assert page.read(by_day, after=page.read(by_priority).older).tickets == page.read(by_day).tickets


def test_new_tickets_in_front_make_the_first_page_whole(ann, tickets, monkeypatch, desk):
    monkeypatch.setattr(page, "PER_PAGE", 4)
    chosen = Chosen({}, ann)
    first = page.read(chosen)
    second = page.read(chosen, after=first.older)
    newest = desk.ticket(by=ann, at=monday(10))

    back = page.read(chosen, before=second.newer)
    front = page.read(chosen, before=back.newer)

    assert back.tickets == first.tickets
    assert front.tickets == [newest, *first.tickets[:3]]


def test_the_count_stops_at_its_cap(ann, tickets, monkeypatch):
    for most, expected in ((12, (12, True)), (13, (13, False)), (14, (13, False))):
        monkeypatch.setattr(page, "MOST_COUNTED", most)
        shown = page.read(Chosen({}, ann))
        assert (shown.count, shown.is_capped) == expected


def test_a_capped_count_is_written_with_a_plus(house, ann, tickets, monkeypatch):
    monkeypatch.setattr(page, "MOST_COUNTED", 10)

    text = house.enter(ann).get("/tickets/").content.decode()

    assert "10+ tickets" in text


def test_the_ways_on_keep_the_filters_and_drop_the_old_cursor(house, ann, tickets, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 5)
    client = house.enter(ann)
    first = client.get("/tickets/?owner=me&order=oldest")

    second = client.get("/tickets/" + first.context["older_url"])

    assert first.context["older_url"].startswith("?owner=me&order=oldest&after=2026-03-02T09")
    assert second.context["newer_url"].startswith("?owner=me&order=oldest&before=2026-03-02T09")
    assert "after=" not in second.context["newer_url"]
    assert [ticket.subject for ticket in second.context["page"].tickets] == ["5", "6", "7", "8", "9"]


def test_queries_do_not_grow_with_the_rows(house, ann, tickets, desk, django_assert_num_queries):
    client = house.enter(ann)
    client.get("/tickets/")
    # Who asks 3, choices 3, hidden teams, which rows, the rows, their clocks, unread clocks, offers 2, the desk.
    with django_assert_num_queries(14):
        client.get("/tickets/?owner=me")
    for number in range(60):
        desk.ticket(by=ann, requester=desk.customer(), at=monday(10, number))
    # One more counts what is not on the page, two more read by what the clocks are judged.
    with django_assert_num_queries(17):
        assert len(client.get("/tickets/?owner=me").context["page"].tickets) == 50
