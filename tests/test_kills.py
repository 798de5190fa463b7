"""SIGKILL at random moments of acts and of what the worker does: nothing doubled, nothing lost, nothing told twice."""

from __future__ import annotations

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests import kills, lives
from tests.desk import Desk
from tests.pages import House
from tests.postgres import as_default
from trifecta.base.actors import System
from trifecta.config import database, worker
from trifecta.log import outbox, reactions
from trifecta.log.models import Delivery, Entry
from trifecta.promises import recomputing, sweep
from trifecta.promises.models import Clock, Recomputing

pytestmark = pytest.mark.server
MOST_LIVES = 100
"""More than a process comes to before it is killed."""
LATER = lives.BEGIN + (2 + kills.KILLS) * MOST_LIVES * timedelta(minutes=20) + timedelta(days=60)
SOMEBODY = System("rule:recompute")


@pytest.fixture
def company(committed):
    """Who takes part, on a desk with promises and with a reaction that is owed for each resolution."""
    House(Desk())
    before = reactions.wiring.in_transaction, reactions.wiring.after_commit
    reactions.wire(in_transaction=before[0], after_commit={"ticket.resolved": (owed,)})
    yield lives.company(agent_count=2, customer_count=2)
    reactions.wire(in_transaction=before[0], after_commit=before[1])


def owed(_stream, _entry):
    """Something that a desk would do after the commit."""


def live(company, *, first, lives_count=None):
    """Acts one after the other, each noted by the number of its life when it has come to its end."""

    def doing(number, note):
        endless = itertools.count(first + 1000 * number)
        for life in endless if lives_count is None else itertools.islice(endless, lives_count):
            for _, act in lives.live(company, life):
                act()
                note(life)

    return doing


def lives_of(number):
    """Of a process, without end for any that is killed: so there is always work to be killed in."""
    return range(MOST_LIVES * number, MOST_LIVES * (number + 1))


def test_a_child_has_its_parents_database_in_an_event_loop_too(tmp_path, db, monkeypatch):
    """Browsers of other tests leave a loop in this thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

    async def kill():
        with as_default(database.sqlite(tmp_path / "own.sqlite3")):
            return kills.kill(lambda _, note: note(connection.settings_dict["NAME"]), noted_in=tmp_path / "noted")

    def begin():
        connection.ensure_connection()  # known outside the loop, too
        connection.close()
        return asyncio.run(kill())

    with ThreadPoolExecutor(1) as apart:  # where a browser has left a loop, another cannot be run
        noted = apart.submit(begin).result()

    assert noted.keys() == {str(tmp_path / "own.sqlite3")}


def test_acts(company, tmp_path):
    noted = kills.kill(live(company, first=0), noted_in=tmp_path / "noted")

    kills.require_whole(noted)
    resolved = Entry.objects.filter(kind="ticket.resolved").values_list("id", flat=True)
    assert sorted(Delivery.objects.values_list("entry_id", flat=True)) == sorted(resolved)


def test_what_is_owed_is_given_once(company, tmp_path):
    for life in lives_of(kills.KILLS)[:12]:
        for _, act in lives.live(company, life):
            act()

    def deliver(number, _note):
        for life in lives_of(number):
            while outbox.deliver(at=LATER, most=1):
                pass
            for _, act in lives.live(company, life):
                act()

    kills.kill(deliver, noted_in=tmp_path / "noted")
    while outbox.deliver(at=LATER + outbox.LONGEST_PAUSE):
        pass

    assert Delivery.objects.count() == Entry.objects.filter(kind="ticket.resolved").count() >= 12
    assert Delivery.objects.filter(done_at=None).count() == 0


def test_the_sweep(company, tmp_path):
    for life in lives_of(kills.KILLS)[:30]:
        for _, act in itertools.islice(lives.live(company, life), 1 + life % 4):
            act()

    def look(number, _note):
        for life in lives_of(number):
            while sweep.sweep(at=LATER, most=1):
                pass
            for _, act in itertools.islice(lives.live(company, life), 1 + life % 4):
                act()

    kills.kill(look, noted_in=tmp_path / "noted")
    while sweep.sweep(at=LATER):
        pass

    kills.require_told_once()
    assert not Clock.objects.due(LATER).exists()


def test_workers_that_sweep_and_read_clocks_anew(company, tmp_path, monkeypatch):
    """Two at a time, which SQLite's own lock must bear as well, and each asks for more."""
    monkeypatch.setattr(recomputing, "TICKETS", 2)  # so that a kill falls between the batches of a part as well
    for life in range(24):
        for _, act in itertools.islice(lives.live(company, life), 1 + life % 4):
            act()

    def work(number, note):
        at = LATER + number * 2 * recomputing.LEASE  # whoever was killed has lost its claim by then
        spoiled = Clock.objects.open().order_by("pk").values_list("pk", flat=True)[number % 5 :: 5]
        Clock.objects.filter(pk__in=list(spoiled)).update(due_at=None, target_s=1)
        recomputing.ask(by=SOMEBODY, at=at, ended_too=number % 2 == 0, parts=4)
        clocks = worker.Clocks()
        while sum((bool(sweep.sweep(at=at, most=1)), clocks(at) == worker.AT_ONCE)):
            pass
        note(number)

    kills.kill(work, noted_in=tmp_path / "noted")
    work(2 * kills.KILLS, str)

    kills.require_told_once()
    assert not Recomputing.objects.filter(done_at=None).exists()
    at = LATER + 4 * kills.KILLS * recomputing.LEASE
    assert kills.stale_count(at=at) == 0
