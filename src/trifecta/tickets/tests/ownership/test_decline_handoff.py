from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.decline_handoff import decline_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Remark


@pytest.fixture
def offered(cast):
    return offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))


def test_the_work_stays_where_it_was(desk, cast, offered):
    ticket = decline_handoff(offered, reason="more_needed", words="Which switch?", by=cast.nia, at=monday(10))

    assert (ticket.team, ticket.assignee, ticket.team_change_count) == (cast.first, cast.ann, 0)
    assert (ticket.offered_to, ticket.offered_at) == (None, None)
    entry = desk.entries(ticket)[-1]
    assert (entry.event.team, entry.event.reason) == (cast.network.pk, "more_needed")
    assert Remark.objects.get(ticket=ticket, seq=entry.seq).body == "Which switch?"
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_may_be_offered_again(desk, cast, offered):
    decline_handoff(offered, reason="more_needed", words="Which switch?", by=cast.nia, at=monday(10))

    again = offer_handoff(offered, to=cast.network, reason="access", tried="SW-3", by=cast.ann, at=monday(11))

    assert again.offered_at == monday(11)
    assert desk.replayed(again) == desk.columns(again)


def test_what_is_not_on_offer_is_not_declined(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.NotOnOffer):
        decline_handoff(cast.ticket, reason="not_ours", words="-", by=cast.nia, at=monday(10))


def test_says_why(desk, cast, offered):
    with desk.untouched(offered):
        with pytest.raises(refusals.NothingSaid):
            decline_handoff(offered, reason="not_ours", words="", by=cast.nia, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            decline_handoff(offered, reason="lunch", words="-", by=cast.nia, at=monday(10))


def test_nobody_declines_for_another_team(desk, cast, offered):
    for person in (cast.ann, cast.ada, cast.cleo):
        with desk.untouched(offered), pytest.raises(permits.NotYourTicket):
            decline_handoff(offered, reason="not_ours", words="-", by=person, at=monday(10))
