"""A row of the audit log, and the rows of one incident in their order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from trifecta.importers.reading.cells import leading_number


class Audit(NamedTuple):
    """The cells of a row. From `state` to `made_sla`, a difference to the row before is something that happened."""

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
    knowledge: str
    made_sla: str
    update_count: str
    number: str


def _span(first: str, last: str) -> slice:
    return slice(Audit._fields.index(first), Audit._fields.index(last) + 1)


WATCHED = _span("state", "made_sla")
parts = itemgetter(
    _span("state", "reopen_count"),
    _span("impact", "priority"),
    _span("category", "item"),
    _span("group", "assignee"),
    _span("problem", "causing_change"),
)
"""What is watched of a row, by what it is about: its state, urgency, matter, people at work and links."""
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
    knowledge="knowledge",
    made_sla="made_sla",
    update_count="sys_mod_count",
    number="number",
)
NEEDED = (COLUMNS.number, COLUMNS.state, COLUMNS.opened_at, COLUMNS.updated_at)
WITHOUT = {
    COLUMNS.updated_by: "who did what",
    COLUMNS.opened_by: "who opened it at the desk",
    COLUMNS.caller: "who asked",
    COLUMNS.channel: "the channel",
    COLUMNS.location: "the site",
    COLUMNS.title: "the subject",
    COLUMNS.code: "how it was solved",
    COLUMNS.resolved_by: "who solved it if another wrote the row",
    COLUMNS.reopen_count: "reopenings that no state shows",
    COLUMNS.reassignment_count: "teams that the export hides",
    COLUMNS.group: "the team and every handoff",
    COLUMNS.assignee: "who has the work",
    COLUMNS.impact: "the impact",
    COLUMNS.urgency: "the urgency",
    COLUMNS.priority: "the priority",
    COLUMNS.category: "the category",
    COLUMNS.subcategory: "the finer category",
    COLUMNS.item: "the configuration item",
    COLUMNS.problem: "the problem",
    COLUMNS.fixing_change: "the change that fixed it",
    COLUMNS.causing_change: "the change that caused it",
    COLUMNS.knowledge: "whether knowledge was used",
    COLUMNS.made_sla: "whether the SLA was made",
}
"""What is not told when a column is missing."""
Moment = tuple[datetime, Audit]
"""(when it was true, the row)"""
UNNAMED_TEAM = "Team not named in the export"


def news(rows: Iterable[tuple[datetime, tuple[str, ...]]], *, not_before: datetime) -> list[Moment]:
    """
    The rows at which something happened, by time; rows of the same time as they stand in the file.

    Earlier times count as `not_before`. Teams that the export hides get a name.
    """
    kept: list[Moment] = []
    watched: tuple[str, ...] = ()
    for at, cells in sorted(rows, key=itemgetter(0)):
        before, watched = watched, cells[WATCHED]
        if watched != before:
            kept.append((at if at > not_before else not_before, Audit._make(cells)))
    return kept if all(row.group for _, row in kept) else _with_hidden_teams(kept)


def count(text: str) -> int:
    """A running counter of the row."""
    return leading_number(text) or 0


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
