"""A ticket's story for the pages: every entry with its words, read in a few queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from trifecta.base.entries import Entry
from trifecta.base.kinds import to_facts
from trifecta.customers.models import Customer
from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits
from trifecta.tickets.events.conversation import MessageReceived, MessageSent, NoteAdded
from trifecta.tickets.following import Sight
from trifecta.tickets.models import Message, Remark, Ticket

Name = tuple[str, int]
"""The sort and id of something that has a name: ("agent", 4)."""

DIRECTIONS = {MessageSent.kind: "out", MessageReceived.kind: "in"}
PEOPLE = {"staff": "agent", "customer": "customer"}

# What concerns the customer; how the desk passes the work around does not.
PUBLIC = frozenset({
    *("ticket.opened", "ticket.message_sent", "ticket.message_received", "ticket.waiting", "ticket.resumed"),
    *("ticket.resolved", "ticket.validated", "ticket.rejected", "ticket.validation_unanswered", "ticket.reopened"),
    *("ticket.closed", "ticket.cancelled", "ticket.validation_asked", "word.given", "word.kept", "word.broken"),
})  # fmt: skip
SAID = frozenset({MessageSent.kind, MessageReceived.kind})
SHOWN = {Sight.NOTHING: frozenset[str](), Sight.PROGRESS: PUBLIC - SAID, Sight.CONVERSATION: PUBLIC}


@dataclass(frozen=True, slots=True)
class Moment:
    """
    One entry of the story.

    who: the person who acted, None for a rule or an import. direction: "in" from the customer's side, "out" to it, None
    for what is no message. refers: the fields of the sentence that are names. facts: all fields as stored.
    """

    seq: int
    at: datetime
    actor: str
    who: Name | None
    kind: str
    sentence: str
    direction: str | None
    words: str = ""
    refers: Mapping[str, Name] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_superseded: bool = False

    @property
    def is_message(self) -> bool:
        return self.direction is not None

    @property
    def is_note(self) -> bool:
        return self.kind == NoteAdded.kind

    @property
    def is_told(self) -> bool:
        """Somebody said something with it that still holds."""
        return bool(self.words) and not self.is_superseded

    @property
    def is_system(self) -> bool:
        """Nobody in person did it, or an automatic message."""
        return self.who is None or bool(self.facts.get("automatic"))


def timeline(ticket: Ticket, *, seen_by: Agent | Customer) -> list[Moment]:
    """The story as this person may read it, oldest first: the desk's own business is the desk's only."""
    words = _words([ticket.pk]).get(ticket.pk, {})
    return _told(journal.read(ticket.stream), words, permits.sight(seen_by, ticket))


def news(tickets: Collection[Ticket], *, seen_by: Customer) -> dict[int, datetime]:
    """When each of these last had something to read for this person; as many queries for many as for one."""
    known, found = {ticket.pk: ticket.stream for ticket in tickets}, dict[str, datetime]()
    sights = permits.sights(seen_by, tickets)
    for sight in set(sights.values()):
        found |= journal.latest_of([known[pk] for pk in known if sights[pk] is sight], SHOWN[sight])
    return {pk: found[stream] for pk, stream in known.items() if stream in found}


def taken_in(ticket: Ticket, *, seen_by: Agent | Customer) -> list[tuple[Ticket, list[Moment]]]:
    """
    The stories with words of the tickets that were merged into this one, and into those; the earlier merged first.

    Merging opens none of them to anybody: each is read as this person may read that very ticket. As many queries for
    many tickets as for one.
    """
    seen = Ticket.objects.visible_to(seen_by).taken_in_by(ticket).select_related("requester")
    found = {one.stream: one for one in seen.order_by("closed_at", "pk")}
    if not found:
        return []
    words, sights = _words([one.pk for one in found.values()]), permits.sights(seen_by, found.values())
    read = {
        stream: _told(entries, words.get(found[stream].pk, {}), sights[found[stream].pk])
        for stream, entries in journal.read_many([*found])
    }
    return [(one, [moment for moment in read[stream] if moment.is_told]) for stream, one in found.items()]


def _told(entries: list[Entry], words: Mapping[int, str], sight: Sight) -> list[Moment]:
    corrected = {entry.event.supersedes for entry in entries if entry.event.kind == "ticket.corrected"}  # type: ignore[attr-defined]
    moments = [_moment(entry, words.get(entry.seq, ""), entry.seq in corrected) for entry in entries]
    if sight < Sight.EVERYTHING:
        moments = [moment for moment in moments if moment.kind in SHOWN[sight] and not moment.is_superseded]
    if sight < Sight.CONVERSATION:
        moments = [replace(moment, words="") for moment in moments]
    return sorted(moments, key=lambda moment: (moment.at, moment.seq))


def _words(tickets: list[int]) -> dict[int, dict[int, str]]:
    """By ticket and seq."""
    kept: dict[int, dict[int, str]] = {}
    for table in (Message, Remark):
        for ticket, seq, body in table.objects.filter(ticket__in=tickets).values_list("ticket", "seq", "body"):
            kept.setdefault(ticket, {})[seq] = body
    return kept


def _moment(entry: Entry, words: str, is_superseded: bool) -> Moment:  # noqa: FBT001
    event, facts = entry.event, to_facts(entry.event)
    return Moment(
        seq=entry.seq,
        at=entry.happened_at,
        actor=entry.actor,
        who=person(entry.actor),
        kind=event.kind,
        sentence=event.sentence,
        direction=DIRECTIONS.get(event.kind),
        words=words,
        refers={name: (sort, facts[name]) for name, sort in event.refers.items() if name in facts},
        facts=facts,
        is_superseded=is_superseded,
    )


def person(actor: str) -> Name | None:
    """
    Who an actor is, if a person.

    >>> person("staff:4"), person("rule:auto_close")
    (('agent', 4), None)
    """
    sort, _, number = actor.partition(":")
    return (PEOPLE[sort], int(number)) if sort in PEOPLE and number.isdecimal() else None
