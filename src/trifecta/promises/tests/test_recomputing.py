"""Clocks of many tickets read anew: histories get theirs without a word to anyone, what has ended stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.desk import Desk, monday, tuesday, wednesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.models import Calendar
from trifecta.log import journal
from trifecta.promises import recomputing
from trifecta.promises.actions.open_book import open_book
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock, Recomputing
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.models import Ticket

SETUP = System("rule:set_up")


@pytest.fixture
def office(db: None) -> Calendar:
    return create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SETUP, at=monday(0)
    )


@pytest.fixture
def tickets(desk: Desk, office: Calendar) -> list[Ticket]:
    """Opened before anything was promised."""
    return [desk.ticket(at=monday(9), channel="mail", impact=2, urgency=2) for _ in range(3)]


def finish(at: datetime) -> Recomputing:
    """Do all that is asked for; the job that was asked for last."""
    done: list[Recomputing] = []
    while job := recomputing.take(at=at):
        while recomputing.go_on(job, at=at):
            pass
        done.append(job)
    return done[-1]


def test_a_book_that_holds_for_history_gives_it_clocks_and_tells_nobody(tickets):
    before = journal.latest_id()
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=tuesday(9))

    job = finish(tuesday(9))

    assert (job.read_count, job.done_at) == (3, tuesday(9))
    responses = Clock.objects.filter(promise="first_response")
    assert set(responses.values_list("outcome", "broken_at", "is_open")) == {("broken", monday(11), True)}
    assert journal.latest_id() == before + 1  # the book's own entry


def test_what_is_known_already_is_not_written_again(tickets):
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=tuesday(9))
    finish(tuesday(9))
    recomputing.ask(by=SETUP, at=tuesday(10))

    assert finish(tuesday(10)).changed_count == 0


def test_what_the_sweep_has_not_seen_yet_is_told_all_the_same(desk, tickets):
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=monday(9))
    recomputing.ask(by=SETUP, at=monday(9))
    finish(monday(9))
    recomputing.ask(by=SETUP, at=monday(11, 0, 1))

    finish(monday(11, 0, 1))

    told = [entry for entry in desk.entries(tickets[0]) if entry.event.kind == "promise.broken"]
    assert [(entry.event.promise, entry.happened_at) for entry in told] == [("first_response", monday(11))]
    assert sweep(at=monday(11, 0, 1)) == 0
    assert len(desk.entries(tickets[0])) == 5  # opened, three thresholds before, broken


def test_a_new_version_of_the_hours_moves_open_clocks_and_leaves_ended_ones(desk, office, tickets):
    answered, waits, _ = tickets
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=monday(9))
    finish(monday(9))
    reply(answered, body="Here", by=answered.owner, at=monday(10))
    revise_calendar(office, hours=office_hours("UTC", "09:00-10:00"), by=SETUP, at=monday(10))
    recomputing.ask(by=SETUP, at=monday(10))

    finish(monday(10))

    ended = Clock.objects.get(ticket=answered, promise="first_response")
    moved = Clock.objects.get(ticket=waits, promise="first_response")
    assert (ended.outcome, ended.due_at, ended.calendar_version.number) == ("met", monday(11), 1)
    assert (moved.due_at, moved.calendar_version.number) == (tuesday(10), 2)


def test_a_ticket_of_which_all_is_over_is_passed_by(tickets):
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=monday(9))
    finish(monday(9))
    cancel(tickets[0], reason="mistake", by=tickets[0].owner, at=monday(10))
    recomputing.ask(by=SETUP, at=monday(11))
    few = finish(monday(11))
    recomputing.ask(by=SETUP, at=monday(11), ended_too=True)

    assert (few.read_count, finish(monday(11)).read_count) == (2, 3)


def test_what_has_ended_is_read_again_when_somebody_asks_for_it(office, tickets):
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=monday(9))
    finish(monday(9))
    answered = tickets[0]
    reply(answered, body="Here", by=answered.owner, at=monday(16))
    revise_calendar(office, hours=office_hours("UTC", "15:00-17:00"), by=SETUP, at=tuesday(9))
    recomputing.ask(by=SETUP, at=tuesday(9), ended_too=True)

    finish(tuesday(9))

    assert Clock.objects.get(ticket=answered, promise="first_response").outcome == "met"


def test_only_tickets_that_the_log_has_spoken_of_since(desk, tickets):
    revise_book(standard_book(), holds_from=datetime(2020, 1, 1, tzinfo=UTC), by=SETUP, at=monday(9))
    finish(monday(9))
    since = journal.latest_id()
    late = desk.ticket(at=wednesday(9), channel="mail", impact=1, urgency=2)
    recomputing.ask(by=SETUP, at=wednesday(9, 10), after_entry=since)

    job = finish(wednesday(9, 10))

    assert (job.read_count, late.pk in {clock.ticket_id for clock in Clock.objects.all()}) == (1, True)


def test_a_job_that_somebody_works_at_is_free_again_when_they_are_gone(tickets):
    recomputing.ask(by=SETUP, at=monday(9))

    assert recomputing.take(at=monday(9)) is not None
    assert recomputing.take(at=monday(9, 1)) is None
    assert recomputing.take(at=monday(9) + 2 * recomputing.LEASE) is not None


def test_parts_meet_without_a_gap(tickets):
    parts = recomputing.ask(by=SETUP, at=monday(9), parts=2)
    for part in parts:
        while recomputing.go_on(part, at=monday(9) + timedelta(seconds=part.pk)):
            pass

    assert sum(part.read_count for part in parts) == 3


def test_a_desk_gets_its_first_book_once(desk):
    first = open_book(by=SETUP, at=monday(9))
    again = open_book(by=SETUP, at=monday(10))

    assert (first.number, again) == (1, first)
    assert first.holds_from < datetime(2006, 1, 1, tzinfo=UTC)
