"""The log is never copied past an entry that can still appear."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest

from trifecta.warehouse.copying import horizon

INSERT = """
    INSERT INTO log_entry (stream, seq, kind, happened_at, recorded_at, actor, facts)
    VALUES (%s, 1, 'ticket.closed', %s, %s, 'rule:test', '{}') RETURNING id
"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def insert(writer: psycopg.Connection, stream: str) -> int:
    return writer.execute(INSERT, [stream, NOON, NOON]).fetchone()[0]


@pytest.mark.server
def test_waits_for_an_earlier_id_that_commits_later(on_postgres):
    with psycopg.connect(on_postgres) as slow, psycopg.connect(on_postgres) as quick:
        earlier = insert(slow, "ticket:1")
        later = insert(quick, "ticket:2")
        quick.commit()

        while_it_writes = horizon.settled_id(longest_wait_s=0.1)
        slow.commit()
        after_it_wrote = horizon.settled_id(longest_wait_s=0.1)

    assert earlier < later
    assert while_it_writes is None
    assert after_it_wrote == later


@pytest.mark.server
def test_waits_for_an_earlier_id_of_a_later_transaction(on_postgres):
    """The transaction that began first takes the later id: neither ids nor transaction numbers alone are safe."""
    with psycopg.connect(on_postgres) as first, psycopg.connect(on_postgres) as second:
        first.execute("SELECT pg_current_xact_id()")
        second.execute("SELECT pg_current_xact_id()")
        earlier = insert(second, "ticket:1")
        later = insert(first, "ticket:2")
        first.commit()

        while_it_writes = horizon.settled_id(longest_wait_s=0.1)
        second.commit()

    assert earlier < later
    assert while_it_writes is None
    assert horizon.settled_id(longest_wait_s=0.1) == later


@pytest.mark.server
def test_readers_and_finished_writers_hold_nothing_up(on_postgres):
    with psycopg.connect(on_postgres) as reader, psycopg.connect(on_postgres) as writer:
        kept = insert(writer, "ticket:1")
        writer.commit()
        insert(writer, "ticket:2")
        writer.rollback()
        reader.execute("SELECT count(*) FROM log_entry")

        assert horizon.settled_id(longest_wait_s=0.1) == kept


@pytest.mark.django_db
def test_an_empty_log_is_settled_at_nothing():
    assert horizon.settled_id() == 0
    assert horizon.mark(0) == ""
