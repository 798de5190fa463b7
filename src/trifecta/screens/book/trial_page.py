"""Which terms apply to a ticket, line by line, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trifecta.base.conditions import words
from trifecta.base.conditions.tree import Compared, Either, Every, Missing, Not
from trifecta.base.conditions.vocabulary import Vocabulary
from trifecta.base.conditions.why import Finding
from trifecta.promises.drafting.trial import Asked, Trial, trials
from trifecta.promises.loading import InForce, in_force
from trifecta.screens.book import meaning, page
from trifecta.screens.book.reading import Reading, written_book
from trifecta.tickets import vocabulary
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Part:
    """A comparison, or what joins several; found: what the ticket says instead, empty where that is plain."""

    text: str
    holds: bool
    found: str
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    name: str
    holds: bool
    applies: bool
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Tried:
    """target: empty where no line applies. due_at: were it to begin at the instant that the page names."""

    label: str
    lines: list[Line]
    target: str
    hours: str
    due_at: datetime | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Page:
    """begins_at: from when the deadlines are told. is_draft: the book is one that does not hold yet."""

    promises: list[Tried]
    begins_at: datetime
    is_draft: bool


def read(ticket: Ticket | None, imagined: Mapping[str, Any], *, at: datetime) -> Page:
    """ticket: as it is now; None for an imagined one, which begins at `at`."""
    book, known = written_book()
    facts, begins_at = dict(imagined), at
    if ticket is not None:
        organization = ticket.requester.organization_id if ticket.requester else None
        facts, begins_at = vocabulary.facts(vars(ticket), organization=organization), ticket.opened_at
    force = in_force(at=at)
    found = trials(book.book, facts)
    return Page([_tried(trial, known, facts, force, begins_at) for trial in found], begins_at, book.is_draft)


def _tried(trial: Trial, known: Reading, facts: Mapping[str, Any], force: InForce, at: datetime) -> Tried:
    lines = [_line(asked, known) for asked in trial.lines]
    terms = trial.applying
    if terms is None:
        return Tried(page.label_of(trial.promise), lines, "", "", None, "")
    due_at, why_not = meaning.due(terms, facts, force=force, at=at)
    return Tried(page.label_of(trial.promise), lines, known.target(terms), known.hours(terms), due_at, why_not)


def _line(asked: Asked, known: Reading) -> Line:
    parts = list(_parts(asked.finding, known.vocabulary, 0))
    return Line(asked.terms.code, asked.terms.name, asked.finding.holds, asked.applies, parts)


def _parts(finding: Finding, known: Vocabulary, depth: int) -> Iterator[Part]:
    """Each comparison by itself; where they are joined otherwise than by “and”, the whole first."""
    match finding.part:
        case Every(()):
            return
        case Every():
            for part in finding.parts:
                yield from _parts(part, known, depth)
        case Either() | Not(Every() | Either()):
            yield Part(words.words(finding.part, known), finding.holds, "", depth)
            for part in finding.parts:
                yield from _parts(part, known, depth + 1)
        case _:
            leaf = finding.parts[0] if finding.parts else finding
            said = words.words(finding.part, known)
            found = _found(leaf, known)
            yield Part(said, finding.holds, "" if found == said else found, depth)


def _found(leaf: Finding, known: Vocabulary) -> str:
    match leaf.part:
        case Every() | Either() | Not():
            return ""
        case comparison if leaf.found is None:
            return words.words(Missing(comparison.field), known)
        case comparison:
            return words.words(Compared(comparison.field, "=", leaf.found), known)
