"""The copied readings are those of the database, whatever changed them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import duckdb
import pytest

from tests.desk import Desk
from trifecta.base.ids import Code
from trifecta.log import journal
from trifecta.promises.events import PromiseWaived
from trifecta.promises.models import Clock, Recomputing
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.copying import clocks
from trifecta.warehouse.tests.anything import NOON

LONG_AGO = NOON - timedelta(days=30)


def clock(ticket: Any, run: int = 1, *, changed_at: datetime = LONG_AGO, **told: Any) -> Clock:
    usual = {"kind": "sla", "state": "running", "is_open": True, "started_at": LONG_AGO, "spent_s": 60, "paused_s": 0}
    own = {"ticket": ticket, "promise": "resolution", "run": run}
    return Clock.objects.create(**own, **(usual | told), read_at=changed_at, changed_at=changed_at)


def copied(minutes: int = 0) -> list[tuple]:
    """Ticket, run and outcome of all readings in the store, after a refresh."""
    refreshing.refresh(at=NOON + timedelta(minutes=minutes))
    with duckdb.connect() as con:
        files = f"{generations.store()}/clocks/*.parquet"
        return con.execute(f"SELECT ticket, run, outcome FROM read_parquet('{files}') ORDER BY ALL").fetchall()


def end(clock: Clock, outcome: str, *, at: datetime) -> None:
    ended = {"state": "ended", "is_open": False, "outcome": outcome, "ended_at": at, "changed_at": at}
    Clock.objects.filter(pk=clock.pk).update(**ended)


def test_every_column_is_what_the_row_says(desk):
    ticket, team = desk.ticket(at=LONG_AGO), desk.team("First")
    due_at = NOON - timedelta(hours=3)
    clock(ticket, team=team, due_at=due_at, target_s=7200, reason="agreed", terms="by_noon")

    refreshing.refresh(at=NOON)

    with duckdb.connect() as con:
        found = con.execute(f"FROM read_parquet('{generations.store()}/clocks/*.parquet')")
        row = dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))
    assert row == {
        "ticket": ticket.pk,
        "promise": "resolution",
        "run": 1,
        "kind": "sla",
        "terms": "by_noon",
        "team": team.pk,
        "outcome": None,
        "reason": "agreed",
        "calendar": None,
        "broken_at": None,
        "ended_at": None,
        "started_at": LONG_AGO.replace(tzinfo=None),
        "due_at": due_at.replace(tzinfo=None),
        "target_s": 7200,
        "spent_s": 60,
        "paused_s": 0,
    }


def test_towards_a_deadline_that_was_named_no_amount_counts(desk):
    clock(desk.ticket(at=LONG_AGO), due_at=NOON, target_s=7200, is_named=True)

    refreshing.refresh(at=NOON)

    with duckdb.connect() as con:
        files = f"{generations.store()}/clocks/*.parquet"
        assert con.execute(f"SELECT target_s FROM read_parquet('{files}')").fetchall() == [(None,)]


def test_a_desk_without_promises_has_a_store(desk):
    desk.ticket(at=LONG_AGO)

    assert copied() == []


def test_an_act_on_a_ticket_copies_its_readings_anew_and_forgets_those_that_never_were(desk):
    ticket, other = desk.ticket(at=LONG_AGO), desk.ticket(at=LONG_AGO)
    for one, run in ((ticket, 1), (ticket, 2), (other, 1)):
        clock(one, run)
    before = copied()

    waived = PromiseWaived(promise=Code("resolution"), reason=Code("agreed"))
    journal.append(ticket.stream, waived, by=desk.agent(), at=LONG_AGO)
    Clock.objects.filter(ticket=ticket).delete()
    end(clock(ticket), "waived", at=LONG_AGO)

    assert before == [(ticket.pk, 1, None), (ticket.pk, 2, None), (other.pk, 1, None)]
    assert copied(1) == [(ticket.pk, 1, "waived"), (other.pk, 1, None)]


def test_what_a_sweep_found_is_copied_by_its_instant(desk):
    ticket = desk.ticket(at=LONG_AGO)
    running = clock(ticket)
    copied()

    end(running, "met", at=NOON - timedelta(minutes=1))

    assert copied(1) == [(ticket.pk, 1, "met")]


def test_after_a_recompute_all_are_copied(desk):
    ticket = desk.ticket(at=LONG_AGO)
    running = clock(ticket)
    copied()

    end(running, "cancelled", at=LONG_AGO)
    Recomputing.objects.create(asked_at=NOON, asked_by="staff:1", done_at=NOON)

    assert copied(1) == [(ticket.pk, 1, "cancelled")]


def test_what_did_not_change_is_the_same_file(desk):
    clock(desk.ticket(at=LONG_AGO))
    copied()
    (file,) = (generations.store() / "clocks").iterdir()

    copied(90)  # an hour later there is a new generation of the same log

    (same,) = (generations.store() / "clocks").iterdir()
    assert same != file
    assert same.stat().st_ino == file.stat().st_ino


@pytest.mark.parametrize(("part_rows", "most"), [(2, 5_000), (100, 1)])
def test_many_are_copied_part_by_part(desk, monkeypatch, part_rows, most):
    monkeypatch.setattr(clocks, "PART_ROWS", part_rows)
    tickets = [desk.ticket(at=LONG_AGO) for _ in range(5)]
    for ticket in tickets:
        clock(ticket)
    copied()
    monkeypatch.setattr(clocks, "MOST", most)
    for ticket in tickets:
        clock(ticket, run=2, changed_at=NOON)

    assert copied(1) == [(ticket.pk, run, None) for ticket in tickets for run in (1, 2)]


@pytest.mark.server
def test_postgres_tells_the_same(on_postgres):
    desk = Desk()
    ticket, team = desk.ticket(at=LONG_AGO), desk.team("First")
    running = clock(ticket, team=team, due_at=NOON, target_s=7200)
    before = copied()
    end(running, "broken", at=NOON)

    assert before == [(ticket.pk, 1, None)]
    assert copied(1) == [(ticket.pk, 1, "broken")]
