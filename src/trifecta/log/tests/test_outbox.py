from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.log import journal, outbox, reactions
from trifecta.log.models import Delivery
from trifecta.tickets.events.ownership import OwnershipTaken

pytestmark = pytest.mark.django_db
TAKEN = OwnershipTaken(owner=4)
KIND = TAKEN.kind
NINE = monday(9)
told: list[tuple[str, Entry]] = []


def tell(stream, entry):
    told.append((stream, entry))


def fail(_stream, _entry):
    raise ConnectionError("the mail server is away " + "x" * 400)


def look_again(stream, entry):
    """A second worker that comes by while the first is still at it."""
    tell(stream, entry)
    outbox.deliver(at=monday(9))


@pytest.fixture(autouse=True)
def nothing_told(wire):
    told.clear()


def owe(*owed, wire, at=NINE):
    wire(after_commit={KIND: owed})
    journal.append("ticket:1", TAKEN, by=System("staff:4"), at=at)


def test_is_owed_with_the_entry_and_given_later(wire):
    owe(tell, wire=wire)

    assert (told, Delivery.objects.get().due_at) == ([], monday(9))
    assert outbox.deliver(at=monday(9)) == 1
    assert told == [("ticket:1", Entry(1, monday(9), "staff:4", TAKEN))]
    assert Delivery.objects.get().done_at == monday(9)


def test_is_not_owed_when_the_act_is_undone(wire):
    wire(after_commit={KIND: (tell,)})
    with transaction.atomic():
        journal.append("ticket:1", TAKEN, by=System("staff:4"), at=monday(9))
        transaction.set_rollback(True)

    assert (Delivery.objects.count(), outbox.deliver(at=monday(10))) == (0, 0)


def test_is_given_once(wire):
    owe(tell, wire=wire)

    assert [outbox.deliver(at=monday(9)), outbox.deliver(at=monday(10))] == [1, 0]
    assert len(told) == 1


def test_is_given_once_though_a_second_worker_looks(wire):
    owe(look_again, wire=wire)

    assert outbox.deliver(at=monday(9)) == 1
    assert len(told) == 1


def test_waits_until_it_is_due(wire):
    owe(tell, wire=wire, at=monday(9))

    assert outbox.deliver(at=monday(8, 59)) == 0
    assert outbox.deliver(at=monday(9)) == 1


def test_the_oldest_goes_first_and_no_more_than_asked(wire):
    owe(tell, wire=wire, at=monday(10))
    owe(tell, wire=wire, at=monday(9))

    assert outbox.deliver(at=monday(11), most=1) == 1
    assert [entry.happened_at for _stream, entry in told] == [monday(9)]


def test_a_failure_is_kept_in_words_and_tried_again(wire, caplog):
    owe(fail, wire=wire)

    assert outbox.deliver(at=monday(9)) == 0

    debt = Delivery.objects.get()
    assert debt.failure.startswith("ConnectionError: the mail server is away")
    assert len(debt.failure) == 300
    assert (debt.done_at, debt.attempt_count) == (None, 1)
    assert "test_outbox.fail on ticket:1 failed" in caplog.text


def test_pauses_grow_to_six_hours(wire, caplog):
    owe(fail, wire=wire)
    at, pauses = monday(9), []

    for _ in range(12):
        outbox.deliver(at=at)
        due_at = Delivery.objects.get().due_at
        pauses.append((due_at - at).total_seconds())
        at = due_at

    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600]


def test_one_that_fails_holds_up_no_other(wire, caplog):
    owe(fail, tell, wire=wire)

    assert outbox.deliver(at=monday(9)) == 1
    assert len(told) == 1
    assert list(Delivery.objects.filter(done_at=None).values_list("reaction", flat=True)) == [reactions.name_of(fail)]


def test_what_recovers_is_given_and_its_failure_forgotten(wire, caplog):
    owe(fail, wire=wire)
    outbox.deliver(at=monday(9))
    Delivery.objects.update(reaction=reactions.name_of(tell))
    wire(after_commit={KIND: (tell,)})

    assert outbox.deliver(at=monday(9) + timedelta(seconds=30)) == 1
    debt = Delivery.objects.get()
    assert (debt.failure, debt.attempt_count, len(told)) == ("", 2, 1)


def test_a_reaction_that_is_gone_is_dropped_and_says_so(wire):
    owe(tell, wire=wire)
    wire(after_commit={})

    assert outbox.deliver(at=monday(9)) == 0

    debt = Delivery.objects.get()
    assert (debt.done_at, debt.failure, told) == (monday(9), "dropped: nothing in the wiring has this name", [])
