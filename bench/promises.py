"""
Clocks: reading one, reading all of a large desk anew, finding what is due among very many.

The large desk is the one of the `pages` bench; where it has not been made yet, this makes it.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench import measure
from bench.measure import Line
from trifecta.base.entries import Entry
from trifecta.base.kinds import from_facts, to_facts
from trifecta.base.worktime import settling
from trifecta.base.worktime.calendar import office_hours
from trifecta.promises import standard
from trifecta.promises.clocks import lines, reading
from trifecta.promises.terms import Book
from trifecta.tickets.events import conversation, flow, handoff

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "bench" / "out" / "promises"
TICKETS = int(os.environ.get("BENCH_TICKETS", "1000000"))
PROCESSES, REPEATS = 2, 5
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def main() -> None:
    measure.table(
        "one clock of a ticket with 50 entries, microseconds of CPU",
        [_one_clock("4 waits", waits=4), _one_clock("19 waits", waits=19)],
        yardstick="making the same 50 entries from their stored facts, which any reader must do first",
    )
    home = OUT / str(TICKETS)
    if not (home / "trifecta.sqlite3").exists():
        _call(home, "-m", "bench.fill", str(TICKETS))
    measure.table(
        f"all clocks of {TICKETS:,} tickets read anew, {PROCESSES} processes",
        _recompute(home),
        yardstick="reading the same entries from the database and decoding their facts, one process",
    )
    measure.table(
        f"finding what is due among {TICKETS:,} open clocks, milliseconds",
        [_due(home)],
        yardstick="the same without its index",
    )


def _one_clock(name: str, *, waits: int) -> Line:
    entries = _story(waits)
    book = lines.lines(Book(tuple(terms for terms in standard.standard_book().terms if terms.promise == "resolution")))
    hours = settling.settle(office_hours("Europe/Berlin", "09:00-17:00"), date(2025, 1, 1), date(2027, 12, 31))
    at = MONDAY + timedelta(days=9)
    told = [(entry.event.kind, json.dumps(to_facts(entry.event))) for entry in entries]
    ours = [_each_us(lambda: reading.read(entries, books=[book], worked=lambda *_: hours, at=at)) for _ in range(9)]
    made = [_each_us(lambda: [from_facts(kind, json.loads(facts)) for kind, facts in told]) for _ in range(9)]
    return Line(f"read one clock, {name}", "us", ours, made, goal=100, is_absolute=True)


def _story(waits: int) -> list[Entry]:
    """Fifty entries, whatever the number of waits."""
    told: list[tuple[int, str, Any]] = [
        (0, "customer:9", flow.Opened(sort="incident", owner=1, team=1, priority=3, channel="mail", requester=9)),
        (1, "staff:4", handoff.Assigned(team=1, assignee=4)),
    ]
    for turn in range(waits):
        at = 60 + turn * 140
        told += [
            (at, "staff:4", flow.Waiting(on="customer")),
            (at + 100, "rule:customer_answered", flow.Resumed()),
        ]
    said = (conversation.NoteAdded(), conversation.MessageSent(channel="mail"))
    told += [(2800 + turn, "staff:4", said[turn % 2]) for turn in range(47 - len(told))]
    told += [
        (3000, "staff:4", handoff.HandoffOffered(to_team=2, reason="expertise")),
        (3100, "staff:7", handoff.HandoffAccepted(team=2, assignee=7)),
        (4000, "staff:7", flow.Resolved(code="fixed")),
    ]
    return [
        Entry(seq, MONDAY + timedelta(minutes=minute), actor, event)
        for seq, (minute, actor, event) in enumerate(told, start=1)
    ]


def _each_us(act: Any, times: int = 200) -> float:
    began = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - began) / times * 1e6


def _recompute(home: Path) -> list[Line]:
    """From nothing, where each row is written; and again, where each is read and none has changed."""
    _call(home, "-m", "bench.promised")
    with sqlite3.connect(home / "trifecta.sqlite3") as database:
        database.execute("DELETE FROM promises_clock")
    read_s, entries = _read_all(home)
    scale = 10_000_000 / entries
    first, again = _timed(home), _timed(home, "--ended-too")
    _require_clocks(home)
    return [
        Line("from nothing, wall, of 10 M entries", "s", [first[0] * scale], [read_s * scale]),
        Line("from nothing, CPU", "s", [first[1] * scale]),
        Line("again, wall, of 10 M entries", "s", [again[0] * scale], [read_s * scale], goal=300, is_absolute=True),
        Line("again, CPU", "s", [again[1] * scale]),
        Line("memory of the largest process", "MB", [again[2]]),
    ]


def _require_clocks(home: Path) -> None:
    """Where nothing was promised there was nothing to read."""
    with sqlite3.connect(home / "trifecta.sqlite3") as database:
        (count,) = database.execute("SELECT count(*) FROM promises_clock").fetchone()
    if count < TICKETS:
        sys.exit(f"The desk in {home} has {count:,} clocks for {TICKETS:,} tickets; remove it, and it is made anew.")


def _timed(home: Path, *options: str) -> tuple[float, float, float]:
    """Seconds on the wall and of CPU, and megabytes of the largest process so far."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    _call(home, "-m", "trifecta", "recompute", "--processes", str(PROCESSES), *options)
    took_s, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took_s, cpu_s, after.ru_maxrss / 1024


