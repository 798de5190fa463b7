"""
A process that appends and refreshes until it is killed, and says whether the store is right when it starts again.

    python -m trifecta.warehouse.tests.killed SEED ROUNDS
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import timedelta

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
    django.setup()

from django.conf import settings
from django.core.management import call_command

from trifecta.log import journal
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.copying import entries
from trifecta.warehouse.tests.anything import NOON, append_anything, told_by, told_by_log


def main(seed: int, rounds: int) -> None:
    if not (settings.HOME / "trifecta.sqlite3").exists():
        call_command("migrate", verbosity=0)
    _require_a_whole_store()
    entries.BULK = 400
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in itertools.islice(itertools.count(1), rounds):
        count = 200 if number % 4 == 0 else 15
        append_anything(count, seed=seed * 1000 + number, stream_from=journal.latest_id() * 10 + 1)
        refreshing.refresh(at=NOON + timedelta(seconds=20 * number))
    refreshing.refresh(at=NOON)
    _require_a_whole_store()
    assert told_by(generations.store()) == told_by_log()
    sys.stdout.write("same\n")


def _require_a_whole_store() -> None:
    snapshot = generations.current()
    if snapshot is not None:
        known = [entry for entry in told_by_log() if entry[0] <= snapshot.watermark]
        assert told_by(generations.store(snapshot)) == known, "the store is not what the log says"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
