from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.structure.correct import correct
from trifecta.tickets.models import Remark


def test_the_row_is_as_if_it_had_never_been_told(desk, cast):
    before = desk.columns(cast.ticket)
    resolve(cast.ticket, how="fixed", words="The wrong ticket.", by=cast.ann, at=monday(10))

    ticket = correct(cast.ticket, seq=2, words="I meant another one.", by=cast.ann, at=monday(11))

    assert desk.columns(ticket) == before | {"updated_at": monday(11)} == desk.replayed(ticket)
    assert desk.story(ticket) == ["opened", "resolved", "corrected"]
    assert desk.entries(ticket)[-1].event.supersedes == 2
    assert Remark.objects.get(ticket=ticket, seq=3).body == "I meant another one."


def test_what_stands_beside_it_stays(desk, cast):
    reply(cast.ticket, body="To the wrong customer.", by=cast.ann, at=monday(9, 30))
    reply(cast.ticket, body="I am on it.", by=cast.ann, at=monday(10))
    assign(cast.ticket, assignee=cast.ben, by=cast.ann, at=monday(10, 30))

    ticket = correct(cast.ticket, seq=2, by=cast.ann, at=monday(11))

    assert (ticket.first_response_at, ticket.assignee_id) == (monday(10), cast.ben.pk)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_what_was_waited_for_counts_again(desk, cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))
    wait(cast.ticket, on="customer", by=cast.ann, at=monday(11))

    ticket = correct(cast.ticket, seq=3, by=cast.ann, at=monday(12))

    assert (ticket.state, ticket.waiting_on) == ("waiting", "vendor")
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_later_entries_must_make_sense_without_it(desk, cast):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(10))
    accept_handoff(cast.ticket, by=cast.nia, at=monday(11))
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.nia, at=monday(12))
    validate(cast.ticket, by=cast.cleo, at=monday(13))

    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.MakesNoSense, match="correct the later entries first"):
            correct(cast.ticket, seq=2, by=cast.leo, at=monday(14))
        with pytest.raises(refusals.MakesNoSense):
            correct(cast.ticket, seq=4, by=cast.leo, at=monday(14))


def test_what_has_an_act_of_its_own_is_not_corrected(desk, cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))
    correct(cast.ticket, seq=2, by=cast.ann, at=monday(11))

    with desk.untouched(cast.ticket):
        for seq in (1, 2, 3, 99):
            with pytest.raises(refusals.NothingToCorrect):
                correct(cast.ticket, seq=seq, by=cast.ann, at=monday(12))


def test_what_others_told_a_lead_corrects(desk, cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket):
        for person in (cast.ben, cast.nia, cast.cleo, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                correct(cast.ticket, seq=2, by=person, at=monday(11))
    assert correct(cast.ticket, seq=2, by=cast.lea, at=monday(11)).state == "open"
