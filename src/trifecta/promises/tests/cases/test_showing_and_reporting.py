"""Cases 55 to 61, and 43, as far as they are about rows; pages are tested where they are."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import Count

from tests.desk import Desk, friday, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.promises import keeping
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.actions.waive_promise import waive_promise
from trifecta.promises.clocks.explaining import explain
from trifecta.promises.clocks.results import State
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    HOUR,
    RESOLUTION,
    customer,
    due,
    mon,
    opened,
    resumed,
    run,
    staff,
    tue,
    waits,
)
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.actions.flow.resolve import resolve

SETUP = System("rule:set_up")


@pytest.fixture
def book(desk: Desk) -> None:
    """The usual promises, by office hours in UTC."""
    create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SETUP, at=monday(8)
    )
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))


@pytest.fixture
def agent(desk: Desk, book: None):
    return desk.agent("Ann", desk.team("First"))


def ticket(desk: Desk, agent, *, at):
    return desk.ticket(by=agent, at=at, team=agent.teams.get(), channel="mail", impact=2, urgency=2)


def stamps(desk: Desk, row) -> list[tuple[str, str]]:
    told = (entry for entry in desk.entries(row) if entry.event.kind.startswith("promise."))
    return [(entry.event.kind, f"{entry.happened_at:%a %H:%M:%S}") for entry in told]


@case(49, 55)
def test_a_sweep_that_ran_late_tells_each_thing_once_and_when_it_was(desk, agent):
    late = ticket(desk, agent, at=monday(9))

    sweep(at=monday(12))
    told = stamps(desk, late)
    sweep(at=monday(12))
    sweep(at=monday(12, 30))

    assert told == stamps(desk, late)
    assert ("promise.broken", "Mon 11:00:00") in told
    assert [kind for kind, _ in told].count("promise.broken") == 1


@case(43)
def test_a_history_gets_its_rows_and_nobody_is_told(desk, agent):
    old = ticket(desk, agent, at=monday(9))
    Clock.objects.all().delete()

    keeping.keep(old.pk, at=friday(9), tells=False)

    assert Clock.objects.get(ticket=old, promise="resolution").outcome == "broken"
    assert stamps(desk, old) == []


@case(58)
def test_what_ended_and_what_is_open_and_broken_are_told_apart(desk, agent):
    kept, broken, running = (ticket(desk, agent, at=at) for at in (monday(9), monday(9), friday(9)))
    resolve(kept, how="fixed", words="Done", by=agent, at=tuesday(9))
    sweep(at=friday(10))

    clocks = Clock.objects.filter(promise="resolution")

    assert [clock.ticket_id for clock in clocks.filter(is_open=False)] == [kept.pk]
    assert [clock.ticket_id for clock in clocks.filter(is_open=True, broken_at__isnull=False)] == [broken.pk]
    assert [clock.ticket_id for clock in clocks.filter(is_open=True, broken_at=None)] == [running.pk]


@case(59)
def test_what_is_left_out_can_be_counted_with_its_reason(desk, agent):
    spam, excused = (ticket(desk, agent, at=monday(9)) for _ in range(2))
    cancel(spam, reason="mistake", by=agent, at=monday(10))
    clock = Clock.objects.get(ticket=excused, promise="resolution")
    waive_promise(clock, reason="outside", words="No power", by=desk.agent(role="leader"), at=monday(10))

    left_out = Clock.objects.filter(promise="resolution", outcome__in=("waived", "cancelled"))
    counted = left_out.values_list("outcome", "reason").annotate(count=Count("id")).order_by("outcome")

    assert list(counted) == [("cancelled", "ticket.cancelled", 1), ("waived", "outside", 1)]


@case(60)
def test_the_next_deadlines_come_from_an_index_and_recompute_nothing(desk, agent, django_assert_num_queries):
    for at in (tuesday(9), monday(9)):
        ticket(desk, agent, at=at)

    with django_assert_num_queries(1):
        due = list(
            Clock.objects.open().filter(due_at__isnull=False).order_by("due_at").values_list("due_at", flat=True)
        )

    assert due == sorted(due)
    if connection.vendor == "sqlite":
        plan = Clock.objects.open().filter(due_at__isnull=False).order_by("due_at").explain()
        assert "promises_next_deadline" in plan
        assert "TEMP B-TREE" not in plan


@case(56)
def test_a_clock_tells_its_instant_and_the_business_time_used_and_left():
    read = run(customer(mon(15), opened()), by=RESOLUTION, at=tue(10))

    assert (due(read), read.spent_s, read.target_s - read.spent_s) == (tue(16), 3 * HOUR, 5 * HOUR)


@case(57)
def test_each_stretch_of_a_clock_says_its_state_its_holder_and_why():
    told = (customer(mon(11), opened(team=1)), staff(mon(14), waits()), staff(tue(9), resumed))

    lines = explain(run(*told, by=RESOLUTION, at=tue(10))).lines

    assert [(line.state, line.holder, line.sum_s // HOUR) for line in lines] == [
        (State.RUNNING, 1, 1),
        (State.RUNNING, 1, 1),
        (State.RUNNING, 1, 2),
        (State.PAUSED, 1, 2),
        (State.RUNNING, 1, 3),
    ]
    assert [str(line.why) if line.why else "" for line in lines] == ["", "outside opening hours", "", "paused", ""]
