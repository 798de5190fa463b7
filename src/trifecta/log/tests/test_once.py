from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.log import journal, once
from trifecta.tickets.events.ownership import OwnershipTaken

pytestmark = pytest.mark.django_db
TAKEN, NINE = OwnershipTaken(owner=4), monday(9)


@pytest.fixture(autouse=True)
def _nobody_reacts(wire):
    pass


def append(stream="ticket:1", *, at=NINE):
    with transaction.atomic():
        return journal.append(stream, TAKEN, by=System("staff:4"), at=at)


def test_a_request_knows_where_it_led():
    with once.asked("a"):
        append()

    assert once.done("a") == "ticket:1"
    assert once.done("b") is None


def test_the_same_request_again_changes_nothing():
    with once.asked("a"):
        append()

    with once.asked("a"), pytest.raises(once.DoneAlready, match="done already"):
        append("ticket:2")

    assert journal.read("ticket:2") == []
    assert once.done("a") == "ticket:1"


def test_a_request_of_several_events_leads_to_the_last():
    with once.asked("a"), transaction.atomic():
        append("customer:5")
        append("ticket:1")
        append("ticket:1")

    assert once.done("a") == "ticket:1"
    assert [entry.seq for entry in journal.read("ticket:1")] == [1, 2]


def test_an_act_that_is_undone_was_not_carried_out():
    with once.asked("a"):
        with transaction.atomic():
            append()
            transaction.set_rollback(True)
        assert once.done("a") is None
        append("ticket:2")

    assert once.done("a") == "ticket:2"


def test_without_a_request_nothing_is_kept():
    append()

    assert once.prune(at=monday(9) + timedelta(days=99)) == 0


def test_what_was_asked_long_ago_is_forgotten():
    for token, at in (("old", monday(9)), ("new", monday(9, 0, 1))):
        with once.asked(token):
            append(at=at)

    assert once.prune(at=monday(9, 0, 1) + once.KEPT_FOR) == 1
    assert (once.done("old"), once.done("new")) == (None, "ticket:1")
