"""
The worker: what has to happen without anybody asking, each duty in a thread of its own.

It gives what is owed after commits, refreshes the numbers, computes what pages wait for and settles calendars ahead.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection, connections
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.base.errors import TrifectaError
from trifecta.base.worktime import zones
from trifecta.calendars import rules
from trifecta.calendars.actions.settle_calendar import settle_calendar
from trifecta.calendars.models import CalendarVersion
from trifecta.config.safety import retention
from trifecta.desk import tending
from trifecta.log import once, outbox
from trifecta.preferences.models import Desk
from trifecta.promises import recomputing
from trifecta.promises import sweep as sweeping
from trifecta.promises.actions.open_book import open_book
from trifecta.promises.models import Recomputing
from trifecta.warehouse import answering, generations, refreshing
from trifecta.warehouse.models import BEAT_EVERY, ONLY_ID, Heartbeat

logger = logging.getLogger(__name__)
HORIZON, UPGRADE = System("rule:horizon"), System("rule:upgrade")
AT_ONCE, POLL_S, DELIVER_S, REFRESH_S, HOURLY_S = 0.0, 0.1, 1.0, 20.0, 3600.0
SWEEP_S, CLOCKS_S = 5.0, 2.0
LATEST_S, SHORTEST_REST_S = 58.0, 5.0
"""What is in the log is in the numbers within a minute, as long as a refresh takes less than half of that."""
LONGEST_PAUSE_S = 300.0
STOP_WITHIN_S = 8.0


class WorkerRuns(TrifectaError):
    """SQLite has room for one worker."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something done again and again: `act` does what is due at an instant and says after how many seconds again."""

    name: str
    act: Callable[[datetime], float]


def work(stop: threading.Event, *, full: bool = False) -> None:
    """Do all duties until told to stop. Raises WorkerRuns."""
    with _alone():
        _begin()
        threads = [
            threading.Thread(target=_repeat, args=(duty, stop), daemon=True) for duty in duties(full=full, rests=True)
        ]
        for thread in threads:
            thread.start()
        logger.info("The worker runs.")
        stop.wait()
        deadline = time.monotonic() + STOP_WITHIN_S
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        Heartbeat.objects.filter(id=ONLY_ID).delete()
        logger.info("The worker has stopped.")


def work_once(*, full: bool = False) -> None:
    """Everything that is due now, and no more. Raises WorkerRuns."""
    with _alone():
        _begin()
        for duty in duties(full=full, rests=False):
            while duty.act(timezone.now()) == AT_ONCE:
                pass
        Heartbeat.objects.filter(id=ONLY_ID).delete()


def duties(*, full: bool, rests: bool) -> tuple[Duty, ...]:
    return (
        Duty("heartbeat", beat),
        Duty("deliveries", deliver),
        Duty("calendars", settle_calendars),
        Duty("deadlines", sweep),
        Duty("clocks", Clocks()),
        Duty("dates waited for", tending.resume),
        Duty("absent owners", tending.offer_for_the_absent),
        Duty("customers to ask", tending.ask_again),
        Duty("numbers", Refreshing(full=full)),
        Duty("answers", Answering(rests=rests)),
        Duty("old answers", prune),
        Duty("old requests", forget),
        Duty("old words", retention.forget),
    )


def beat(at: datetime) -> float:
    told = {"worker": _name(), "beat_at": at}
    Heartbeat.objects.update_or_create(id=ONLY_ID, defaults=told, create_defaults={**told, "started_at": at})
    return BEAT_EVERY.total_seconds()


def deliver(at: datetime) -> float:
    return AT_ONCE if outbox.deliver(at=at) else DELIVER_S


def sweep(at: datetime) -> float:
    return AT_ONCE if sweeping.sweep(at=at) else SWEEP_S


