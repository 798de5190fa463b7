"""A ticket's story in order: after each entry its facts, who has the work, and whether there is work at all."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trifecta.base.conditions.tree import Compared, Condition, Either, Every, Missing, Not, OneOf, Within
from trifecta.base.entries import Entry
from trifecta.promises.terms import Book, Facts
from trifecta.promises.tests.reference.world import Version, World

ENDED = {"ticket.closed": "closed", "ticket.cancelled": "cancelled", "ticket.merged": "merged"}
REOPENED = ("ticket.reopened", "ticket.rejected")


@dataclass(frozen=True, eq=False)
class Moment:
    """
    Something happened: an entry, or a new version of the book (then `entry` is None).

    holder: the team that has the work after it, None for nobody; book: which one holds for the ticket after it
    """

    at: int
    entry: Entry | None
    facts: Facts
    holder: int | None
    at_work: bool
    book: Book


def second(at: datetime) -> int:
    return int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 1)


def moments(entries: Iterable[Entry], versions: Iterable[Version], world: World, *, at: int) -> list[Moment]:
    """All of the story until `at`, that second included."""
    story = [entry for entry in _read(entries) if second(entry.happened_at) <= at]
    if not story:
        return []
    opened = second(story[0].happened_at)
    by_age = sorted(versions, key=lambda version: version.holds_from)
    book = next((version.book for version in reversed(by_age) if version.holds_from <= opened), Book(()))
    later = [version for version in by_age if opened < version.holds_from <= at and version.open_follow]
    ticket, told = _Ticket(world), []
    for entry in story:
        while later and later[0].holds_from <= second(entry.happened_at):
            book = _follow(ticket, later.pop(0), book, told)
        ticket.tell(entry)
        told.append(ticket.moment(second(entry.happened_at), entry, book))
    while later:
        book = _follow(ticket, later.pop(0), book, told)
    return told


def _read(entries: Iterable[Entry]) -> list[Entry]:
    known = list(entries)
    wrong = {entry.event.supersedes for entry in known if entry.event.kind == "ticket.corrected"}
    return sorted((e for e in known if e.seq not in wrong), key=lambda entry: (entry.happened_at, entry.seq))


def _follow(ticket: _Ticket, version: Version, book: Book, told: list[Moment]) -> Book:
    if not ticket.at_work:
        return book
    told.append(ticket.moment(version.holds_from, None, version.book))
    return version.book


class _Ticket:
    """What is true of the ticket, changed by one entry after another."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.state = "open"
        self.facts: dict[str, Any] = {"team_changes": 0}
        self.offered_to: int | None = None

    @property
    def at_work(self) -> bool:
        return self.state in {"open", "waiting"}

    def moment(self, at: int, entry: Entry | None, book: Book) -> Moment:
        team = self.facts.get("team")
        holder = team if self.offered_to is None else None
        return Moment(at, entry, dict(self.facts), holder, self.at_work, book)

    def tell(self, entry: Entry) -> None:
        event: Any = entry.event
        kind = event.kind
        if kind == "ticket.opened":
            for name in ("sort", "channel", "service", "item", "category", "team", "owner"):
                self.facts[name] = getattr(event, name)
            self._weigh(event)
            self._name(event)
        elif kind == "ticket.reprioritized":
            self._weigh(event)
        elif kind == "ticket.recategorized":
            for name in ("sort", "service", "item", "category"):
                self.facts[name] = getattr(event, name)
        elif kind == "ticket.requester_named":
            self._name(event)
        elif kind == "ticket.ownership_taken":
            self.facts["owner"] = event.owner
        else:
            self._move(kind, event)
            self._go(kind)

    def _weigh(self, event: Any) -> None:
        for name in ("impact", "urgency", "priority"):
            self.facts[name] = getattr(event, name)

    def _name(self, event: Any) -> None:
        self.facts["requester"], self.facts["site"] = event.requester, event.site
        self.facts["organization"] = self.world.customers.get(event.requester)

    def _move(self, kind: str, event: Any) -> None:
        team = self.facts.get("team")
        if kind == "ticket.handoff_offered":
            self.offered_to = event.to_team
        elif kind in {"ticket.handoff_declined", "ticket.handoff_withdrawn"}:
            self.offered_to = None
        elif kind in {"ticket.assigned", "ticket.handoff_accepted"}:
            self._come_to(event.team)
            if kind == "ticket.handoff_accepted" or event.team != team:
                self.offered_to = None
        elif kind == "ticket.given_back":
            self._come_to(event.to_team)
            if event.to_team != team:
                self.offered_to = None

    def _come_to(self, team: int | None) -> None:
        before = self.facts.get("team")
        self.facts["team_changes"] += team is not None and before is not None and team != before
        self.facts["team"] = team

    def _go(self, kind: str) -> None:
        if kind == "ticket.waiting":
            self.state = "waiting"
        elif kind == "ticket.resumed" or kind in REOPENED:
            self.state = "open"
        elif kind == "ticket.resolved" or kind in ENDED:
            self.state, self.offered_to = ENDED.get(kind, "resolved"), None


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a ticket with these facts is meant; what compares with a missing value is false."""
    match condition:
        case Not(part):
            return not holds(part, facts)
        case Every(parts):
            return all(holds(part, facts) for part in parts)
        case Either(parts):
            return any(holds(part, facts) for part in parts)
        case Missing(field):
            return facts.get(field) is None
    return facts.get(condition.field) is not None and _compares(condition, facts[condition.field])


def _compares(condition: Compared | OneOf | Within, mine: Any) -> bool:
    match condition:
        case OneOf(_, values):
            return mine in values
        case Within(_, low, high):
            return low <= mine <= high
        case Compared(_, sign, value):
            return {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}[sign](
                mine, value
            )
