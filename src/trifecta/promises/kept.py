"""Rows of clocks as far as a reading is held against them, as the database keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from trifecta.base.worktime import zones
from trifecta.log import rows
from trifecta.promises.clocks.results import Run
from trifecta.promises.loading import InForce
from trifecta.promises.models import Clock

Key: TypeAlias = tuple[str, str, int]
KEY = ("promise", "subject", "run")
NEWS = (
    *("kind", "terms", "team_id", "state", "is_open", "outcome", "reason", "started_at", "due_at", "broken_at"),
    *("ended_at", "next_at", "target_s", "is_named"),
)
# What counts up by itself is no news: it is written when anything else is.
READ = (*NEWS, "spent_s", "paused_s", "calendar_version_id")
_STANDING = ("ticket_id", *KEY, "id", "read_at", *NEWS)
_INSTANTS = tuple(name for name in NEWS if name.endswith("_at"))
_ENUMERATED, _TRUTHS = ("kind", "state", "outcome"), ("is_open", "is_named")


class Kept(NamedTuple):
    """A row; its instants are whole seconds since 1970. What follows `read` is NEWS, in that order."""

    id: int
    read: int
    kind: str
    terms: str
    team_id: int | None
    state: str
    is_open: bool
    outcome: str | None
    reason: str
    started: int
    due: int | None
    broken: int | None
    ended: int | None
    next: int | None
    target_s: int | None
    is_named: bool

    @property
    def news(self) -> tuple[Any, ...]:
        return self[2:]


def of(ticket_id: int) -> dict[Key, Kept]:
    return of_many([ticket_id]).get(ticket_id, {})


def of_many(tickets: Sequence[int]) -> dict[int, dict[Key, Kept]]:
    """By ticket; those without a row are not there."""
    found: dict[int, dict[Key, Kept]] = {}
    for ticket, promise, subject, run, *told in rows.stored(Clock, _STANDING, ticket_id=tickets):
        found.setdefault(ticket, {})[promise, subject, run] = Kept._make(told)
    return found


def key_of(run: Run) -> Key:
    return run.promise, run.subject, run.number


def news(run: Run) -> tuple[Any, ...]:
    """A reading by the names of NEWS, its instants as whole seconds."""
    team, terms = run.subject.removeprefix("team:"), run.terms
    return (
        *(("told", "") if terms is None else (terms.kind, terms.code)),
        int(team) if team != run.subject else run.holder,
        *(run.state, run.is_open, run.outcome, run.reason),
        *(run.started, run.due, run.broken, run.ended, run.ahead, run.target_s, run.is_named),
    )


def shown(news: tuple[Any, ...]) -> dict[str, Any]:
    """The same by name, with the values that a row of the model has."""
    told = dict(zip(NEWS, news, strict=True))
    told |= {name: _instant(told[name]) for name in _INSTANTS}
    told |= {name: told[name] and str(told[name]) for name in _ENUMERATED}
    return told | {name: bool(told[name]) for name in _TRUTHS}


def row(run: Run, *, force: InForce) -> tuple[Any, ...]:
    """A reading as its row keeps it, by the names of READ."""
    return (*shown(news(run)).values(), run.spent_s, run.paused_s, force.calendar_version_of(run.hours))


def _instant(second: int | None) -> datetime | None:
    return None if second is None else zones.at_second(second)
