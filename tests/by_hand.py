"""
A desk's log, read by hand: the table with plain Python, and not a line shared with facts, definitions or engine.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from bisect import bisect_right
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
ENDINGS = {"ticket.resolved", "ticket.closed", "ticket.cancelled", "ticket.merged"}
REOPENING = {"ticket.reopened", "ticket.rejected"}


class Hours:
    """The desk's opening hours from what somebody set: a week in local time, without the holidays."""

    def __init__(self, definition: dict, holidays: list[list[str]]) -> None:
        assert not definition["closures"]
        assert not definition["openings"]
        zone, closed = ZoneInfo(definition["zone"]), {day for day, _ in holidays}
        self.begins, self.lengths = [], []
        day = date(2025, 9, 1)
        while day < date(2027, 2, 1):
            for span in definition["week"][day.weekday()] if day.isoformat() not in closed else ():
                opens, closes = (datetime.combine(day, time.fromisoformat(one), zone) for one in span.split("-"))
                self.begins.append(opens.timestamp())
                self.lengths.append(closes.timestamp() - opens.timestamp())
            day += timedelta(days=1)
        self.sums = [0.0, *accumulate(self.lengths)]

    def until(self, at: datetime) -> float:
        second = int(at.timestamp())
        place = bisect_right(self.begins, second) - 1
        return self.sums[place] + min(second - self.begins[place], self.lengths[place])

    def between(self, since: datetime, until: datetime) -> int:
        return int(self.until(until) - self.until(since))


ANSWERING = """
import json, sys
from trifecta.config.main import trifecta

for words in sys.stdin:
    trifecta(json.loads(words), prog_name="trifecta", standalone_mode=False)
    print(flush=True)
"""
"""The command as people type it, again and again in one process, since most of one question is its start."""


class Home:
    """A desk in a folder, and its log read by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.answering = subprocess.Popen(
            [sys.executable, "-c", ANSWERING],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "trifecta.config.settings", "TRIFECTA_HOME": str(path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        rows = sqlite3.connect(path / "trifecta.sqlite3").execute(
            "SELECT stream, seq, kind, happened_at, actor, facts FROM log_entry ORDER BY stream, happened_at, seq"
        )
        self.streams = defaultdict(list)
        for stream, seq, kind, at, actor, facts in rows:
            moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
            self.streams[stream].append((seq, kind, moment, actor, json.loads(facts)))
        for stream, told in self.streams.items():
            superseded = {facts["supersedes"] for _, kind, _, _, facts in told if kind == "ticket.corrected"}
            self.streams[stream] = [one for one in told if one[0] not in superseded]
        self.as_of = datetime.fromisoformat(self.answer("ticket_volume")["as_of"])
        ((definition, holidays),) = self.rows("SELECT definition, holidays FROM calendars_calendarversion")
        self.hours = Hours(json.loads(definition), json.loads(holidays))
        self.teams = dict(self.rows("SELECT id, name FROM staff_team"))

    def answer(self, metric: str, *options: str) -> dict:
        assert self.answering.stdin
        assert self.answering.stdout
        self.answering.stdin.write(json.dumps(["answer", metric, *options, "--format", "json"]) + "\n")
        self.answering.stdin.flush()
        lines = []
        while (line := self.answering.stdout.readline()).strip():
            lines.append(line)
        assert line, "the command failed; what it said stands in the captured output"
        return json.loads("".join(lines))

    def close(self) -> None:
        self.answering.communicate()

    def by_month(self, metric: str) -> dict[str, dict]:
        return {row["period"]: row for row in self.answer(metric, "--period", "month")["rows"]}

    def by_team_and_week(self, metric: str) -> dict[tuple[str, str | None], dict]:
        rows = self.answer(metric, "--by", "team", "--period", "week")["rows"]
        return {(row["period"], row["team"]): row for row in rows}

    def rows(self, statement: str) -> list[tuple]:
        return sqlite3.connect(self.path / "trifecta.sqlite3").execute(statement).fetchall()

    def tickets(self):
        return (told for stream, told in self.streams.items() if stream.startswith("ticket:"))

    def contacts(self):
        return (told[-1] for stream, told in self.streams.items() if stream.startswith("contact:"))


def month(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-01")


def week(at: datetime) -> str:
    day = at.astimezone(ZONE).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def first(told, *kinds: str):
    return next((one for one in told if one[1] in kinds), None)
