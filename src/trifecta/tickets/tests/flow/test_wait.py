from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.wait import wait


def test_says_for_whom_and_until_when(desk, cast):
    ticket = wait(cast.ticket, on="vendor", until=tuesday(8), by=cast.ann, at=monday(10))

    assert (ticket.state, ticket.waiting_on, ticket.waiting_until) == ("waiting", "vendor", tuesday(8))
    assert ticket.is_open
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_moves_neither_owner_nor_work(desk, cast):
    before = desk.columns(cast.ticket)

    wait(cast.ticket, on="customer", by=cast.ann, at=monday(10))

    changed = {name for name, value in desk.columns(cast.ticket).items() if value != before[name]}
    assert changed == {"state", "waiting_on", "updated_at"}


def test_may_come_to_wait_for_something_else(desk, cast):
    wait(cast.ticket, on="customer", until=tuesday(8), by=cast.ann, at=monday(10))

    ticket = wait(cast.ticket, on="change", by=cast.ann, at=monday(11))

    assert (ticket.waiting_on, ticket.waiting_until) == ("change", None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_refuses_the_past_and_unknown_reasons(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.WaitsForThePast):
            wait(cast.ticket, on="vendor", until=monday(10), by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode, match="“weather” is none of: change, customer"):
            wait(cast.ticket, on="weather", by=cast.ann, at=monday(10))
        with pytest.raises(permits.NotYourTicket):
            wait(cast.ticket, on="customer", by=cast.nia, at=monday(10))
