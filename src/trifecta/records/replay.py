"""Rows of changes and problems from their stories: pure folds over every column that is not words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trifecta.base.entries import Entry, in_order
from trifecta.records import events

Row = dict[str, Any]
CHANGE_COLUMNS = (
    "sort",
    "risk",
    "emergency",
    "planned_start_at",
    "planned_end_at",
    "started_at",
    "ended_at",
    "closed_at",
)


def replay_change(entries: Iterable[Entry]) -> tuple[Row, list[int]]:
    """The columns of `records_change` and the ids of the affected items, in the order they were named."""
    row: Row = {}
    items: dict[int, None] = {}
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, events.ChangeRecorded):
            row = {name: getattr(event, name) for name in CHANGE_COLUMNS}
            row |= {"service_id": event.service, "recorded_at": entry.happened_at}
        elif isinstance(event, events.ChangeItemNamed):
            items[event.item] = None
    return row, list(items)


def replay_problem(entries: Iterable[Entry]) -> Row:
    """The columns of `records_problem`."""
    row: Row = {}
    for entry in in_order(entries):
        _step(row, entry)
        row["updated_at"] = entry.happened_at
    return row


def _step(row: Row, entry: Entry) -> None:
    event, at = entry.event, entry.happened_at
    if isinstance(event, events.ProblemOpened):
        row |= {"state": "open", "impact": event.impact, "service_id": event.service, "item_id": event.item}
        row |= {"team_id": event.team, "assignee_id": None, "opened_at": at, "resolved_at": None, "closed_at": None}
        row["team_change_count"] = 0
    elif isinstance(event, events.ProblemAssigned):
        moved = row["team_id"] is not None and event.team is not None and event.team != row["team_id"]
        row["team_change_count"] += moved
        row["team_id"], row["assignee_id"] = event.team, event.assignee
    elif isinstance(event, events.ProblemMoved):
        row["state"] = event.state
        row["resolved_at"] = at if event.state == "resolved" else None if event.state == "open" else row["resolved_at"]
        row["closed_at"] = at if event.state in {"closed", "cancelled"} else None
