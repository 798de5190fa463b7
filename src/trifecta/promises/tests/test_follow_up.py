"""The owner's follow-up: who passed work on stays with it, by the standard book."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.desk import Desk, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.staff.models import Team
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff

SETUP = System("rule:set_up")


@pytest.fixture
def ann(desk: Desk):
    hours = office_hours("UTC", "09:00-17:00")
    create_calendar(name="Office", hours=hours, from_on=date(2026, 2, 1), by=SETUP, at=monday(8))
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))
    return desk.agent("Ann", desk.team("First"))


@pytest.fixture
def ben(desk: Desk):
    return desk.agent("Ben", desk.team("Network"))


@pytest.fixture
def ticket(desk: Desk, ann, ben):
    """Ann's, with Network since Monday at eleven."""
    asked = {"team": Team.objects.get(name="First"), "channel": "mail", "impact": 2, "urgency": 2}
    ticket = desk.ticket(by=ann, at=monday(9), requester=desk.customer("Cleo"), **asked)
    add_note(ticket, body="The port is dead.", by=ann, at=monday(9, 30))
    offer_handoff(ticket, to=Team.objects.get(name="Network"), reason="expertise", tried="All", by=ann, at=monday(10))
    accept_handoff(ticket, by=ben, at=monday(11))
    return ticket


def follow_ups(ticket) -> list[tuple[int, str, str | None]]:
    """The beginning's hour, the state and the outcome of each."""
    found = Clock.objects.filter(ticket=ticket, promise="follow_up").order_by("run")
    return [(clock.started_at.hour, clock.state, clock.outcome) for clock in found]


def test_it_begins_with_the_last_thing_that_the_owner_did_and_has_all_its_time_since_the_work_is_elsewhere(ticket):
    assert follow_ups(ticket) == [(9, "running", None)]
    assert Clock.objects.get(ticket=ticket, promise="follow_up").due_at == monday(11).replace(day=4)


def test_who_passes_on_what_was_left_alone_for_weeks_has_broken_nothing(desk, ann, ben):
    ticket = desk.ticket(by=ann, at=monday(9), team=Team.objects.get(name="First"), channel="mail", impact=2, urgency=2)
    add_note(ticket, body="Nobody complained again.", by=ann, at=monday(10))
    then, asked = monday(10) + timedelta(days=14), Team.objects.get(name="Network")

    offer_handoff(ticket, to=asked, reason="expertise", tried="All", by=ann, at=then)
    accept_handoff(ticket, by=ben, at=then)

    clock = Clock.objects.get(ticket=ticket, promise="follow_up")
    assert (clock.state, clock.broken_at, clock.due_at) == ("running", None, then + timedelta(days=2))


def test_what_others_write_is_no_follow_up(ticket, ben):
    add_note(ticket, body="Ordered a new one.", by=ben, at=monday(15))

    assert follow_ups(ticket) == [(9, "running", None)]


def test_each_follow_up_begins_the_next_one_until_it_is_solved(ticket, ann, ben):
    add_note(ticket, body="Asked Ben how it goes.", by=ann, at=tuesday(10))
    resolve(ticket, how="fixed", words="A new port.", by=ben, at=tuesday(12))

    assert follow_ups(ticket) == [(9, "ended", "met"), (10, "ended", "met")]


def test_a_reopening_begins_the_next_one(ticket, ann, ben):
    resolve(ticket, how="fixed", words="A new port.", by=ben, at=tuesday(12))
    reopen(ticket, reason="more_to_do", by=ann, at=tuesday(15))

    assert follow_ups(ticket) == [(9, "ended", "met"), (15, "running", None)]


def test_what_was_never_passed_on_needs_none(desk, ann):
    ticket = desk.ticket(by=ann, at=monday(9), team=desk.team("Second"), channel="mail", impact=2, urgency=2)
    add_note(ticket, body="Looked at it.", by=ann, at=monday(10))

    assert follow_ups(ticket) == []
