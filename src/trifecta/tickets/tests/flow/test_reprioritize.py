from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve


def test_the_priority_follows_from_both(desk, cast):
    before = desk.columns(cast.ticket)

    ticket = reprioritize(cast.ticket, impact=1, urgency=2, by=cast.ann, at=monday(10))

    assert desk.columns(ticket) == before | {"impact": 1, "urgency": 2, "priority": 2, "updated_at": monday(10)}
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_while_one_is_unknown_there_is_none(desk, cast):
    reprioritize(cast.ticket, impact=1, urgency=2, by=cast.ann, at=monday(10))

    ticket = reprioritize(cast.ticket, impact=1, urgency=None, by=System("rule:triage"), at=monday(11))

    assert (ticket.impact, ticket.urgency, ticket.priority) == (1, None, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_refuses_other_levels_and_no_change(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.UnknownCode):
            reprioritize(cast.ticket, impact=5, urgency=1, by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NothingChanged):
            reprioritize(cast.ticket, impact=None, urgency=None, by=cast.ann, at=monday(10))


def test_is_for_those_who_work_on_it_while_they_do(desk, cast):
    for person in (cast.nia, cast.cleo):
        with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
            reprioritize(cast.ticket, impact=1, urgency=1, by=person, at=monday(10))
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyResolved):
        reprioritize(cast.ticket, impact=1, urgency=1, by=cast.ann, at=monday(11))
