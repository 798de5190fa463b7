"""
Processes that are killed at random moments, and what must hold afterwards.

`TRIFECTA_KILLS=500 pytest tests/test_kills.py` kills that many of each; the suite by itself kills a few.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, NoReturn

from django.db import connections, transaction

from tests import lives
from tests.desk import Desk
from trifecta.base.entries import Entry
from trifecta.log import journal
from trifecta.promises import keeping
from trifecta.promises.models import Clock
from trifecta.tickets.models import Message, Remark, Ticket
from trifecta.tickets.story import SPOKEN

KILLS = int(os.environ.get("TRIFECTA_KILLS", "8"))
AT_ONCE = 2
SHORTEST_S, LONGEST_S = 0.02, 0.3
Note = Callable[[object], None]
# What each act of a life tells first; what follows from it (a resumption, a closing, a promise) is not counted.
TOLD = frozenset({
    "opened", "note_added", "message_sent", "reprioritized", "waiting", "message_received", "handoff_offered",
    "handoff_accepted", "resolved", "validated",
})  # fmt: skip


def kill(doing: Callable[[int, Note], Any], *, noted_in: Path, kills: int = KILLS, seed: int = 7) -> Counter[str]:
    """
    Let processes do it and kill each somewhere in it; what they noted, and how often.

    doing: gets the number of the process and how to note that something has come to its end
    """
    chance = Random(seed)
    for first in range(0, kills, AT_ONCE):
        connections.close_all()  # SQLite forbids to carry an open database over a fork
        children = [_forked(doing, number, noted_in) for number in range(first, first + AT_ONCE)]
        for child in children:
            time.sleep(chance.uniform(SHORTEST_S, LONGEST_S) / AT_ONCE)
            os.kill(child, signal.SIGKILL)
        for child in children:
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a process failed by itself"
    return Counter(noted_in.read_text().split()) if noted_in.exists() else Counter()


def _forked(doing: Callable[[int, Note], Any], number: int, noted_in: Path) -> int:
    child = os.fork()
    return child or _do(doing, number, noted_in)


def _do(doing: Callable[[int, Note], Any], number: int, noted_in: Path) -> NoReturn:
    """In the child, which must never come back into the tests."""
    code = 1
    # Where an event loop runs, as a browser leaves one, Django keeps connections for that loop, which ends at a fork.
    connections["default"] = connections.create_connection("default")
    try:
        file = os.open(noted_in, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        doing(number, lambda what: os.write(file, f"{what}\n".encode()))
        code = 0
    except Exception:  # noqa: BLE001  (it is told, and the process ends with a failure)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def require_whole(noted: Counter[str]) -> None:
    """Nothing of a life is lost, doubled or half done; `noted` are the lives whose acts came to their end."""
    desk, matters = Desk(), set()
    for ticket in Ticket.objects.order_by("pk"):
        told = desk.entries(ticket)
        matters.add(ticket.subject.removeprefix("Matter "))
        assert [entry.seq for entry in told] == list(range(1, len(told) + 1))
        assert desk.replayed(ticket) == desk.columns(ticket)
        _require_words(ticket, told)
        done = sum(kind in TOLD for kind in desk.story(ticket))
        assert done - noted[ticket.subject.removeprefix("Matter ")] in {0, 1}, ticket.subject
    assert noted.keys() <= matters
    assert journal.latest_id() > 0


def _require_words(ticket: Ticket, told: list[Entry]) -> None:
    spoken = [entry.seq for entry in told if isinstance(entry.event, SPOKEN)]
    assert sorted(Message.objects.filter(ticket=ticket).values_list("seq", flat=True)) == spoken
    remarks = list(Remark.objects.filter(ticket=ticket).values_list("seq", flat=True))
    assert len(set(remarks)) == len(remarks)
    assert set(remarks) <= {entry.seq for entry in told}


def require_told_once() -> None:
    """Each breach that a row knows is told in the log, nothing is told twice, and rows are what their stories say."""
    desk, broken_count = Desk(), 0
    for ticket in Ticket.objects.order_by("pk"):
        stamps = Counter(entry.event for entry in desk.entries(ticket) if entry.event.kind.startswith("promise."))
        assert max(stamps.values(), default=1) == 1, ticket
        broken_count += sum(stamp.kind == "promise.broken" for stamp in stamps)
        assert desk.replayed(ticket) == desk.columns(ticket)
    assert broken_count == Clock.objects.filter(broken_at__isnull=False).count() > 0


def stale_count(*, at: datetime) -> int:
    """How many rows of clocks a fresh reading would change."""
    return sum(_changed_count(ticket, at=at) for ticket in Ticket.objects.order_by("pk"))


@transaction.atomic
def _changed_count(ticket: Ticket, *, at: datetime) -> int:
    return keeping.keep(ticket.pk, at=at, since=lives.BEGIN)
