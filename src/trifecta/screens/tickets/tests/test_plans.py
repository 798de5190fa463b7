"""How the database finds a page of the list: in the order of an index, never by sorting or reading the whole table."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet

from trifecta.screens.tickets import page
from trifecta.screens.tickets.filters import STATES, Chosen
from trifecta.staff.models import Agent, Role
from trifecta.tickets.models import Ticket

pytestmark = pytest.mark.sqlite  # whose planner keeps no statistics and follows its indexes alone
NARROW = {
    "nothing": {},
    "team": {"team": "7"},
    "my teams": {"team": "mine"},
    "owner": {"owner": "me"},
    "no owner": {"owner": "desk"},
    "assignee": {"assignee": "me"},
    "no assignee": {"assignee": "nobody"},
    "any offer": {"offered": "any"},
    "my offers": {"offered": "mine"},
    "priority": {"priority": "1"},
    "sort": {"sort": "complaint"},
    "service": {"service": "3"},
    "days": {"opened_from": date(2026, 3, 2), "opened_to": date(2026, 3, 9)},
}
ORDERED = (
    "nothing",
    "team",
    "owner",
    "no owner",
    "assignee",
    "no assignee",
    "any offer",
    "priority",
    "sort",
    "service",
)
"""Filters under which the index gives the order of opening too."""


@pytest.fixture
def lead(db) -> Agent:
    return Agent.objects.create(name="Lena", role=Role.LEADER)


def chosen(agent: Agent, narrow: str, *, state: str, order: str = "newest") -> Chosen:
    return Chosen({**NARROW[narrow], "state": state, "order": order}, agent)


def plan(rows: QuerySet[Ticket]) -> str:
    return rows.explain()


def page_plan(asked: Chosen) -> str:
    found = page.sortable(page.found(asked), order=asked.order)
    return plan(page.numbers(found, order=asked.order)[: page.PER_PAGE + 1])


def count_plan(asked: Chosen) -> str:
    return plan(page.found(asked).values("pk")[: page.MOST_COUNTED + 1])


@pytest.mark.parametrize("narrow", NARROW)
def test_indexes_alone_decide_which_tickets_are_shown(lead, narrow):
    for state, order in itertools.product(STATES, page.COLUMNS):
        asked = chosen(lead, narrow, state=state, order=order)

        for found in (page_plan(asked), count_plan(asked)):
            assert re.search(r"(SCAN|SEARCH) tickets_ticket USING COVERING INDEX", found), (state, order, found)


@pytest.mark.parametrize("narrow", ORDERED)
def test_an_index_gives_the_order(lead, narrow):
    for state, order in itertools.product(STATES, ("newest", "oldest")):
        assert "TEMP B-TREE" not in page_plan(chosen(lead, narrow, state=state, order=order)), (state, order)


@pytest.mark.parametrize("state", ["open", "waiting"])
@pytest.mark.parametrize("narrow", ["nothing", "priority", "sort"])
def test_work_that_is_open_is_found_without_what_is_closed(lead, narrow, state):
    assert "USING COVERING INDEX tickets_open_latest" in page_plan(chosen(lead, narrow, state=state))
    assert "USING COVERING INDEX tickets_open_touched" in page_plan(chosen(lead, narrow, state=state, order="touched"))


@pytest.mark.parametrize("narrow", ["nothing", "priority", "sort"])
def test_the_most_urgent_open_work_is_read_in_its_order(lead, narrow):
    found = page_plan(chosen(lead, narrow, state="open", order="priority"))

    assert "USING COVERING INDEX tickets_urgent" in found
    assert "TEMP B-TREE" not in found


@pytest.mark.parametrize("state", ["open", "waiting"])
@pytest.mark.parametrize("whose", ["team", "service", "owner", "assignee", "no assignee"])
def test_open_work_of_someone_is_found_without_their_past(lead, whose, state):
    for order in page.COLUMNS:
        asked = chosen(lead, whose, state=state, order=order)

        for found in (page_plan(asked), count_plan(asked)):
            assert f"USING COVERING INDEX tickets_{whose.removeprefix('no ')}_open" in found, (order, found)


def test_a_customers_tickets_are_found_by_the_customer(lead):
    for state in STATES:
        asked = Chosen({"requester": 5, "state": state}, lead)

        assert "SEARCH tickets_ticket USING INDEX tickets_ticket_requester" in page_plan(asked), state


def test_what_a_customer_sees_is_found_by_the_customer(lead, desk):
    seen = Ticket.objects.visible_to(desk.customer("Mira")).order_by("-updated_at", "-pk")[:20]

    assert "SCAN tickets_ticket" not in plan(seen)


def test_a_page_further_on_begins_inside_the_index(lead):
    asked = chosen(lead, "nothing", state="open")
    cursor = page.Place(datetime(2026, 3, 2, 9, tzinfo=UTC), 5)

    rows = page.numbers(page.found(asked), order=asked.order, beyond=cursor)[: page.PER_PAGE + 1]

    assert "SEARCH tickets_ticket USING COVERING INDEX tickets_open_latest (opened_at<?)" in plan(rows)


@pytest.mark.server
def test_postgres_neither_sorts_nor_reads_the_whole_table(on_postgres):
    agent = Agent.objects.create(name="Lena", role=Role.LEADER)
    fill(30_000)

    for narrow, order in itertools.product(("nothing", "owner", "priority", "no assignee"), ("newest", "oldest")):
        found = page_plan(chosen(agent, narrow, state="open", order=order))
        assert not re.search(r"Seq Scan on tickets_ticket|Sort ", found), (narrow, order, found)


@pytest.mark.server
def test_postgres_finds_the_next_deadlines_without_what_is_closed(on_postgres):
    agent = Agent.objects.create(name="Lena", role=Role.LEADER)
    fill(30_000)
    fill_clocks()

    found = plan(page.numbers(page.deadlines.first_due(page.found(Chosen({}, agent))), order="deadline")[:51])

    assert "promises_next_deadline" in found
    assert not re.search(r"Seq Scan on (tickets_ticket|promises_clock)", found), found


def fill(count: int) -> None:
    """Tickets of a year in an instant; one of forty is still open."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO tickets_ticket (sort, state, subject, priority, owner_id, opened_at, updated_at, reopen_count,
                                        team_change_count, validation_asked_count)
            SELECT 'incident', CASE WHEN n %% 40 = 0 THEN 'open' ELSE 'closed' END, '', n %% 5 + 1, 1,
                   timestamptz '2025-03-02' + n * interval '15 minutes',
                   timestamptz '2025-03-05' + n * interval '15 minutes', 0, 0, 0
            FROM generate_series(1, %s) AS n
            """,
            [count],
        )
        cursor.execute("ANALYZE tickets_ticket")


def fill_clocks() -> None:
    """Three of each ticket, open as long as the ticket is."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO promises_clock (ticket_id, promise, subject, run, kind, terms, state, is_open, reason,
                                        started_at, due_at, ended_at, spent_s, paused_s, is_named, read_at,
                                        changed_at)
            SELECT t.id, 'promise ' || n, '', 1, 'sla', '', CASE t.state WHEN 'open' THEN 'running' ELSE 'ended' END,
                   t.state = 'open', '', t.opened_at, t.opened_at + n * interval '3 hours',
                   CASE t.state WHEN 'open' THEN NULL ELSE t.updated_at END, 0, 0, false, t.opened_at, t.opened_at
            FROM tickets_ticket AS t, generate_series(1, 3) AS n
            """
        )
        cursor.execute("ANALYZE promises_clock")
