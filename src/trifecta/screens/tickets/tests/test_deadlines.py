"""The next deadline in the list: shown, sorted by, filtered by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.screens.tickets import page
from trifecta.screens.tickets.filters import Chosen
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.models import Ticket

SETUP = System("rule:set_up")


@pytest.fixture
def ann(desk):
    return desk.agent("Ann", desk.team("First"))


@pytest.fixture
def opened(desk, ann):
    """A ticket of a priority, at a minute past nine; its first answer is due in 15 min, 2 h or 8 h."""
    hours = office_hours("UTC", "09:00-17:00")
    create_calendar(name="Office", hours=hours, from_on=date(2026, 2, 1), by=SETUP, at=monday(8))
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))

    def open_one(impact, minute=0):
        asked = {"team": ann.teams.get(), "requester": desk.customer(), "channel": "mail"}
        return desk.ticket(by=ann, at=monday(9, minute), impact=impact, urgency=impact, **asked)

    return open_one


AT = monday(9, 10)


def shown(ann, at=AT, **asked):
    return page.read(Chosen(asked, ann, at))


def test_the_clock_that_is_due_first_stands_in_the_row(opened, ann):
    ticket = opened(2)
    give_word(ticket, text="I call", due_at=monday(9, 30), by=ann, at=monday(9, 5))

    ((_, deadline),) = shown(ann).rows

    assert (deadline.name, deadline.due_at, deadline.word) == ("A given word", monday(9, 30), "on time")


def test_by_next_deadline_every_ticket_stands_once_whatever_the_pages(opened, ann, monkeypatch):
    tickets = [opened(impact, minute) for minute, impact in enumerate((3, 2, 1, 2, 3))]
    expected = sorted(tickets, key=lambda row: (row.clocks.filter(is_open=True).earliest("due_at").due_at, row.pk))
    for size in (1, 2, 5):
        monkeypatch.setattr(page, "PER_PAGE", size)
        found, cursor = [], ""
        while True:
            leaf = page.read(Chosen({"order": "deadline"}, ann, monday(9, 10)), after=cursor)
            found += leaf.tickets
            cursor = leaf.older
            if not cursor:
                break
        assert found == expected, size


def test_what_has_no_deadline_does_not_stand_in_that_order(opened, ann):
    opened(2)
    bare = Ticket.objects.bulk_create([
        Ticket(sort="incident", state="open", owner=ann, opened_at=monday(9), updated_at=monday(9))
    ])[0]  # fmt: skip

    assert bare in shown(ann).tickets
    assert bare not in shown(ann, order="deadline").tickets


def test_at_risk_broken_and_paused_are_found(opened, ann):
    soon, late, calm = opened(2), opened(1), opened(3)
    wait(calm, on="customer", by=ann, at=monday(9, 5))
    sweep(at=monday(10, 40))
    at = monday(10, 40)

    found = {how: set(shown(ann, at, promises=how).tickets) for how in ("risk", "broken", "paused")}

    # Of the one that is late, the team's part is not over yet.
    assert found == {"risk": {soon, late}, "broken": {late}, "paused": {calm}}


def test_a_condition_narrows_the_list_and_a_wrong_one_says_why(opened, ann, house):
    high, _low = opened(1), opened(3)
    client = house.enter(ann)

    narrowed = client.get("/tickets/?where=priority+%3D+1")
    wrong = client.get("/tickets/?where=prioritty+%3D+1")

    assert narrowed.context["page"].tickets == [high]
    assert wrong.context["page"].tickets == []
    (sentence,) = wrong.context["refused"]
    assert "prioritty" in sentence


@pytest.mark.sqlite  # whose planner keeps no statistics; of PostgreSQL's `test_plans` tells
def test_the_order_is_read_from_the_index_of_deadlines(ann):
    rows = page.numbers(page.deadlines.first_due(page.found(Chosen({}, ann))), order="deadline")[:51]

    assert "promises_next_deadline" in rows.explain()


def test_queries_do_not_grow_with_the_clocks(opened, ann, django_assert_num_queries):
    for minute in range(3):
        opened(2, minute)
    with django_assert_num_queries(6):
        shown(ann)
    for minute in range(10):
        give_word(opened(2, 10), text="x", due_at=monday(12) + timedelta(minutes=minute), by=ann, at=monday(9, 20))
    with django_assert_num_queries(6):
        shown(ann)
