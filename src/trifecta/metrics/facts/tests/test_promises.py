"""Readings of promises, as they were copied, become exact rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from trifecta.metrics.facts import building
from trifecta.metrics.facts.tests.stores import AS_OF, FIRST, NETWORK, at, built, facts, story

HOUR_S = 3600
OFFICE = 1
"""The calendar of these stores: 8 to 16 UTC on working days of March."""
SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in ("ticket", "run", "team", "calendar", "target_s", "spent_s", "paused_s")),
        *((name, pa.string()) for name in ("promise", "kind", "outcome", "reason")),
        *((name, pa.timestamp("us")) for name in ("started_at", "due_at", "broken_at", "ended_at")),
    ]
)
MET = {
    "ticket": 1,
    "run": 1,
    "promise": "resolution",
    "kind": "sla",
    "team": NETWORK,
    "outcome": "met",
    "reason": "",
    "calendar": OFFICE,
    "started_at": at(2, 9),
    "due_at": at(2, 13),
    "ended_at": at(2, 11),
    "target_s": 4 * HOUR_S,
    "spent_s": 2 * HOUR_S,
    "paused_s": 0,
}


def read(folder: Path, *clocks: dict[str, Any]) -> list[dict[str, Any]]:
    """The fact's rows of these clocks on two tickets, the newest told first."""
    tickets = [*story(1, (at(2, 9), "opened", {"team": FIRST, "priority": 2})), *story(2, (at(3, 9), "opened", {}))]
    store = built(folder, tickets)
    (store / "clocks").mkdir()
    plain = [{name: _plain(clock.get(name)) for name in SCHEMA.names} for clock in clocks]
    parquet.write_table(pa.Table.from_pylist(plain, SCHEMA), store / "clocks" / "part-0001.parquet")
    for fact in (store / "facts").iterdir():
        fact.unlink()
    (store / "facts").rmdir()
    building.build(store, as_of=AS_OF)
    return facts(store, "promises")


def _plain(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def test_a_promise_that_was_met_counts_on_the_day_it_was_due(tmp_path: Path):
    (row,) = read(tmp_path, MET)

    day = date(2026, 3, 2)
    assert (row["outcome"], row["due_on"], row["ended_on"], row["is_over"]) == ("met", day, day, True)
    assert (row["team"], row["level"], row["priority"], row["current_team"]) == (NETWORK, "2", 2, FIRST)
    assert (row["spent_s"], row["late_s"]) == (2 * HOUR_S, None)


def test_what_is_not_due_yet_counts_on_no_day(tmp_path: Path):
    (row,) = read(tmp_path, MET | {"due_at": AS_OF.replace(hour=11)})

    assert row["due_on"] is None


def test_lateness_is_what_was_spent_beyond_the_target(tmp_path: Path):
    broken = {"outcome": "broken", "broken_at": at(2, 13), "ended_at": at(4, 13), "spent_s": 9 * HOUR_S}

    (row,) = read(tmp_path, MET | broken)

    assert (row["late_s"], row["due_on"]) == (5 * HOUR_S, date(2026, 3, 2))


def test_what_is_open_and_broken_gets_later_in_its_own_hours(tmp_path: Path):
    open_ = {
        "outcome": None,
        "ended_at": None,
        "broken_at": datetime(2026, 4, 29, 14),
        "due_at": datetime(2026, 4, 29, 14),
    }

    office, all_hours = read(tmp_path, MET | open_, MET | open_ | {"run": 2, "calendar": None})

    assert (office["run"], office["late_s"], office["is_over"]) == (1, 4 * HOUR_S, False)  # 14 to 15 and 7 to 10 UTC
    assert (all_hours["run"], all_hours["late_s"]) == (2, 20 * HOUR_S)


def test_a_deadline_that_was_named_has_no_target_and_is_late_by_the_calendar(tmp_path: Path):
    broken = {"outcome": "broken", "broken_at": at(2, 13), "ended_at": at(3, 9), "target_s": None}

    (row,) = read(tmp_path, MET | broken)

    assert row["late_s"] == 4 * HOUR_S


def test_what_got_a_longer_target_after_the_breach_is_late_since_the_breach(tmp_path: Path):
    broken = {"outcome": "broken", "broken_at": at(2, 13), "ended_at": at(3, 9), "target_s": 40 * HOUR_S}

    (row,) = read(tmp_path, MET | broken)

    assert row["late_s"] == 4 * HOUR_S


def test_what_a_source_told_without_an_instant_counts_when_it_ended(tmp_path: Path):
    told = {"kind": "told", "due_at": None, "target_s": None, "calendar": None}

    (row,) = read(tmp_path, MET | told)

    assert (row["kind"], row["due_on"]) == ("told", date(2026, 3, 2))


def test_a_clock_of_no_ticket_is_none(tmp_path: Path):
    assert read(tmp_path, MET | {"ticket": 77}) == []
