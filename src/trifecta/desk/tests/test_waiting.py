from __future__ import annotations

import pytest

from tests.desk import monday, tuesday, wednesday
from trifecta.desk.waiting import HISTORY, resume_due
from trifecta.tickets.actions.flow.wait import wait


@pytest.fixture
def waiting(desk):
    ann = desk.agent("Ann")
    ticket = desk.ticket(by=ann, at=monday(9))
    return wait(ticket, on="vendor", until=tuesday(8), by=ann, at=monday(10))


def test_goes_on_at_the_moment_that_was_named_however_late_it_is_noticed(desk, waiting):
    assert resume_due(at=tuesday(7)) == 0
    assert resume_due(at=wednesday(9)) == 1

    ticket = desk.fresh(waiting)
    assert (ticket.state, ticket.waiting_on, ticket.waiting_until) == ("open", None, None)
    resumed = desk.entries(ticket)[-1]
    assert (resumed.event.kind, resumed.actor, resumed.happened_at) == (
        *("ticket.resumed", "rule:date_reached", tuesday(8)),
    )
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_once(desk, waiting):
    resume_due(at=wednesday(9))

    with desk.untouched(waiting):
        assert resume_due(at=wednesday(10)) == 0


def test_what_waits_without_a_date_goes_on_waiting(desk):
    ann = desk.agent("Ann")
    ticket = wait(desk.ticket(by=ann, at=monday(9)), on="vendor", by=ann, at=monday(10))

    with desk.untouched(ticket):
        assert resume_due(at=wednesday(9)) == 0


def test_a_history_stays_as_it_was(desk, waiting):
    with desk.untouched(waiting):
        assert resume_due(at=tuesday(8) + HISTORY) == 0


def test_goes_in_batches(desk):
    ann = desk.agent("Ann")
    for minute in range(3):
        wait(desk.ticket(by=ann, at=monday(9)), on="vendor", until=tuesday(8, minute), by=ann, at=monday(10))

    assert [resume_due(at=tuesday(9), most=2) for _ in range(3)] == [2, 1, 0]
