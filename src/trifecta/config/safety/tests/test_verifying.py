from __future__ import annotations

import pytest
from django.db import transaction

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.config.safety import verifying
from trifecta.log import journal
from trifecta.tickets.events.ownership import OwnershipTaken
from trifecta.tickets.models import Ticket

LATER = tuesday(9)


def test_a_desk_at_work_is_what_its_log_says(desk):
    desk.ticket()
    desk.ticket()
    seen = []

    assert list(verifying.differences(at=LATER, watch=seen.append)) == []
    assert (sum(seen), verifying.count()) == (2, 2)


def test_a_row_that_was_changed_behind_the_log_is_told(desk):
    ticket = desk.ticket(sort="incident")
    Ticket.objects.filter(pk=ticket.pk).update(sort="request")

    assert list(verifying.differences(at=LATER)) == [
        f"ticket:{ticket.pk} has sort = 'request' in its row, and its story says 'incident'."
    ]


def test_a_row_without_a_story_and_a_story_without_a_row_are_told(desk):
    ticket = desk.ticket()
    Ticket.objects.create(id=ticket.pk + 1, sort="incident", state="open", owner=ticket.owner, opened_at=monday(9),
                          updated_at=monday(9))  # fmt: skip
    with transaction.atomic():
        for number in (70, 71):
            journal.append(f"ticket:{number}", OwnershipTaken(owner=1), by=System("rule:test"), at=monday(9))

    assert list(verifying.differences(at=LATER)) == [
        f"ticket:{ticket.pk + 1} has a row and no story in the log.",
        "ticket:70 is told of in the log and has no row.",
        "ticket:71 is told of in the log and has no row.",
    ]


@pytest.mark.parametrize("batch", [1, 2])
def test_batches_hide_nothing(desk, monkeypatch, batch):
    changed = [desk.ticket(sort="incident") for _ in range(3)]
    Ticket.objects.update(sort="question")
    monkeypatch.setattr(verifying, "BATCH", batch)

    assert len(list(verifying.differences(at=LATER))) == len(changed)


def test_a_repair_writes_rows_anew_from_their_stories(desk):
    changed, other = desk.ticket(sort="incident", subject="Kept"), desk.ticket()
    before = desk.columns(changed), desk.columns(other)
    Ticket.objects.filter(pk=changed.pk).update(sort="request", team_change_count=7)

    assert verifying.repair(at=LATER) == 1

    assert list(verifying.differences(at=LATER)) == []
    assert (desk.columns(changed), desk.columns(other)) == before
    assert desk.fresh(changed).subject == "Kept"
    assert verifying.repair(at=LATER) == 0
