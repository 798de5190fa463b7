"""What an entry changed in its ticket's row: the story replayed without it, and with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from trifecta.base.entries import Entry
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.log.trail import Line
from trifecta.tickets.replay import EMPTY, replay
from trifecta.tickets.timeline import Name
from trifecta.web import format as written

LABELS: Mapping[str, str] = {
    "sort": N_("kind"),
    "state": N_("state"),
    "channel": N_("channel"),
    "impact": N_("impact"),
    "urgency": N_("urgency"),
    "priority": N_("priority"),
    "requester_id": N_("customer"),
    "site_id": N_("site"),
    "service_id": N_("service"),
    "item_id": N_("item"),
    "category_id": N_("category"),
    "owner_id": N_("owner"),
    "team_id": N_("team"),
    "assignee_id": N_("assignee"),
    "offered_to_id": N_("offered to"),
    "waiting_on": N_("waits for"),
    "waiting_until": N_("waits until"),
    "resolved_by_team_id": N_("solved by"),
    "offered_at": N_("offered"),
    "ownership_offered_to_id": N_("asked to own it"),
    "opened_at": N_("opened"),
    "first_response_at": N_("first response"),
    "first_resolved_at": N_("first solved"),
    "resolved_at": N_("solved"),
    "validation_asked_at": N_("asked whether it is solved"),
    "validation_asked_count": N_("times asked whether it is solved"),
    "validated_at": N_("confirmed"),
    "closed_at": N_("closed"),
    "merged_into_id": N_("merged into"),
    "reopen_count": N_("times reopened"),
    "team_change_count": N_("changes of team"),
    "end_reason": N_("reason of its end"),
}
_PEOPLE = {"owner_id": "agent", "assignee_id": "agent", "requester_id": "customer", "offered_to_id": "team",
           "resolved_by_team_id": "team", "merged_into_id": "ticket", "ownership_offered_to_id": "agent"}  # fmt: skip
Stories = Mapping[str, Sequence[Entry]]
# It moves with every entry and says nothing that the line does not say.
_LEFT_OUT = {"updated_at"}


@dataclass(frozen=True, slots=True)
class Change:
    column: str
    before: Any
    after: Any

    @property
    def names(self) -> list[Name]:
        """What of it is somebody's or something's id."""
        if not self.column.endswith("_id"):
            return []
        sort = _PEOPLE.get(self.column, self.column.removesuffix("_id"))
        return [(sort, number) for number in (self.before, self.after) if number is not None]


def stories(lines: Sequence[Line]) -> Stories:
    """The whole stories of the tickets that the lines are about, by their streams; one query."""
    return dict(journal.read_many(list({line.stream for line in lines if line.stream.startswith("ticket:")})))


def of_tickets(lines: Sequence[Line], told: Stories) -> dict[int, list[Change]]:
    """By place: what each line on a ticket changed."""
    return {line.place: _changes(told[line.stream], line.entry.seq) for line in lines if line.stream in told}


def _changes(story: Sequence[Entry], seq: int) -> list[Change]:
    before = replay(entry for entry in story if entry.seq < seq)
    after = replay(entry for entry in story if entry.seq <= seq)
    return [
        Change(column, before[column], after[column])
        for column in EMPTY
        if before[column] != after[column] and column not in _LEFT_OUT
    ]


def label(change: Change) -> str:
    return gettext(LABELS[change.column]) if change.column in LABELS else readable(change.column)


def said(change: Change, value: Any, names: Mapping[Name, str]) -> str:
    """One side of a change in words."""
    if value is None:
        return "–"
    return in_words(value, change.names[0][0] if change.names else "", names)


def in_words(value: Any, sort: str, names: Mapping[Name, str]) -> str:
    if sort:
        return names.get((sort, value), f"{sort} {value}")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return written.exact(value)
    return readable(value) if isinstance(value, str) else str(value)


def readable(code: str) -> str:
    return code.removesuffix("_id").replace("_", " ")
