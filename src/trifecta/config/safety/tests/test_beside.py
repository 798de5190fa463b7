from __future__ import annotations

from datetime import date

import pytest

from tests.desk import friday, monday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.config.safety import beside, verifying
from trifecta.log import journal
from trifecta.promises import recomputing
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.models import Participant

LATER = friday(12)
SOMEBODY = System("rule:test")


@pytest.fixture
def ticket(desk):
    """Of priority 3: answered in time, to be resolved by Thursday evening."""
    create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SOMEBODY, at=monday(0)
    )
    revise_book(standard_book(), holds_from=monday(0), by=SOMEBODY, at=monday(0))
    first = desk.team()
    mira, ann = desk.customer("Mira"), desk.agent("Ann", first)
    ticket = desk.ticket(by=ann, at=monday(9), team=first, requester=mira, impact=2, urgency=2, channel="mail")
    reply(ticket, body="Here", by=ann, channel="mail", at=monday(9, 30))
    return desk.fresh(ticket)


def found() -> list[str]:
    return list(verifying.differences(at=LATER))


def rows(ticket) -> list[tuple]:
    """What is said of each clock, but for what counts up and when it was counted."""
    kept = Clock.objects.filter(ticket=ticket).order_by("promise", "subject", "run")
    return list(kept.values_list("promise", "state", "outcome", "started_at", "due_at", "broken_at", "next_at", "team"))


def test_clocks_and_followers_of_a_desk_at_work_are_what_its_log_says(desk, ticket):
    ida = desk.customer("Ida")
    add_participant(ticket, person=ida, role="cc", by=ticket.owner, at=monday(10))
    waits_for_the_sweep = found()
    sweep(at=LATER)

    assert Clock.objects.filter(broken_at__isnull=False).exists()
    assert (waits_for_the_sweep, found()) == ([], [])


def test_an_open_clock_that_was_changed_behind_the_log_is_told_and_written_anew(ticket):
    before, latest = rows(ticket), journal.latest_id()
    assert Clock.objects.filter(ticket=ticket, promise="resolution").update(state="paused") == 1

    assert found() == [
        f"ticket:{ticket.pk} has the clock resolution with state = 'paused' in its row, and its story says 'running'."
    ]
    assert verifying.repair(at=LATER) == 1
    assert (found(), rows(ticket), journal.latest_id()) == ([], before, latest)


def test_a_clock_that_has_ended_is_looked_at_until_terms_or_hours_change(ticket):
    assert Clock.objects.filter(ticket=ticket, promise="first_response").update(outcome="waived") == 1

    assert found() == [
        f"ticket:{ticket.pk} has the clock first_response with outcome = 'waived' in its row, and its story says 'met'."
    ]
    (job,) = recomputing.ask(by=SOMEBODY, at=monday(12))
    assert (beside.clocks_are_being_read(), found()) == (True, [])
    while recomputing.go_on(job, at=monday(12)):
        pass
    assert (beside.clocks_are_being_read(), found()) == (False, [])


def test_clocks_that_are_lost_or_made_up_are_told(ticket):
    before = rows(ticket)
    Clock.objects.filter(ticket=ticket, promise="resolution").update(promise="invented", subject="team:4", run=2)

    assert found() == [
        f"ticket:{ticket.pk} has the clock invented of team:4 (run 2) in its rows, and its story knows of none.",
        f"ticket:{ticket.pk} has the clock resolution by its story, and no row for it.",
    ]
    verifying.repair(at=LATER)
    assert (found(), rows(ticket)) == ([], before)


def test_a_breach_that_a_row_forgot_is_written_and_not_told_again(ticket):
    sweep(at=LATER)
    latest, before = journal.latest_id(), rows(ticket)
    assert Clock.objects.filter(ticket=ticket, promise="resolution").update(broken_at=None) == 1

    (sentence,) = found()
    verifying.repair(at=LATER)

    assert "has the clock resolution with broken_at = None in its row" in sentence
    assert (found(), rows(ticket), journal.latest_id()) == ([], before, latest)


def test_followers_that_were_changed_behind_the_log_are_told_and_written_anew(desk, ticket):
    mira, ben, ida = desk.customer("Mira"), desk.agent("Ben", ticket.team), desk.customer("Ida")
    add_participant(ticket, person=mira, role="cc", by=ticket.owner, at=monday(10))
    add_participant(ticket, person=ben, role="watcher", by=ticket.owner, at=monday(10))
    Participant.objects.filter(agent=ben).update(role="cc")
    Participant.objects.filter(customer=mira).update(customer=ida)

    assert found() == [
        f"ticket:{ticket.pk} is followed by agent:{ben.pk} as 'cc' in its rows, and its story says 'watcher'.",
        f"ticket:{ticket.pk} is followed by customer:{mira.pk} as None in its rows, and its story says 'cc'.",
        f"ticket:{ticket.pk} is followed by customer:{ida.pk} as 'cc' in its rows, and its story says None.",
    ]
    assert verifying.repair(at=LATER) == 1
    assert found() == []
    assert set(Participant.objects.values_list("customer", "agent", "role")) == {
        (mira.pk, None, "cc"),
        (None, ben.pk, "watcher"),
    }