def _read_all(home: Path) -> tuple[float, int]:
    began, count = time.monotonic(), 0
    with sqlite3.connect(home / "trifecta.sqlite3") as database:
        for _kind, facts in database.execute("SELECT kind, facts FROM log_entry"):
            json.loads(facts)
            count += 1
    return time.monotonic() - began, count


def _due(home: Path) -> Line:
    """On a table as the desk's own, with so many open clocks that each come to pass something within a year."""
    with sqlite3.connect(home / "trifecta.sqlite3") as desk, sqlite3.connect(OUT / "due.sqlite3") as scratch:
        made = "SELECT sql FROM sqlite_master WHERE tbl_name = 'promises_clock' AND sql IS NOT NULL ORDER BY type DESC"
        scratch.execute("DROP TABLE IF EXISTS promises_clock")
        for (statement,) in desk.execute(made).fetchall():
            scratch.execute(statement)
        chance = Random(1)
        scratch.executemany(_OPEN_CLOCK, [(number, _moment(chance.random())) for number in range(1, TICKETS + 1)])
        scratch.execute("ANALYZE")
    with sqlite3.connect(OUT / "due.sqlite3") as scratch:
        due = "WHERE next_at IS NOT NULL AND next_at < ? ORDER BY next_at LIMIT 200"
        asked = f"SELECT ticket_id FROM promises_clock {{}} {due}"
        at = _moment(0.0002)
        ours = [_ms(scratch, asked.format(""), at) for _ in range(REPEATS)]
        slow = [_ms(scratch, asked.format("NOT INDEXED"), at) for _ in range(REPEATS)]
    return Line("find what is due", "ms", ours, slow, goal=10, is_absolute=True)


def _moment(share: float) -> str:
    return (MONDAY + timedelta(days=365 * share)).strftime("%Y-%m-%d %H:%M:%S")


_OPEN_CLOCK = """
    INSERT INTO promises_clock (ticket_id, promise, subject, run, kind, terms, state, is_open, reason, started_at,
        next_at, spent_s, paused_s, is_named, read_at, changed_at)
    VALUES (?, 'resolution', '', 1, 'sla', 'resolution_p3', 'running', 1, '', '2026-03-02 08:00:00',
        ?, 0, 0, 0, '2026-03-02 08:00:00', '2026-03-02 08:00:00')
"""


def _ms(database: sqlite3.Connection, statement: str, latest: str) -> float:
    began = time.perf_counter()
    database.execute(statement, [latest]).fetchall()
    return (time.perf_counter() - began) * 1000


def _call(home: Path, *arguments: str) -> None:
    environment = {**os.environ, "TRIFECTA_HOME": str(home)}
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=environment)


if __name__ == "__main__":
    main()
