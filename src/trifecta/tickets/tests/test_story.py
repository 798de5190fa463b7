from __future__ import annotations

import pytest
from django.db import transaction

from tests.desk import monday
from trifecta.base.errors import TrifectaError
from trifecta.log import reactions
from trifecta.tickets import story
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.events.ownership import OwnershipTaken
from trifecta.tickets.models import Ticket


class Refused(TrifectaError):
    pass


@pytest.fixture
def refusing():
    """A desk whose reaction to a resolution fails."""

    def refuse(_stream, _entry):
        raise Refused("No.")

    before = reactions.wiring.in_transaction, reactions.wiring.after_commit
    reactions.wire(in_transaction={"ticket.resolved": (refuse,)}, after_commit={})
    yield
    reactions.wire(in_transaction=before[0], after_commit=before[1])


def test_a_failing_reaction_undoes_the_whole_act(desk, cast, refusing):
    with desk.untouched(cast.ticket), pytest.raises(Refused):
        resolve(cast.ticket, how="fixed", words="Done.", article="KB-1", by=cast.ann, at=monday(10))


def test_only_the_named_columns_are_written(desk, cast):
    stale = desk.fresh(cast.ticket)
    Ticket.objects.filter(pk=cast.ticket.pk).update(impact=1)
    stale.owner = cast.ben

    with transaction.atomic():
        story.tell(stale, OwnershipTaken(owner=cast.ben.pk), "owner", by=cast.ben, at=monday(10))

    fresh = desk.fresh(cast.ticket)
    assert (fresh.owner, fresh.impact, fresh.updated_at) == (cast.ben, 1, monday(10))


def test_empty_words_leave_no_row(desk, cast):
    add_note(cast.ticket, body="x", by=cast.ann, at=monday(10))

    assert not cast.ticket.remarks.exists()
    assert list(cast.ticket.messages.values_list("seq", "body")) == [(2, "x")]


def test_words_are_kept_as_they_were_typed(desk, cast):
    body = "  indented\n\n\ttabbed  \n"

    add_note(cast.ticket, body=body, by=cast.ann, at=monday(10))

    assert cast.ticket.messages.get().body == body
