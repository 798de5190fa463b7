"""The page of the book: every line a sentence, what is odd beside it, and what the draft would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.parts import spoken
from trifecta.parts.clocks.naming import promise_name
from trifecta.promises.drafting import draft, pausing, warnings, wording
from trifecta.promises.drafting.draft import Difference, Written
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book, Terms
from trifecta.screens.book import fields
from trifecta.screens.book.reading import Reading, written_book
from trifecta.staff.models import Agent
from trifecta.tickets import codes
from trifecta.tickets.models import Ticket

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Line:
    """
    Terms in words. condition: empty for all tickets. pauses, tells: empty for never.

    is_new: not as in the book that holds.
    """

    code: str
    name: str
    condition: str
    target: str
    hours: str
    pauses: str
    tells: str
    remarks: str
    warnings: list[str]
    is_new: bool
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one promise, in the order in which they are asked."""

    promise: str
    label: str
    to: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Page:
    """draft: None where nothing was changed. addable: promises for which there is a pattern."""

    groups: list[Group]
    draft: Changes | None
    addable: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changes:
    """lines: ("Changed", "Resolution, priority 3"); by: whoever changed the draft last; reach: of what is open."""

    lines: list[tuple[str, str]]
    by: str
    at: datetime | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom it would concern if open tickets followed: these, and the promises by lines that are changed or removed."""

    ticket_count: int
    promise_count: int
    promised_count: int


def read() -> Page:
    book, known = written_book()
    return Page(list(_groups(book, known)), _changes(book), addable())


def addable() -> list[tuple[str, str]]:
    return [(promise, label_of(promise)) for promise in standard_book().promises]


def label_of(promise: str) -> str:
    """A promise by its name; one of the desk's own by its code."""
    return capfirst(promise_name(promise))


def _groups(book: Written, known: Reading) -> Iterator[Group]:
    odd = _warned(book.book, known)
    for promise in book.book.promises:
        lines = [terms for terms in book.book.terms if terms.promise == promise]
        told = [
            line(terms, known, odd.get(terms.code, []), place=(number, len(lines)), is_new=_is_new(terms, book))
            for number, terms in enumerate(lines)
        ]
        yield Group(promise, label_of(promise), _(wording.KINDS[lines[0].kind]), told)


def _is_new(terms: Terms, book: Written) -> bool:
    return book.is_draft and terms not in book.holding.terms


def _warned(book: Book, known: Reading) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for warned in warnings.warnings(book, days_of=known.days_of):
        found.setdefault(warned.code, []).append(spoken.said(warned.sentence))
    return found


def line(terms: Terms, known: Reading, odd: list[str], *, place: tuple[int, int], is_new: bool) -> Line:
    """place: which one of how many."""
    number, count = place
    return Line(
        code=terms.code,
        name=terms.name,
        condition=known.condition(terms.applies),
        target=known.target(terms),
        hours=known.hours(terms),
        pauses=pauses(terms),
        tells=", ".join(one.replace(" ", NO_BREAK) for one in fields.written(terms.thresholds)),
        remarks="; ".join(spoken.said(remark) for remark in wording.remarks(terms)),
        warnings=odd,
        is_new=is_new,
        has_before=number > 0,
        has_after=number < count - 1,
    )


def pauses(terms: Terms) -> str:
    labels = {choice.code: _(choice.label) for choice in codes.WAITING_ON}
    return ", ".join(labels.get(code, code) for code in pausing.waits_of(terms.moves) or ())


def _changes(book: Written) -> Changes | None:
    found = draft.difference(book.holding, book.book)
    if not book.is_draft or not found:
        return None
    return Changes(list(changed(found)), author(book.changed_by), book.changed_at, _reach(found))


def _reach(found: Difference) -> Reach:
    """Two queries; promised_count: the tickets that hold these promises."""
    clocks = Clock.objects.open().filter(terms__in=[terms.code for terms in (*found.changed, *found.removed)])
    told = clocks.aggregate(promises=Count("pk"), tickets=Count("ticket", distinct=True))
    return Reach(Ticket.objects.open().count(), told["promises"], told["tickets"])


def changed(found: Difference) -> Iterator[tuple[str, str]]:
    """What a new version does, a line at a time."""
    for word, lines in (
        (_("new"), found.added),
        (_("changed"), found.changed),
        (_("removed"), found.removed),
    ):
        yield from ((word, terms.name) for terms in lines)
    if found.is_reordered:
        yield _("order"), _("the lines are asked in another order")


def author(actor: str) -> str:
    """Whoever wrote, as the log names them, in words."""
    sort, _colon, number = actor.partition(":")
    if sort == "staff" and number.isdecimal():
        return Agent.objects.filter(pk=int(number)).values_list("name", flat=True).first() or _("somebody")
    return _("the desk itself")
