from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.desk import friday, monday, thursday, wednesday
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.desk.validations import ask_again
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve

WEEK = timedelta(days=7)


@pytest.fixture
def weekdays(desk):
    """Open from Monday to Friday, nine to five in UTC."""
    hours = office_hours("UTC", "09:00-17:00")
    return create_calendar(name="Office", hours=hours, from_on=date(2026, 1, 1), by=desk.agent("Ada"), at=monday(8))


@pytest.fixture
def resolved(desk):
    ann, cleo = desk.agent("Ann"), desk.customer("Cleo")
    ticket = desk.ticket(by=ann, requester=cleo, at=monday(9))
    return resolve(ticket, how="fixed", words="Done.", by=ann, at=monday(10))


def test_each_asking_leaves_two_working_days_and_silence_ends_it(desk, resolved, weekdays):
    assert [ask_again(at=at) for at in (wednesday(9, 59), wednesday(10), friday(9, 59), friday(10))] == [0, 1, 0, 1]
    # Over the weekend nobody is open, and so nobody's time runs.
    assert [ask_again(at=at) for at in (monday(10) + WEEK, monday(18) + WEEK)] == [0, 0]
    assert desk.fresh(resolved).validation_asked_count == 3

    assert ask_again(at=thursday(9) + WEEK) == 1

    ticket = desk.fresh(resolved)
    assert (ticket.state, ticket.end_reason, ticket.validated_at) == ("closed", "unanswered", None)
    assert desk.story(ticket)[2:] == ["validation_asked", "validation_asked", "validation_unanswered", "closed"]
    assert desk.entries(ticket)[-1].actor == "rule:ask_again"
    assert desk.replayed(ticket) == desk.columns(ticket)
    with desk.untouched(ticket):
        assert ask_again(at=friday(10) + WEEK) == 0


def test_nobody_is_written_to_while_the_desk_is_closed(desk, resolved, weekdays):
    assert [ask_again(at=at) for at in (wednesday(20), thursday(9))] == [0, 1]


def test_without_opening_hours_every_day_counts(desk, resolved):
    assert [ask_again(at=at) for at in (wednesday(9, 59), wednesday(10))] == [0, 1]


def test_who_wrote_is_left_to_a_person(desk, resolved):
    reply(resolved, body="Not yet.", by=resolved.requester, at=monday(12))

    with desk.untouched(resolved):
        assert ask_again(at=friday(10)) == 0


def test_the_customers_of_a_history_are_asked_nothing(desk, resolved):
    with desk.untouched(resolved):
        assert ask_again(at=monday(10) + timedelta(days=30)) == 0
