"""The same copy from PostgreSQL, small steps and large ones."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from trifecta.log import journal
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.copying import entries, horizon
from trifecta.warehouse.tests.anything import NOON, append_anything, told_by, told_by_log

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("on_postgres")]


def test_copies_every_kind_and_field_exactly(monkeypatch):
    append_anything(300, seed=1)
    monkeypatch.setattr(entries, "BULK", 100)
    refreshing.refresh(at=NOON)
    in_bulk = told_by(generations.store()) == told_by_log()
    monkeypatch.setattr(entries, "BULK", 10_000)
    append_anything(50, seed=2, stream_from=1000)

    refreshing.refresh(at=NOON + timedelta(minutes=1))

    assert in_bulk
    assert told_by(generations.store()) == told_by_log()


def test_an_entry_that_commits_late_is_not_lost(on_postgres, monkeypatch):
    monkeypatch.setattr(horizon, "LONGEST_WAIT_S", 0.1)
    append_anything(5, seed=1)
    refreshing.refresh(at=NOON)
    known = journal.latest_id()
    insert = """
        INSERT INTO log_entry (stream, seq, kind, happened_at, recorded_at, actor, facts)
        VALUES (%s, 1, 'ticket.closed', %s, %s, 'staff:4', '{}')
    """
    with psycopg.connect(on_postgres) as slow, psycopg.connect(on_postgres) as quick:
        slow.execute(insert, ["ticket:501", NOON, NOON])
        quick.execute(insert, ["ticket:502", NOON, NOON])
        quick.commit()
        while_it_writes = refreshing.refresh(at=NOON + timedelta(minutes=1))
        slow.commit()

    refreshing.refresh(at=NOON + timedelta(minutes=2))

    assert while_it_writes.watermark == known
    assert told_by(generations.store()) == told_by_log()
