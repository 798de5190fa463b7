from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.withdraw_handoff import withdraw_handoff


@pytest.fixture
def offered(cast):
    return offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))


def test_the_work_stays_where_it_was(desk, cast, offered):
    before = desk.columns(offered)

    ticket = withdraw_handoff(offered, by=cast.ben, at=monday(10))

    assert desk.columns(ticket) == before | {"offered_to_id": None, "offered_at": None, "updated_at": monday(10)}
    assert desk.replayed(ticket) == desk.columns(ticket)
    withdrawn = desk.entries(ticket)[-1]
    assert (withdrawn.event.kind, withdrawn.event.team) == ("ticket.handoff_withdrawn", cast.network.pk)
    with desk.untouched(ticket), pytest.raises(refusals.NotOnOffer):
        accept_handoff(ticket, by=cast.nia, at=monday(11))


def test_what_is_not_on_offer_cannot_be_taken_back(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(refusals.NotOnOffer):
        withdraw_handoff(cast.ticket, by=cast.ann, at=monday(10))


def test_those_who_are_asked_do_not_take_it_back(desk, cast, offered):
    for person in (cast.nia, cast.hana, cast.cleo, cast.gone):
        with desk.untouched(offered), pytest.raises(permits.NotYourTicket):
            withdraw_handoff(offered, by=person, at=monday(10))
