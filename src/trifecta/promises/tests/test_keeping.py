"""Clocks as rows: kept with each act, stamped once, swept when nobody acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.desk import Desk, friday, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.log import journal
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.promises.terms import Book
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.models import Ticket

SETUP = System("rule:set_up")


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    """Of Monday at nine, with priority 3: first response in 2 h, resolution in 24 h of opening hours."""
    create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SETUP, at=monday(8)
    )
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))
    first = desk.team("First")
    ann = desk.agent("Ann", first)
    return desk.ticket(
        by=ann, at=monday(9), team=first, requester=desk.customer("Cleo"), channel="mail", impact=2, urgency=2
    )


def clock(ticket: Ticket, promise: str, run: int = 1) -> Clock:
    return Clock.objects.get(ticket=ticket, promise=promise, run=run)


def stamps(ticket: Ticket) -> list[tuple[str, str]]:
    return [
        (entry.event.kind, f"{entry.happened_at:%a %H:%M:%S}")
        for entry in journal.read(ticket.stream)
        if entry.event.kind.startswith("promise.")
    ]


def test_an_opened_ticket_has_its_clocks_at_once(ticket):
    resolution = clock(ticket, "resolution")

    assert (resolution.terms, resolution.state, resolution.target_s) == ("resolution_p3", "running", 24 * 3600)
    assert resolution.due_at == monday(9) + timedelta(days=2, hours=8)
    assert resolution.next_at == tuesday(13)
    assert clock(ticket, "first_response").due_at == monday(11)
    assert clock(ticket, "time_to_own").outcome == "met"


def test_an_answer_in_time_is_a_kept_promise(ticket):
    reply(ticket, body="Looking into it", by=ticket.owner, at=monday(10, 30))

    response = clock(ticket, "first_response")
    assert (response.outcome, response.ended_at, response.spent_s) == ("met", monday(10, 30), 5400)
    assert stamps(ticket) == [("promise.threshold_passed", "Mon 10:00:00")]


def test_the_sweep_stamps_the_moment_that_it_passed(ticket):
    looked_at = sweep(at=monday(13))

    assert looked_at == 1
    assert stamps(ticket) == [
        ("promise.threshold_passed", "Mon 10:00:00"),
        ("promise.threshold_passed", "Mon 10:30:00"),
        ("promise.threshold_passed", "Mon 11:00:00"),
        ("promise.broken", "Mon 11:00:00"),
        ("promise.threshold_passed", "Mon 11:30:00"),
    ]
    response = clock(ticket, "first_response")
    assert (response.outcome, response.is_open, response.broken_at) == ("broken", True, monday(11))


def test_nothing_is_told_twice(ticket):
    sweep(at=monday(12))
    told = stamps(ticket)

    assert sweep(at=monday(12)) == 0
    assert sweep(at=monday(12, 30)) == 0
    reply(ticket, body="Here I am", by=ticket.owner, at=monday(12, 30))
    assert stamps(ticket) == told


def test_a_stamp_is_no_change_of_the_ticket(desk, ticket):
    sweep(at=monday(13))

    assert desk.replayed(ticket) == desk.columns(ticket)
    assert desk.fresh(ticket).updated_at == monday(9)


def test_while_it_waits_nothing_is_due(ticket):
    wait(ticket, on="customer", by=ticket.owner, at=monday(15))

    paused = clock(ticket, "resolution")
    assert (paused.state, paused.due_at, paused.next_at, paused.spent_s) == ("paused", None, None, 6 * 3600)


def test_a_note_leaves_the_rows_alone(ticket):
    before = list(Clock.objects.order_by("pk").values())

    add_note(ticket, body="Looked at it.", by=ticket.owner, at=monday(9, 30))

    assert list(Clock.objects.order_by("pk").values()) == before


def test_a_note_tells_what_came_to_pass_before_it(ticket):
    add_note(ticket, body="Too late.", by=ticket.owner, at=monday(11, 0, 1))

    assert ("promise.broken", "Mon 11:00:00") in stamps(ticket)
    assert clock(ticket, "first_response").broken_at == monday(11)


def test_a_note_brings_a_ticket_under_the_version_that_it_follows(ticket):
    revise_book(
        Book(tuple(replace(terms, code=f"{terms.code}_new") for terms in standard_book().terms)),
        holds_from=monday(10), follows=True, by=SETUP, at=monday(9, 10),
    )  # fmt: skip

    add_note(ticket, body="Under which terms?", by=ticket.owner, at=monday(10, 30))

    assert clock(ticket, "resolution").terms == "resolution_p3_new"


def test_a_breach_survives_a_lower_priority(ticket):
    sweep(at=monday(13))
    reprioritize(ticket, impact=4, urgency=4, by=ticket.owner, at=monday(14))

    response = clock(ticket, "first_response")
    assert (response.terms, response.outcome, response.broken_at) == ("first_response_p5", "broken", monday(11))


def test_what_has_ended_keeps_what_came_of_it(ticket):
    resolve(ticket, how="fixed", words="New toner", by=ticket.owner, at=tuesday(10))
    met = clock(ticket, "resolution")
    revise_book(standard_book(), holds_from=friday(9), follows=True, by=SETUP, at=friday(9))
    sweep(at=friday(12))

    assert met.outcome == "met"
    assert met.spent_s == 9 * 3600
    assert Clock.objects.get(pk=met.pk).changed_at == met.changed_at
