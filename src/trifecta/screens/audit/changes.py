"""What an entry changed in its ticket's row: the story replayed without it, and with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from trifecta.base.entries import Entry
from trifecta.base.kinds import Event
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
    "first_response_at": N_("first answered"),
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


def of_tickets(lines: Sequence[Line]) -> dict[int, list[Change]]:
    """By place: what each line on a ticket changed; one query for all of them."""
    on_tickets = [line for line in lines if line.stream.startswith("ticket:")]
    stories = dict(journal.read_many(list({line.stream for line in on_tickets})))
    return {line.place: _changes(stories[line.stream], line.entry.seq) for line in on_tickets}


def _changes(story: Sequence[Entry], seq: int) -> list[Change]:
    before = replay(entry for entry in story if entry.seq < seq)
    after = replay(entry for entry in story if entry.seq <= seq)
    return [
        Change(column, before[column], after[column])
        for column in EMPTY
        if before[column] != after[column] and column not in _LEFT_OUT
    ]


def label(change: Change) -> str:
    return gettext(LABELS[change.column]) if change.column in LABELS else _readable(change.column)


def said(change: Change, value: Any, names: Mapping[Name, str]) -> str:
    """One side of a change in words."""
    if value is None:
        return "–"
    return _in_words(value, change.names[0][0] if change.names else "", names)


def subject(facts: Mapping[str, Any]) -> dict[str, Name]:
    """Whose promise it is, where it is a team's: what the log calls `team:2` has a name."""
    sort, _, number = str(facts.get("subject") or "").partition(":")
    return {"subject": (sort, int(number))} if sort == "team" and number.isdecimal() else {}


def facts(event: Event, names: Mapping[Name, str], *, said: Collection[str] = ()) -> list[tuple[str, str]]:
    """The fields of an entry in words, without those that are empty. said: those that its sentence names already."""
    fields: tuple[str, ...] = event.__slots__
    told = [(field, getattr(event, field)) for field in fields]
    return [
        (_readable(field), _field(field, value, event, names))
        for field, value in told
        if value is not None and field not in said
    ]


def _field(field: str, value: Any, event: Event, names: Mapping[Name, str]) -> str:
    if field == "share":
        return written.share(value)
    team = subject({field: value})
    return names.get(team[field], value) if team else _in_words(value, event.refers.get(field, ""), names)


def _in_words(value: Any, sort: str, names: Mapping[Name, str]) -> str:
    if sort:
        return names.get((sort, value), f"{sort} {value}")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return written.exact(value)
    return _readable(value) if isinstance(value, str) else str(value)


def _readable(code: str) -> str:
    return code.removesuffix("_id").replace("_", " ")
