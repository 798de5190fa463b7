from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Remark, Ticket


def test_the_owner_and_the_work_stay_until_it_is_accepted(desk, cast):
    before = desk.columns(cast.ticket)

    ticket = offer_handoff(
        cast.ticket, to=cast.network, reason="expertise", tried="Replaced the cable.", by=cast.ann, at=monday(9, 30)
    )

    offer = {"offered_to_id": cast.network.pk, "offered_at": monday(9, 30), "updated_at": monday(9, 30)}
    assert desk.columns(ticket) == before | offer
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_tells_what_was_tried(desk, cast):
    ticket = offer_handoff(
        cast.ticket, to=cast.network, reason="expertise", tried="Replaced the cable.", by=cast.ann, at=monday(9, 30)
    )

    entry = desk.entries(ticket)[-1]
    assert (entry.event.to_team, entry.event.reason) == (cast.network.pk, "expertise")
    assert Remark.objects.get(ticket=ticket, seq=entry.seq).body == "Replaced the cable."


def test_another_team_may_be_asked_instead(desk, cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 30))

    ticket = offer_handoff(cast.ticket, to=cast.hr, reason="responsibility", tried="-", by=cast.ann, at=monday(10))

    assert (ticket.offered_to, ticket.offered_at) == (cast.hr, monday(10))
    assert desk.story(ticket)[1:] == ["handoff_offered", "handoff_withdrawn", "handoff_offered"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_an_offer_opens_a_hidden_ticket_to_the_team_that_is_asked(desk, cast):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, at=monday(9))
    assert not Ticket.objects.visible_to(cast.nia).filter(pk=hidden.pk).exists()

    offer_handoff(hidden, to=cast.network, reason="access", tried="-", by=cast.hana, at=monday(10))

    assert Ticket.objects.visible_to(cast.nia).filter(pk=hidden.pk).count() == 1
    assert not Ticket.objects.visible_to(cast.ann).filter(pk=hidden.pk).exists()


def test_refuses_what_makes_no_sense(desk, cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 30))
    closed_down = desk.team("Old")
    closed_down.is_active = False

    with desk.untouched(cast.ticket):
        for to, error in [
            (cast.first, refusals.AlreadyTheirs),
            (cast.network, refusals.AlreadyOnOffer),
            (closed_down, refusals.TeamGone),
        ]:
            with pytest.raises(error):
                offer_handoff(cast.ticket, to=to, reason="access", tried="pinged", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NothingSaid):
            offer_handoff(cast.ticket, to=cast.hr, reason="access", tried="", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            offer_handoff(cast.ticket, to=cast.hr, reason="dislike", tried="-", by=cast.ann, at=monday(10))


def test_is_for_work_that_is_going_on(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyResolved):
        offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(11))


def test_nobody_offers_the_work_of_others(desk, cast):
    for person in (cast.nia, cast.cleo, cast.gone):
        with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
            offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=person, at=monday(10))
