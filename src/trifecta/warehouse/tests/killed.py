"""
Kills processes that append and refresh, one after the other, and says whether the last one found the store right.

    python -m trifecta.warehouse.tests.killed

They are forked from one process that has loaded everything and holds no connection: a round is not mostly start.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import sys
import time
from datetime import timedelta
from multiprocessing.connection import Connection

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
    django.setup()

from django.core.management import call_command
from django.db import connections

from trifecta.log import journal
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.copying import entries
from trifecta.warehouse.tests.anything import NOON, append_anything, told_by, told_by_log

ROUNDS = 6
LONGEST_S = 1.5
FORKING = multiprocessing.get_context("fork")


def main() -> None:
    call_command("migrate", verbosity=0)
    connections.close_all()
    entries.BULK = 400
    rnd = random.Random(20260302)
    for number in range(ROUNDS):
        child, told = started(number, None)
        assert told.recv() == "ready"
        time.sleep(rnd.random() * LONGEST_S)
        child.kill()
        child.join()
        sys.stdout.write("killed\n")
    last, told = started(ROUNDS, 2)
    assert [told.recv(), told.recv()] == ["ready", "same"]
    last.join()
    sys.stdout.write("same\n")


def started(seed: int, rounds: int | None) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """The process, and what it tells; reading raises EOFError when it has died."""
    hears, tells = FORKING.Pipe(duplex=False)
    child = FORKING.Process(target=append_and_refresh, args=(seed, rounds, tells))
    child.start()
    tells.close()
    return child, hears


def append_and_refresh(seed: int, rounds: int | None, tells: Connection) -> None:
    """So many times, or without end."""
    _require_a_whole_store()
    tells.send("ready")
    for number in itertools.islice(itertools.count(1), rounds):
        count = 200 if number % 4 == 0 else 15
        append_anything(count, seed=seed * 1000 + number, stream_from=journal.latest_id() * 10 + 1)
        refreshing.refresh(at=NOON + timedelta(seconds=20 * number))
    refreshing.refresh(at=NOON)
    _require_a_whole_store()
    assert told_by(generations.store()) == told_by_log()
    tells.send("same")


def _require_a_whole_store() -> None:
    snapshot = generations.current()
    if snapshot is not None:
        known = [entry for entry in told_by_log() if entry[0] <= snapshot.watermark]
        assert told_by(generations.store(snapshot)) == known, "the store is not what the log says"


if __name__ == "__main__":
    main()
