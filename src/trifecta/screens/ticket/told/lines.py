"""The story of a ticket in the order in which it is read: messages, and between them what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import merge
from operator import attrgetter

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trifecta.parts import words
from trifecta.parts.clocks import deeds, naming
from trifecta.screens.ticket.told import beginning, former
from trifecta.tickets import wording
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment, Name

# What a clock did on its own is no step of anybody's; what came of the promise is.
TICKING = frozenset({"promise.started", "promise.paused", "promise.threshold_passed", "promise.cancelled"})
ICONS = {
    "ticket.assigned": "user-check",
    "ticket.handoff_offered": "transfer",
    "ticket.handoff_accepted": "transfer",
    "ticket.handoff_declined": "x",
    "ticket.given_back": "transfer",
    "ticket.ownership_taken": "user",
    "ticket.waiting": "player-pause",
    "ticket.resolved": "check",
    "ticket.validated": "circle-check",
    "ticket.rejected": "circle-x",
    "ticket.reopened": "refresh",
    "ticket.closed": "lock",
    "ticket.reprioritized": "flag",
    "promise.broken": "alert-triangle",
    "promise.met": "circle-check",
    "promise.started": "clock",
}
# A run of facts longer than this folds; with one line more, folding would hide no more than it adds.
UNFOLDED = 4
REFERENCE = re.compile(r"\b[A-Z]+-\d+\b")
Taken = Sequence[tuple[Ticket, list[Moment]]]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One entry as it is read.

    kind: customer, own or internal for words of people, else fact. wrong: its number, where the reader may correct it.
    names: references of the tickets in its text that the reader may look at. origin: of the merged ticket it stood on.
    """

    at: datetime
    kind: str
    text: str
    who: str = ""
    via: str = ""
    words: str = ""
    reason: str = ""
    icon_name: str = "history"
    wrong: int | None = None
    names: tuple[str, ...] = ()
    origin: str = ""

    @property
    def linked(self) -> SafeString:
        """The text with the ways to the tickets that it names."""
        return mark_safe(REFERENCE.sub(lambda found: _way(found[0], self.names), escape(self.text)))  # noqa: S308


@dataclass(frozen=True, slots=True)
class Telling:
    """
    What the lines need besides the story.

    known: names. promises: how the ticket's own are called. correctable: numbers of entries that readers may correct.
    seen: tickets that they may look at.
    """

    known: Mapping[Name, str]
    promises: naming.Promised
    correctable: frozenset[int]
    seen: frozenset[Name] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Either one message, or a run of facts: of a long one the first and the latest are in sight."""

    message: Line | None = None
    first: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    latest: tuple[Line, ...] = ()


def stretches(ticket: Ticket, moments: list[Moment], telling: Telling, *, taken_in: Taken = ()) -> list[Stretch]:
    """taken_in: what was told on the tickets that were merged into this one; it stands where it was said."""
    others = (_of_merged(other, told, telling) for other, told in taken_in)
    return list(_runs(merge(_lines(ticket, moments, telling), *others, key=attrgetter("at"))))


def _of_merged(other: Ticket, told: list[Moment], telling: Telling) -> Iterator[Line]:
    for moment in told:
        *_before, line = _told(moment, telling, other)
        yield replace(line, origin=other.reference)


def _lines(ticket: Ticket, moments: list[Moment], telling: Telling) -> Iterator[Line]:
    priorities = former.priorities(moments)
    begun: list[Line] = []
    for moment in moments:
        who = wording.actor_of(moment, telling.known)
        if moment.kind == "ticket.opened":
            begun = [_step(moment, text) for text in beginning.sentences(moment, telling.known)]
        if _is_ticking(moment) or _is_heard(moment, who, ticket, moments):
            continue
        for line in _told(moment, telling, ticket):
            reason = _priority(moment, priorities) if moment.kind == "ticket.reprioritized" else line.reason
            yield replace(line, reason=reason, wrong=moment.seq if moment.seq in telling.correctable else None)
        # After what the customer said first, for it is read like a letter.
        yield from begun
        begun = []


def _is_ticking(moment: Moment) -> bool:
    """What a person said of a deadline is told like any other fact."""
    return moment.kind in TICKING and (moment.kind != "promise.started" or moment.who is None)


def _told(moment: Moment, telling: Telling, ticket: Ticket) -> Iterator[Line]:
    who = wording.actor_of(moment, telling.known)
    if moment.kind == "ticket.opened" and moment.words:
        if who != _asker(ticket, who):
            yield _fact(moment, telling)
        yield Line(moment.at, "customer", "", who=_asker(ticket, who), via=_via(ticket.channel), words=moment.words)
    elif moment.is_message or moment.is_note:
        kind = "internal" if moment.is_note else "customer" if moment.direction == "in" else "own"
        via = _("corrected later") if moment.is_superseded else _via(moment.facts.get("channel"))
        yield Line(moment.at, kind, "", who=who, via=via, words=moment.words)
    else:
        yield replace(_fact(moment, telling), words=moment.words)


def _is_heard(opened: Moment, who: str, ticket: Ticket, moments: list[Moment]) -> bool:
    """Whether the customer's own message says already that they opened the ticket."""
    if opened.kind != "ticket.opened" or opened.words or who != _asker(ticket, ""):
        return False
    return any(moment.direction == "in" and moment.who == opened.who for moment in moments)


def _fact(moment: Moment, telling: Telling) -> Line:
    """A step without the words that went with it."""
    text = deeds.sentence(moment, telling.known, promises=telling.promises)
    if moment.kind == "ticket.opened" and beginning.is_owned_by_opener(moment):
        text = _(beginning.OPENED_AND_OWNS) % {"owner": wording.actor_of(moment, telling.known)}
    if moment.is_superseded:
        text = _("%(fact)s (corrected later)") % {"fact": text}
    icon_name = ICONS.get(moment.kind, "history")
    seen = tuple(telling.known[name] for name in moment.refers.values() if name in telling.seen)
    return Line(moment.at, "fact", text, reason=deeds.reason(moment), icon_name=icon_name, names=seen)


def _way(reference: str, names: Sequence[str]) -> str:
    if reference not in names:
        return reference
    return format_html('<a href="{}">{}</a>', reverse("ticket", args=[reference]), reference)


def _priority(moment: Moment, before: Mapping[int, int | None]) -> str:
    """From which priority to which."""
    then, now = words.priority(before[moment.seq]), words.priority(moment.facts.get("priority"))
    if not now:
        return ""
    changed = _("From %(before)s to %(priority)s priority") if then else _("%(priority)s priority")
    return changed % {"before": then.lower(), "priority": now.lower() if then else now}


def _step(opened: Moment, text: str) -> Line:
    return Line(opened.at, "fact", text, icon_name="user")


def _asker(ticket: Ticket, who: str) -> str:
    return ticket.requester.name if ticket.requester else who


def _via(channel: str | None) -> str:
    return _("by %(channel)s") % {"channel": words.channel(channel).lower()} if channel else ""


def _runs(lines: Iterable[Line]) -> Iterator[Stretch]:
    run: list[Line] = []
    for line in lines:
        if line.kind == "fact":
            run.append(line)
            continue
        yield from _run(run)
        run = []
        yield Stretch(message=line)
    yield from _run(run)


def _run(run: list[Line]) -> Iterator[Stretch]:
    if len(run) > UNFOLDED:
        yield Stretch(first=(run[0],), folded=tuple(run[1:-2]), latest=tuple(run[-2:]))
    elif run:
        yield Stretch(latest=tuple(run))
