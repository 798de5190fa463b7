"""Writers of one SQLite database: real files, real threads, a real process that is killed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from trifecta.base.errors import TrifectaError
from trifecta.config import database
from trifecta.config.sqlite.base import DatabaseWrapper, DeskBusy
from trifecta.config.sqlite.line import Line

HOLDER = """
import sys, time
from pathlib import Path
from trifecta.config.sqlite.line import Line

assert Line(Path(sys.argv[1])).enter(within_s=5)
print("holds", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.sqlite3"


@pytest.fixture
def desk_file(path, django_db_blocker):
    """Django's database is a SQLite file with one table; every thread has a connection of its own. Waits for 0.4 s."""
    settings_before, connection_before = connections.settings["default"], connections["default"]
    told = {**settings_before, **database.sqlite(path)}
    told["OPTIONS"] = {**told["OPTIONS"], "timeout": 0.4}
    with django_db_blocker.unblock():
        connections.settings["default"] = told
        connections["default"] = connections.create_connection("default")
        run("CREATE TABLE noted (writer integer)")
        yield told
        connections["default"].close()
    connections.settings["default"], connections["default"] = settings_before, connection_before


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def in_thread(work):
    """Run in another thread and so on another connection, which is closed at the end."""

    def call(*told):
        try:
            return work(*told)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result(20)


def test_one_at_a_time(path):
    first, second = Line(path), Line(path)

    assert first.enter(within_s=1)
    assert not second.enter(within_s=0.1)
    first.leave()
    assert second.enter(within_s=1)


def test_who_gave_up_is_not_waited_for(path):
    first, second, third = Line(path), Line(path), Line(path)
    assert first.enter(within_s=1)
    assert not second.enter(within_s=0.2)

    first.leave()

    assert third.enter(within_s=1)
    third.leave()
    assert second.enter(within_s=1)


def test_who_has_waited_long_is_before_who_comes_anew(path):
    holder, came = Line(path), []
    assert holder.enter(within_s=1)

    def wait(name):
        line = Line(path)
        assert line.enter(within_s=20)
        came.append(name)
        line.leave()

    waiting = [threading.Thread(target=wait, args=(number,)) for number in range(3)]
    for thread in waiting:
        thread.start()
        time.sleep(0.2)
    holder.leave()
    for thread in waiting:
        thread.join(20)

    assert came == [0, 1, 2]


def test_a_writer_that_dies_leaves_its_place(path):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "holds\n"
    line = Line(path)
    assert not line.enter(within_s=0.1)

    holder.kill()
    holder.communicate()

    assert line.enter(within_s=5)


def test_writers_all_get_their_share(desk_file):
    desk_file["OPTIONS"]["timeout"] = 20
    until = time.monotonic() + 1.5

    def write(writer):
        while time.monotonic() < until:
            with transaction.atomic():
                run(f"INSERT INTO noted VALUES ({writer})")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    written = Counter(writer for (writer,) in run("SELECT writer FROM noted"))
    assert set(written) == set(range(4))
    assert min(written.values()) > sum(written.values()) / 16


def test_a_lone_statement_stands_in_line_too(desk_file):
    with transaction.atomic():
        run("INSERT INTO noted VALUES (1)")
        with pytest.raises(DeskBusy):
            in_thread(lambda: run("  insert INTO noted VALUES (2)"))

    in_thread(lambda: run("INSERT INTO noted VALUES (3)"))
    assert run("SELECT writer FROM noted") == [(1,), (3,)]


def test_who_waits_too_long_is_told_so(desk_file):
    desk_file["OPTIONS"]["timeout"] = 1

    def write():
        with transaction.atomic():
            run("INSERT INTO noted VALUES (2)")

    with transaction.atomic():
        run("INSERT INTO noted VALUES (1)")
        with pytest.raises(DeskBusy) as refusal:
            in_thread(write)

    assert str(refusal.value) == (
        "Something else has been writing for 1 s, so nothing was saved. Try again in a moment."
    )
    assert isinstance(refusal.value, (TrifectaError, OperationalError))
    in_thread(write)
    assert run("SELECT writer FROM noted") == [(1,), (2,)]


def test_readers_do_not_wait(desk_file):
    with transaction.atomic():
        run("INSERT INTO noted VALUES (1)")

        assert in_thread(lambda: run("SELECT writer FROM noted")) == []


def test_a_transaction_that_fails_ends_the_turn(desk_file):
    with transaction.atomic():
        run("INSERT INTO noted VALUES (1)")
        transaction.set_rollback(True)
    with pytest.raises(OperationalError), transaction.atomic():
        run("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(OperationalError):
        run("INSERT INTO nowhere VALUES (1)")

    in_thread(lambda: run("INSERT INTO noted VALUES (2)"))
    assert run("SELECT writer FROM noted") == [(2,)]


def test_a_database_in_memory_needs_no_line(tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.chdir(tmp_path)
    told = {**connections.settings["default"], **database.sqlite(tmp_path), "NAME": ":memory:"}
    desk = DatabaseWrapper(told, "default")

    with django_db_blocker.unblock(), desk.cursor() as cursor:
        cursor.execute("CREATE TABLE noted (writer integer)")
        cursor.execute("INSERT INTO noted VALUES (1)")

    assert list(tmp_path.iterdir()) == []
