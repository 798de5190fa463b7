from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.give_back import give_back
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Remark


@pytest.fixture
def accepted(cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))
    return accept_handoff(cast.ticket, assignee=cast.nia, by=cast.nia, at=monday(10))


def test_returns_to_the_team_it_came_from(desk, cast, accepted):
    ticket = give_back(accepted, reason="done", words="Port is open.", by=cast.nia, at=monday(11))

    assert (ticket.team, ticket.assignee, ticket.owner) == (cast.first, None, cast.ann)
    assert ticket.team_change_count == 2
    entry = desk.entries(ticket)[-1]
    assert (entry.event.to_team, entry.event.reason) == (cast.first.pk, "done")
    assert Remark.objects.get(ticket=ticket, seq=entry.seq).body == "Port is open."
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_withdraws_what_the_team_had_on_offer(desk, cast, accepted):
    offer_handoff(accepted, to=cast.hr, reason="responsibility", tried="-", by=cast.nia, at=monday(10, 30))

    ticket = give_back(accepted, reason="not_ours", words="-", by=cast.nia, at=monday(11))

    assert (ticket.team, ticket.offered_to) == (cast.first, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_goes_back_the_way_it_came(desk, cast, accepted):
    offer_handoff(accepted, to=cast.hr, reason="responsibility", tried="-", by=cast.nia, at=monday(10, 30))
    accept_handoff(accepted, by=cast.hana, at=monday(11))

    assert give_back(accepted, reason="done", words="-", by=cast.hana, at=monday(12)).team == cast.network
    assert give_back(accepted, reason="done", words="-", by=cast.nia, at=monday(13)).team == cast.first
    with desk.untouched(accepted), pytest.raises(refusals.NeverHandedOff):
        give_back(accepted, reason="done", words="-", by=cast.ann, at=monday(14))
    assert desk.replayed(accepted) == desk.columns(accepted)


def test_what_nobody_handed_off_has_nowhere_to_go(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.NeverHandedOff):
        give_back(cast.ticket, reason="done", words="-", by=cast.ann, at=monday(11))


def test_says_why(desk, cast, accepted):
    with desk.untouched(accepted):
        with pytest.raises(refusals.NothingSaid):
            give_back(accepted, reason="done", words="", by=cast.nia, at=monday(11))
        with pytest.raises(refusals.UnknownCode):
            give_back(accepted, reason="lunch", words="-", by=cast.nia, at=monday(11))


def test_only_the_team_that_has_it_gives_it_back(desk, cast, accepted):
    for person in (cast.ann, cast.leo, cast.cleo):
        with desk.untouched(accepted), pytest.raises(permits.NotYourTicket):
            give_back(accepted, reason="done", words="-", by=person, at=monday(11))
