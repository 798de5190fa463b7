from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.staff.models import Role
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.accept_ownership import accept_ownership
from trifecta.tickets.actions.ownership.decline_ownership import decline_ownership
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.ownership.withdraw_ownership_offer import withdraw_ownership_offer
from trifecta.tickets.models import Remark, Ticket


@pytest.fixture
def asked(cast):
    """Ann asked Ben to own her ticket."""
    return offer_ownership(
        cast.ticket, to=cast.ben, reason="capacity", words="She calls on Friday.", by=cast.ann, at=monday(10)
    )


def test_the_owner_stays_until_it_is_accepted(desk, cast):
    before = desk.columns(cast.ticket)

    ticket = offer_ownership(
        cast.ticket, to=cast.ben, reason="capacity", words="She calls on Friday.", by=cast.ann, at=monday(10)
    )

    offer = {"ownership_offered_to_id": cast.ben.pk, "ownership_offered_at": monday(10), "updated_at": monday(10)}
    assert desk.columns(ticket) == before | offer == desk.replayed(ticket)
    entry = desk.entries(ticket)[-1]
    assert (entry.event.to, entry.event.reason, entry.actor) == (cast.ben.pk, "capacity", cast.ann.actor)
    assert Remark.objects.get(ticket=ticket, seq=entry.seq).body == "She calls on Friday."


def test_who_accepts_owns_it_and_the_work_stays_where_it_is(desk, cast, asked):
    before = desk.columns(asked)

    ticket = accept_ownership(asked, by=cast.ben, at=monday(11))

    no_offer = {"ownership_offered_to_id": None, "ownership_offered_at": None}
    assert desk.columns(ticket) == before | no_offer | {"owner_id": cast.ben.pk, "updated_at": monday(11)}
    assert desk.replayed(ticket) == desk.columns(ticket)
    assert desk.story(ticket) == ["opened", "ownership_offered", "ownership_taken"]


def test_who_declines_leaves_the_owner(desk, cast, asked):
    ticket = decline_ownership(asked, reason="absence", words="Away next week.", by=cast.ben, at=monday(11))

    assert (ticket.owner, ticket.ownership_offered_to) == (cast.ann, None)
    assert desk.replayed(ticket) == desk.columns(ticket)
    assert [remark.body for remark in ticket.remarks.order_by("seq")] == ["She calls on Friday.", "Away next week."]


def test_what_was_asked_may_be_taken_back(desk, cast, asked):
    ticket = withdraw_ownership_offer(asked, by=cast.lea, at=monday(11))

    assert (ticket.owner, ticket.ownership_offered_to) == (cast.ann, None)
    assert desk.replayed(ticket) == desk.columns(ticket)
    withdrawn = desk.entries(ticket)[-1]
    assert (withdrawn.event.kind, withdrawn.event.to) == ("ticket.ownership_offer_withdrawn", cast.ben.pk)


def test_someone_else_is_asked_instead_and_the_first_need_not_answer(desk, cast, asked):
    ticket = offer_ownership(asked, to=cast.nia, reason="nearer", by=cast.ann, at=monday(11))

    assert desk.story(ticket)[1:] == ["ownership_offered", "ownership_offer_withdrawn", "ownership_offered"]
    assert desk.replayed(ticket) == desk.columns(ticket)
    with desk.untouched(ticket), pytest.raises(permits.NotYourTicket):
        accept_ownership(ticket, by=cast.ben, at=monday(12))


def test_who_is_asked_may_read_a_hidden_ticket(desk, cast):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, at=monday(9))
    assert not Ticket.objects.visible_to(cast.nia).filter(pk=hidden.pk).exists()

    offer_ownership(hidden, to=cast.nia, reason="nearer", by=cast.hana, at=monday(10))

    assert Ticket.objects.visible_to(cast.nia).filter(pk=hidden.pk).exists()


def test_it_may_change_hands_until_the_customer_has_confirmed(desk, cast, asked):
    resolved = resolve(asked, how="fixed", words="Done.", by=cast.ann, at=monday(11))

    ticket = accept_ownership(resolved, by=cast.ben, at=monday(12))

    assert (ticket.state, ticket.owner) == ("resolved", cast.ben)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_closed_ticket_asks_nobody_any_more(desk, cast, asked):
    resolve(asked, how="fixed", words="Done.", by=cast.ann, at=monday(11))

    ticket = close(asked, reason="told", by=cast.ann, at=monday(12))

    assert (ticket.ownership_offered_to, ticket.ownership_offered_at, ticket.end_reason) == (None, None, "told")
    assert desk.replayed(ticket) == desk.columns(ticket)
    with desk.untouched(ticket), pytest.raises(refusals.AlreadyClosed):
        offer_ownership(ticket, to=cast.nia, reason="nearer", by=cast.ann, at=monday(13))


def test_refuses_whom_it_makes_no_sense_to_ask(desk, cast, asked):
    auditor = desk.agent("Udo", role=Role.AUDITOR)

    with desk.untouched(asked):
        for to, error in [
            (cast.ann, refusals.AlreadyOwns),
            (cast.ben, refusals.AlreadyOnOffer),
            (cast.gone, refusals.CannotOwn),
            (cast.nobody, refusals.CannotOwn),
            (auditor, refusals.CannotOwn),
        ]:
            with pytest.raises(error):
                offer_ownership(asked, to=to, reason="capacity", by=cast.ann, at=monday(11))
        with pytest.raises(refusals.UnknownCode):
            offer_ownership(asked, to=cast.nia, reason="boredom", by=cast.ann, at=monday(11))
        with pytest.raises(refusals.UnknownCode):
            decline_ownership(asked, reason="boredom", by=cast.ben, at=monday(11))


def test_nobody_passes_on_what_they_do_not_answer_for(desk, cast, asked):
    with desk.untouched(asked):
        for person in (cast.ben, cast.nia, cast.cleo, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                offer_ownership(asked, to=cast.nils, reason="capacity", by=person, at=monday(11))
            with pytest.raises(permits.NotYourTicket):
                withdraw_ownership_offer(asked, by=person, at=monday(11))
        with pytest.raises(permits.NotYourTicket):
            accept_ownership(asked, by=cast.ann, at=monday(11))


def test_without_an_offer_there_is_nothing_to_answer(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.NotOnOffer):
            accept_ownership(cast.ticket, by=cast.ben, at=monday(10))
        with pytest.raises(refusals.NotOnOffer):
            withdraw_ownership_offer(cast.ticket, by=cast.ann, at=monday(10))