class Clocks:
    """Reads clocks anew where somebody asked for it, a batch at a time."""

    def __init__(self) -> None:
        self._job: Recomputing | None = None

    def __call__(self, at: datetime) -> float:
        self._job = self._job or recomputing.take(at=at)
        if self._job is None:
            return CLOCKS_S
        if not recomputing.go_on(self._job, at=at):
            logger.info("The clocks of %s tickets were read anew.", f"{self._job.read_count:,}")
            self._job = None
        return AT_ONCE


def settle_calendars(at: datetime) -> float:
    until_on = rules.settled_until(at)
    stale = CalendarVersion.objects.current().needing_settling(rules_version=zones.RULES_VERSION, until_on=until_on)
    for version in stale.select_related("calendar"):
        settle_calendar(version.calendar, until_on=until_on, by=HORIZON, at=at)
        logger.info("The opening hours “%s” are settled until %s.", version.calendar, until_on)
    return HOURLY_S


def prune(at: datetime) -> float:
    answering.prune(at=at)
    return HOURLY_S


def forget(at: datetime) -> float:
    once.prune(at=at)
    return HOURLY_S


class Refreshing:
    """New numbers at most every 20 seconds; a large desk, whose refresh takes long, rests as long as it may."""

    def __init__(self, *, full: bool) -> None:
        self._full = full

    def __call__(self, at: datetime) -> float:
        before, began = generations.current(), time.monotonic()
        snapshot = refreshing.refresh(at=at, full=self._full)
        self._full = False
        took_s = time.monotonic() - began
        answering.want_shown_again(snapshot, at=at)
        new = snapshot.watermark - (before.watermark if before else 0)
        if new:
            logger.info("New numbers after %.1f s: %s entries more, as of %s.", took_s, f"{new:,}", f"{at:%H:%M:%S}")
        return rest_after(took_s)


def rest_after(took_s: float) -> float:
    """
    >>> [rest_after(took_s) for took_s in (0.2, 15.0, 20.0, 40.0)]
    [20.0, 28.0, 18.0, 5.0]
    """
    return max(SHORTEST_REST_S, min(max(REFRESH_S, 2 * took_s), LATEST_S - 2 * took_s))


class Answering:
    """What was never answered at once; what is only older, with as much rest between as it takes."""

    def __init__(self, *, rests: bool) -> None:
        self._rests = rests
        self._rests_until = 0.0

    def __call__(self, at: datetime) -> float:
        if answering.answer_next(at=at, only_new=True):
            return AT_ONCE
        began = time.monotonic()
        if began < self._rests_until or not answering.answer_next(at=at):
            return POLL_S
        if not self._rests:
            return AT_ONCE
        self._rests_until = 2 * time.monotonic() - began
        return POLL_S


def _repeat(duty: Duty, stop: threading.Event) -> None:
    pause_s, failures = AT_ONCE, 0
    while not stop.wait(pause_s):
        close_old_connections()
        try:
            pause_s, failures = duty.act(timezone.now()), 0
        except Exception as error:
            failures += 1
            pause_s = min(2.0**failures, LONGEST_PAUSE_S)
            if isinstance(error, TrifectaError):
                logger.warning("%s: %s Again in %.0f s.", duty.name, error, pause_s)
            else:
                logger.exception("%s failed; again in %.0f s.", duty.name, pause_s)
    connections.close_all()


def _begin() -> None:
    at = timezone.now()
    beat(at)
    if Desk.objects.exists():
        open_book(by=UPGRADE, at=at)  # a desk that is older than its promises
    if connection.vendor == "sqlite":
        answering.release(at=at)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """On SQLite only one worker; the operating system lets go of the lock when it dies."""
    if connection.vendor != "sqlite":
        yield
        return
    with Path(settings.HOME, "worker.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise WorkerRuns(
                f"A worker runs already ({lock.read().strip()}), and SQLite has room for one. Stop that one first."
            ) from error
        lock.truncate(0)
        lock.write(_name())
        lock.flush()
        yield


def _name() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"
