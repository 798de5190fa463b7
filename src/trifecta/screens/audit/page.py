"""One page of the log: fifty lines in words, and the ways on and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trifecta.base import ids
from trifecta.base.kinds import to_facts
from trifecta.log import trail
from trifecta.log.trail import Asked, Found, Line
from trifecta.parts.clocks import deeds, naming
from trifecta.screens.audit import changes, fields, keeping, promised
from trifecta.screens.audit.changes import Change
from trifecta.staff.models import Agent
from trifecta.tickets import scope, timeline, wording
from trifecta.tickets.models import ContactLink, Ticket
from trifecta.tickets.names import names_of
from trifecta.tickets.timeline import Moment

PER_PAGE = 50
_LATE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """
    One line in words.

    thing: the reference or the log's own name of what it happened on; ticket: the reference, if it is one. is_late:
    it was written down well after it was true. changes: (label, before, after); facts: (field, value), where the
    ticket itself stayed as it was.
    """

    line: Line
    who: str
    sentence: str
    thing: str
    ticket: str
    is_late: bool
    changes: list[tuple[str, str, str]]
    facts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """newer, older: beyond which place the next page lies. looked_to: how far back was looked, if not to the end."""

    lines: list[Told]
    newer: int | None
    older: int | None
    looked_to: datetime | None


NOTHING = Page(lines=[], newer=None, older=None, looked_to=None)


def read(asked: Asked, *, reader: Agent, before: int | None = None, after: int | None = None) -> Page:
    """The page before or after a place, or the first one."""
    if after is not None:
        found = trail.newer(asked, after=after, size=PER_PAGE)
        if len(found.lines) < PER_PAGE and not found.has_more:
            return read(asked, reader=reader)
        return _page(found, reader, has_newer=found.has_more, has_older=True)
    found = trail.older(asked, before=before, size=PER_PAGE)
    return _page(found, reader, has_newer=before is not None, has_older=found.has_more)


def _page(found: Found, reader: Agent, *, has_newer: bool, has_older: bool) -> Page:
    told = tell(found.lines, reader=reader)
    newer = found.lines[0].place if has_newer and found.lines else None
    older = found.lines[-1].place if has_older and found.lines else found.stopped_at
    looked_to = trail.recorded_at(found.stopped_at) if found.stopped_at else None
    return Page(told, newer, older, looked_to)


def tell(lines: Sequence[Line], *, reader: Agent) -> list[Told]:
    """Lines in words, without those on tickets that the reader may not see; one query a table of names, and five."""
    seen = _seen(lines, reader)
    stories = changes.stories(seen)
    moved, words = changes.of_tickets(seen, stories), promised.words_of(seen, stories)
    moments = [_moment(line, moved.get(line.place, [])) for line in seen]
    names = names_of(moments)
    kept = keeping.of_words(seen)
    told = [
        _told(line, moment, moved.get(line.place, []), names, given=promised.word_of(line, words))
        for line, moment in zip(seen, moments, strict=True)
    ]
    return [replace(one, changes=kept[one.line.place], facts=[]) if one.line.place in kept else one for one in told]


def _told(line: Line, moment: Moment, moved: list[Change], names: dict[timeline.Name, str], *, given: str) -> Told:
    """given: the words of the word that the line names."""
    sort, _, number = line.stream.partition(":")
    reference = ids.reference(sort, int(number)) if sort in ids.PREFIXES else ""
    said = {*naming.spoken(moment.facts), *promised.told_of(moment), *promised.named_in(moment, given)}
    return Told(
        line=line,
        who=wording.actor_of(moment, names),
        sentence=deeds.sentence(moment, names, promises=promised.names_of(line, given)),
        thing=reference or line.stream,
        ticket=reference if sort == "ticket" else "",
        is_late=abs(line.recorded_at - moment.at) > _LATE,
        changes=[
            *(
                (changes.label(one), changes.said(one, one.before, names), changes.said(one, one.after, names))
                for one in moved
            ),
            *promised.changes(moment, given),
        ],
        facts=[] if moved else fields.told(line.entry.event, names, said=said),
    )


def _moment(line: Line, moved: list[Change]) -> Moment:
    entry = line.entry
    facts = to_facts(entry.event)
    refers = {name: (sort, facts[name]) for name, sort in entry.event.refers.items() if name in facts}
    refers |= fields.subject(facts)
    mentioned = {f"{one.column} {number}": (sort, number) for one in moved for sort, number in one.names}
    return Moment(
        seq=entry.seq,
        at=entry.happened_at,
        actor=entry.actor,
        who=timeline.person(entry.actor),
        kind=entry.event.kind,
        sentence=entry.event.sentence,
        direction=timeline.DIRECTIONS.get(entry.event.kind),
        refers={**refers, **mentioned},
        facts=facts,
    )


def _seen(lines: Sequence[Line], reader: Agent) -> list[Line]:
    """What touches a hidden ticket is not told to whoever may not see it: the ticket, and the contacts about it."""
    if not scope.scope_of(reader).hidden_team_ids:
        return list(lines)
    tickets = _numbers(lines, "ticket")
    about = dict(ContactLink.objects.filter(contact__in=_numbers(lines, "contact")).values_list("contact", "ticket"))
    named = {*tickets, *about.values()}
    visible = set(Ticket.objects.visible_to(reader).filter(pk__in=named).values_list("pk", flat=True))
    hidden = {ids.stream("ticket", number) for number in tickets if number not in visible}
    hidden |= {ids.stream("contact", contact) for contact, ticket in about.items() if ticket not in visible}
    return [line for line in lines if line.stream not in hidden]


def _numbers(lines: Sequence[Line], sort: str) -> set[int]:
    return {int(line.stream.partition(":")[2]) for line in lines if line.stream.startswith(f"{sort}:")}
