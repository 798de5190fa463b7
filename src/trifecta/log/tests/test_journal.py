from __future__ import annotations

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.log import journal, models
from trifecta.log.journal import Recorded
from trifecta.tickets.events.flow import Resolved, Waiting
from trifecta.tickets.events.ownership import OwnershipTaken

RULE = System("rule:test")
TAKEN = OwnershipTaken(owner=4)


@pytest.fixture(autouse=True)
def unwired(wire):
    """Nothing reacts here unless a test says so."""


@pytest.mark.django_db
class TestAppend:
    def test_counts_each_stream_from_one(self):
        seqs = [journal.append("ticket:1", TAKEN, by=RULE, at=monday(9)) for _ in range(3)]
        other = journal.append("ticket:2", TAKEN, by=RULE, at=monday(9))

        assert (seqs, other) == ([1, 2, 3], 1)

    def test_keeps_what_happened_and_when_it_was_noted(self):
        waiting = Waiting(on="vendor", until=tuesday(8))

        journal.append("ticket:1", waiting, by=RULE, at=monday(9), recorded_at=monday(10))

        row = models.Entry.objects.get()
        assert (row.kind, row.actor, row.happened_at, row.recorded_at) == (
            "ticket.waiting",
            "rule:test",
            monday(9),
            monday(10),
        )
        assert row.facts == {"on": "vendor", "until": "2026-03-03T08:00:00Z"}
        assert journal.read("ticket:1") == [Entry(1, monday(9), "rule:test", waiting)]

    def test_is_noted_when_it_happened_unless_said_otherwise(self):
        journal.append("ticket:1", TAKEN, by=RULE, at=monday(9))

        assert models.Entry.objects.get().recorded_at == monday(9)

    def test_what_was_true_earlier_is_written_later(self):
        journal.append("ticket:1", TAKEN, by=RULE, at=monday(9))
        journal.append("ticket:1", Resolved(), by=RULE, at=monday(8))

        assert [(entry.seq, entry.happened_at) for entry in journal.read("ticket:1")] == [
            (1, monday(9)),
            (2, monday(8)),
        ]

    def test_reactions_of_the_kind_get_the_entry(self, wire):
        told = []
        wire(in_transaction={"ticket.ownership_taken": (lambda stream, entry: told.append((stream, entry)),)})

        journal.append("ticket:1", TAKEN, by=RULE, at=monday(9))
        journal.append("ticket:1", Resolved(), by=RULE, at=monday(10))

        assert told == [("ticket:1", Entry(1, monday(9), "rule:test", TAKEN))]

    def test_a_failing_reaction_fails_the_act(self, wire):
        def fail(_stream, _entry):
            raise ZeroDivisionError

        wire(in_transaction={"ticket.ownership_taken": (fail,)})

        with pytest.raises(ZeroDivisionError), transaction.atomic():
            journal.append("ticket:1", TAKEN, by=RULE, at=monday(9))

        assert (journal.read("ticket:1"), journal.latest_id()) == ([], 0)


def test_append_belongs_inside_a_transaction(on_file):
    with pytest.raises(TransactionManagementError):
        journal.append("ticket:1", TAKEN, by=RULE, at=monday(9))

    assert journal.read("ticket:1") == []


HISTORY = [
    ("ticket:1", Waiting(on="vendor", until=tuesday(8)), "staff:4", monday(9)),
    ("ticket:1", Resolved(code="fixed", article="KB “7”"), "importer:csv", monday(10, 30, 15)),
    ("ticket:2", TAKEN, "staff:4", monday(8).replace(microsecond=123456)),
]


def rows():
    return list(
        models.Entry.objects.order_by("id").values_list("stream", "seq", "kind", "happened_at", "actor", "facts")
    )


def append_one_by_one():
    for stream, event, actor, at in HISTORY:
        journal.append(stream, event, by=System(actor), at=at)


def append_in_bulk():
    recorded = [
        Recorded(stream, seq, event, actor, at)
        for seq, (stream, event, actor, at) in zip([1, 2, 1], HISTORY, strict=True)
    ]
    return journal.append_history(iter(recorded), recorded_at=tuesday(9))


def require_bulk_equals_single():
    with transaction.atomic():
        append_one_by_one()
        single = rows()
        transaction.set_rollback(True)
    with transaction.atomic():
        count = append_in_bulk()

    assert (count, rows()) == (3, single)
    assert {row.recorded_at for row in models.Entry.objects.all()} == {tuesday(9)}
    assert journal.read("ticket:1")[1].event == Resolved(code="fixed", article="KB “7”")


@pytest.mark.django_db
class TestHistory:
    def test_bulk_writes_what_single_entries_would(self):
        require_bulk_equals_single()

    def test_touches_neither_outbox_nor_reactions(self, wire):
        def fail(_stream, _entry):
            raise ZeroDivisionError

        wire(in_transaction={"ticket.resolved": (fail,)}, after_commit={"ticket.resolved": (fail,)})

        append_in_bulk()

        assert models.Delivery.objects.count() == 0

    def test_acts_go_on_where_history_ends(self):
        append_in_bulk()

        assert journal.append("ticket:1", TAKEN, by=RULE, at=tuesday(10)) == 3


@pytest.mark.server
def test_bulk_writes_what_single_entries_would_on_postgresql(on_postgres):
    require_bulk_equals_single()


@pytest.mark.django_db
class TestRead:
    def test_many_streams_in_one_query(self, django_assert_num_queries):
        append_in_bulk()

        with django_assert_num_queries(1):
            stories = dict(journal.read_many(["ticket:1", "ticket:2", "ticket:3"]))

        assert {stream: [entry.seq for entry in story] for stream, story in stories.items()} == {
            "ticket:1": [1, 2],
            "ticket:2": [1],
            "ticket:3": [],
        }

    def test_latest_id_is_the_newest_of_all(self):
        assert journal.latest_id() == 0

        append_in_bulk()

        assert journal.latest_id() == models.Entry.objects.order_by("-id")[0].pk
