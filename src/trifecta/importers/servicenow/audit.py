"""A row of the audit log, and the rows of one incident in their order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from trifecta.importers.reading.cells import leading_number


class Audit(NamedTuple):
    """The cells of a row. From `state` on, a difference to the row before is something that happened."""

    updated_at: str
    updated_by: str
    opened_at: str
    opened_by: str
    caller: str
    channel: str
    location: str
    title: str
    code: str
    resolved_by: str
    knowledge: str
    made_sla: str
    state: str
    reopen_count: str
    reassignment_count: str
    group: str
    assignee: str
    impact: str
    urgency: str
    priority: str
    category: str
    subcategory: str
    item: str
    problem: str
    fixing_change: str
    causing_change: str


WATCHED = Audit._fields.index("state")
KEY = "number"
COLUMNS = Audit(
    updated_at="sys_updated_at",
    updated_by="sys_updated_by",
    opened_at="opened_at",
    opened_by="opened_by",
    caller="caller_id",
    channel="contact_type",
    location="location",
    title="short_description",
    code="closed_code",
    resolved_by="resolved_by",
    knowledge="knowledge",
    made_sla="made_sla",
    state="incident_state",
    reopen_count="reopen_count",
    reassignment_count="reassignment_count",
    group="assignment_group",
    assignee="assigned_to",
    impact="impact",
    urgency="urgency",
    priority="priority",
    category="category",
    subcategory="subcategory",
    item="cmdb_ci",
    problem="problem_id",
    fixing_change="rfc",
    causing_change="caused_by",
)
NEEDED = (KEY, COLUMNS.state, COLUMNS.opened_at, COLUMNS.updated_at)
Moment = tuple[datetime, Audit]
"""(when it was true, the row)"""
UNNAMED_TEAM = "Team not named in the export"


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """By time, rows of the same time as they stand in the file; teams that the export hides get their name."""
    ordered = sorted(moments, key=_time)
    if all(row.group for _, row in ordered):
        return ordered
    return _with_hidden_teams(ordered)


def count(text: str) -> int:
    """A running counter of the row."""
    return leading_number(text) or 0


def _time(moment: Moment) -> datetime:
    return moment[0]


def _with_hidden_teams(moments: list[Moment]) -> list[Moment]:
    """A missing group is a hidden team where the counter of reassignments goes up as it comes or goes."""
    groups = [row.group for _, row in moments]
    counts = [count(row.reassignment_count) for _, row in moments]
    start = 0
    while start < len(groups):
        end = start + 1
        while end < len(groups) and groups[end] == groups[start]:
            end += 1
        came = start > 0 and counts[start] > counts[start - 1]
        went = end < len(groups) and counts[end] > counts[end - 1]
        if not groups[start] and (came or went):
            groups[start:end] = [UNNAMED_TEAM] * (end - start)
        start = end
    return [(at, row._replace(group=group)) for (at, row), group in zip(moments, groups, strict=True)]
