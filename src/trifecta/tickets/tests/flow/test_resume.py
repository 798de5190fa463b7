from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.wait import wait


@pytest.fixture
def waiting(cast):
    return wait(cast.ticket, on="vendor", until=tuesday(8), by=cast.ann, at=monday(10))


def test_brings_it_back_to_work(desk, cast, waiting):
    ticket = resume(waiting, by=cast.ben, at=monday(11))

    assert (ticket.state, ticket.waiting_on, ticket.waiting_until) == ("open", None, None)
    assert desk.story(ticket) == ["opened", "waiting", "resumed"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_rule_may_when_the_day_has_come(desk, waiting):
    resume(waiting, by=System("rule:day_has_come"), at=tuesday(8))

    assert desk.entries(waiting)[-1].actor == "rule:day_has_come"


def test_only_what_waits_is_resumed(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.NotWaiting):
        resume(cast.ticket, by=cast.ann, at=monday(10))


def test_is_not_for_other_teams(desk, cast, waiting):
    with desk.untouched(waiting), pytest.raises(permits.NotYourTicket):
        resume(waiting, by=cast.nia, at=monday(11))
