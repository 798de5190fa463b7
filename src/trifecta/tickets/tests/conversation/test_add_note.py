from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve


def test_keeps_the_words_beside_the_log(desk, cast):
    note = add_note(cast.ticket, body="Drum is worn.", by=cast.nia, at=monday(10))

    assert (note.ticket_id, note.seq, note.body) == (cast.ticket.pk, 2, "Drum is worn.")
    assert desk.story(cast.ticket) == ["opened", "note_added"]


def test_moves_nothing_but_the_touch(desk, cast):
    before = desk.columns(cast.ticket)

    add_note(cast.ticket, body="Drum is worn.", by=cast.ann, at=monday(10))

    assert desk.columns(cast.ticket) == before | {"updated_at": monday(10)}
    assert desk.replayed(cast.ticket) == desk.columns(cast.ticket)


def test_is_no_response_to_the_customer(desk, cast):
    add_note(cast.ticket, body="Drum is worn.", by=cast.ann, at=monday(10))

    assert desk.fresh(cast.ticket).first_response_at is None


def test_a_stale_row_in_hand_overwrites_nothing(desk, cast):
    stale = desk.fresh(cast.ticket)
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    add_note(stale, body="Drum is worn.", by=cast.ann, at=monday(11))

    assert desk.fresh(cast.ticket).state == "resolved"
    assert desk.replayed(cast.ticket) == desk.columns(cast.ticket)


def test_is_possible_on_a_closed_ticket_and_for_a_rule(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    close(cast.ticket, reason="told", by=cast.ann, at=monday(11))

    add_note(cast.ticket, body="Seen again elsewhere.", by=System("rule:trend"), at=monday(12))

    assert desk.fresh(cast.ticket).state == "closed"


def test_says_something_and_not_to_customers(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.NothingSaid):
            add_note(cast.ticket, body="\n", by=cast.ann, at=monday(10))
        for person in (cast.cleo, cast.carl, cast.stranger, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                add_note(cast.ticket, body="Hello", by=person, at=monday(10))


def test_a_text_that_nobody_would_read_is_refused_whole(desk, cast):
    before = desk.columns(cast.ticket)

    with pytest.raises(refusals.TextTooLong, match="50,000 characters"):
        add_note(cast.ticket, body="x" * 50_001, by=cast.ann, at=monday(10))

    assert (desk.story(cast.ticket), desk.columns(cast.ticket)) == (["opened"], before)
    add_note(cast.ticket, body="x" * 50_000, by=cast.ann, at=monday(10))
