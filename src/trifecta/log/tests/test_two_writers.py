"""Two writers of one story: real connections, real threads."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.log import journal
from trifecta.log.journal import StreamMoved
from trifecta.tickets.events.ownership import OwnershipTaken

TAKEN = OwnershipTaken(owner=4)


def in_thread(work):
    """Run in another thread and so on another connection, which is closed at the end."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    return run


def append(writer):
    with transaction.atomic():
        return journal.append("ticket:1", TAKEN, by=System(f"staff:{writer}"), at=monday(9))


def test_on_sqlite_writers_wait_for_each_other(on_file, wire):
    def write(writer):
        return in_thread(lambda: [append(writer) for _ in range(25)])()

    with ThreadPoolExecutor(4) as pool:
        seqs = [seq for written in pool.map(write, range(4)) for seq in written]

    assert sorted(seqs) == list(range(1, 101))
    story = journal.read("ticket:1")
    assert [entry.seq for entry in story] == list(range(1, 101))
    assert Counter(entry.actor for entry in story) == {f"staff:{writer}": 25 for writer in range(4)}


@pytest.mark.server
def test_on_postgresql_the_second_writer_loses_loudly(on_postgres, wire):
    written, may_commit = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            journal.append("ticket:1", TAKEN, by=System("staff:1"), at=monday(9))
            written.set()
            assert may_commit.wait(20)

    def second():
        assert written.wait(20)
        append(2)

    with ThreadPoolExecutor(2) as pool:
        winner, loser = pool.submit(in_thread(first)), pool.submit(in_thread(second))
        _until_someone_waits_for_a_lock()
        may_commit.set()
        winner.result(20)
        with pytest.raises(StreamMoved, match="nothing was saved"):
            loser.result(20)

    assert [entry.actor for entry in journal.read("ticket:1")] == ["staff:1"]
    assert append(2) == 2


def _until_someone_waits_for_a_lock():
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("the second writer never came to wait")
