from __future__ import annotations

import pytest
from django.db import transaction

from tests.desk import monday
from trifecta.tickets import seen
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait


def test_what_others_did_since_is_named(cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))
    reply(cast.ticket, body="It is back.", by=cast.cleo, at=monday(11))

    with pytest.raises(seen.MovedOn, match=r"^Somebody else changed this ticket meanwhile") as refusal:
        seen.require_latest(cast.ticket, seen=1, by=cast.ben)

    assert [entry.event.kind for entry in refusal.value.news] == ["ticket.waiting", "ticket.message_received"]


def test_what_was_seen_what_one_did_oneself_and_mere_notes_are_no_news(cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ben, at=monday(11))
    add_note(cast.ticket, body="Phew.", by=cast.ann, at=monday(12))

    seen.require_latest(cast.ticket, seen=2, by=cast.ben)
    seen.require_latest(cast.ticket, seen=4, by=cast.nia)


def test_the_ticket_is_held_for_the_act_that_follows(cast):
    with transaction.atomic():
        seen.require_latest(cast.ticket, seen=1, by=cast.ann)

        assert resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10)).state == "resolved"
