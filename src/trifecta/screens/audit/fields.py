"""What an entry says beside its sentence, where it changed no ticket's row: its fields in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from trifecta.base.kinds import Event
from trifecta.base.text import N_
from trifecta.screens.audit import changes
from trifecta.staff.models import Role
from trifecta.tickets import codes
from trifecta.tickets.timeline import Name
from trifecta.web import format as written

LABELS: Mapping[str, str] = {
    "after_s": N_("after the deadline"),
    "answered_at": N_("answered"),
    "attempt": N_("times asked"),
    "attempts": N_("times asked"),
    "automatic": N_("sent by itself"),
    "before_s": N_("before the deadline"),
    "closed_at": N_("closed"),
    "due_at": N_("due"),
    "ended_at": N_("ended"),
    "follows": N_("open tickets follow it"),
    "former_due_at": N_("was due"),
    "former_outcome": N_("was"),
    "from_at": N_("from"),
    "handled_s": N_("worked on it for"),
    "holds_from": N_("holds from"),
    "leads": N_("leads the team"),
    "lost_s": N_("working time lost"),
    "manages": N_("manages the organization"),
    "may_ask": N_("may ask the desk"),
    "on": N_("waits for"),
    "planned_end_at": N_("planned end"),
    "planned_start_at": N_("planned start"),
    "rejects": N_("files that were refused"),
    "remarks": N_("notes and reasons"),
    "run": N_("time that it ran"),
    "settled_until_at": N_("settled until"),
    "started_at": N_("started"),
    "subject": N_("whose"),
    "supersedes": N_("corrects entry"),
    "thanks": N_("says thanks and no more"),
    "until_at": N_("until"),
    "word": N_("given word"),
}
# Fields that say something else in one kind than in the others.
OF_KIND = {("ticket.absorbed", "started_at"): N_("its customer waits since")}
ROLES = {"agent.added", "agent.invited", "agent.revised"}


def told(event: Event, names: Mapping[Name, str], *, said: Collection[str] = ()) -> list[tuple[str, str]]:
    """Label and value of what is not empty. said: fields that the sentence or the changes name already."""
    fields: tuple[str, ...] = event.__slots__
    return [
        (_label(event.kind, field), _value(field, value, event, names))
        for field in fields
        if field not in said and (value := getattr(event, field)) is not None
    ]


def subject(facts: Mapping[str, Any]) -> dict[str, Name]:
    """Whose promise it is, where it is a team's: what the log calls `team:2` has a name."""
    sort, _colon, number = str(facts.get("subject") or "").partition(":")
    return {"subject": (sort, int(number))} if sort == "team" and number.isdecimal() else {}


def _label(kind: str, field: str) -> str:
    label = OF_KIND.get((kind, field)) or LABELS.get(field)
    return _(label) if label else changes.readable(field)


def _value(field: str, value: Any, event: Event, names: Mapping[Name, str]) -> str:
    if field == "share":
        return written.share(value)
    if field.endswith("_s"):
        return written.exactly(value)
    if team := subject({field: value}):
        return names.get(team[field], value)
    if field == "role" and event.kind in ROLES and value in Role.values:
        return str(Role(value).label)
    if (event.kind, field) in codes.SPOKEN_IN:
        return _(codes.label(event.kind, field, value))
    return changes.in_words(value, event.refers.get(field, ""), names)
