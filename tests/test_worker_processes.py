"""Several workers and sweeps on one PostgreSQL database, as people start them, and one of them killed in the middle."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from tests import kills, lives
from tests.desk import Desk
from tests.pages import House
from trifecta.base.actors import System
from trifecta.log.models import Entry
from trifecta.promises import recomputing
from trifecta.promises.models import Clock, Recomputing
from trifecta.warehouse.models import Heartbeat

pytestmark = pytest.mark.server
PATIENCE_S = 120
LIVES, PARTS = 60, 30
SOMEBODY = System("rule:recompute")
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def overdue(on_postgres: str) -> str:
    """The address of a desk with promises that nobody has looked at since they were given."""
    House(Desk())
    company = lives.company(agent_count=2, customer_count=2)
    for life in range(LIVES):
        for _, act in itertools.islice(lives.live(company, life), 1 + life % 3):
            act()
    return on_postgres


@pytest.fixture
def start(overdue: str, tmp_path: Path) -> Iterator[Start]:
    """start("work", machine=2): the command as a person calls it, on a machine with a home of its own."""
    with contextlib.ExitStack() as started:

        def run(*words: str, machine: int = 1) -> subprocess.Popen[str]:
            home = {"TRIFECTA_HOME": str(tmp_path / f"machine-{machine}"), "TRIFECTA_DATABASE_URL": overdue}
            process = subprocess.Popen(
                [sys.executable, "-m", "trifecta", *words],
                env={**os.environ, **home}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            started.callback(_end, process)
            return process

        yield run


def test_a_worker_that_is_killed_leaves_its_work_to_the_others(start):
    spoiled = Clock.objects.open().order_by("pk").values_list("pk", flat=True)[::5]
    assert Clock.objects.filter(pk__in=list(spoiled)).update(due_at=None, target_s=1) > 10
    recomputing.ask(by=SOMEBODY, at=timezone.now(), ended_too=True, parts=PARTS)

    first, second = start("work", machine=1), start("work", machine=2)
    wait_until(lambda: told_count() > 10 and unfinished().count() < PARTS * 3 / 4)
    first.kill()
    in_the_middle = Clock.objects.due(timezone.now()).exists() or unfinished().exists()
    first.wait(PATIENCE_S)
    for job in unfinished().exclude(claimed_at=None):
        # As if the killed one's claim had run out already; it does no harm to a claim that is still worked at.
        Recomputing.objects.filter(pk=job.pk, done_at=None).update(claimed_at=job.claimed_at - 2 * recomputing.LEASE)
    third = start("work", machine=1)
    wait_until(Heartbeat.objects.filter(worker__startswith=f"process {third.pid} ").exists)
    wait_until(lambda: not unfinished().exists() and not Clock.objects.due(timezone.now()).exists())

    assert in_the_middle
    for worker in (second, third):
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=PATIENCE_S)
        assert (worker.returncode, "Traceback" in log) == (0, False), log
    kills.require_told_once()
    assert kills.stale_count(at=timezone.now()) == 0


def test_sweeps_at_the_same_time_tell_each_breach_once(start):
    killed, other = start("sweep", machine=1), start("sweep", machine=2)
    wait_until(lambda: told_count() > 10)
    killed.kill()
    killed.wait(PATIENCE_S)
    assert Clock.objects.due(timezone.now()).exists()
    last = start("sweep", machine=3)

    for sweep in (other, last):
        said, log = sweep.communicate(timeout=PATIENCE_S)
        assert (sweep.returncode, said.startswith("Looked at "), log) == (0, True, "")
    assert not Clock.objects.due(timezone.now()).exists()
    kills.require_told_once()


def unfinished():
    return Recomputing.objects.filter(done_at=None)


def told_count() -> int:
    return Entry.objects.filter(kind="promise.broken").count()


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()
