"""What a new version of the book does, a line at a time, and whom it would concern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from trifecta.parts.clocks.naming import promise_name
from trifecta.promises.drafting import draft, pausing
from trifecta.promises.drafting.draft import Difference, Written
from trifecta.promises.models import BookVersion, Clock
from trifecta.promises.terms import Book, Terms
from trifecta.screens.book import fields
from trifecta.screens.book.reading import Reading
from trifecta.staff.models import Agent
from trifecta.tickets import codes
from trifecta.tickets.models import Ticket

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Change:
    """word: new, changed, removed, order. details: of what is changed, from what to what."""

    word: str
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """by: whoever changed the draft last; reach: of what is open. seen: tells this draft from what it becomes later."""

    lines: list[Change]
    by: str
    at: datetime | None
    reach: Reach
    seen: str


@dataclass(frozen=True, slots=True)
class Reach:
    """
    Whom it would concern if open tickets followed.

    promise_count: open promises by lines that are changed or removed, on promised_count tickets. named_count: more of
    them, whose deadline was named and stays. skipped: the latest version that some open tickets do not follow yet.
    """

    ticket_count: int
    promise_count: int
    promised_count: int
    named_count: int
    skipped: int | None


def of_draft(book: Written, known: Reading) -> Changes | None:
    found = draft.difference(book.holding, book.book)
    if not book.is_draft or not found:
        return None
    lines = list(changed(book.holding, book.book, known))
    return Changes(lines, author(book.changed_by), book.changed_at, _reach(found), seen(book))


def seen(book: Written) -> str:
    return book.changed_at.isoformat() if book.changed_at else ""


def changed(before: Book, after: Book, known: Reading) -> Iterator[Change]:
    """What a new version does, a line at a time."""
    found, old = draft.difference(before, after), {terms.code: terms for terms in before.terms}
    yield from (Change(_("new"), terms.name) for terms in found.added)
    for terms in found.changed:
        yield Change(_("changed"), terms.name, tuple(_details(old[terms.code], terms, known)))
    for terms in found.removed:
        yield Change(_("removed"), terms.name, tuple(_left_alone(terms, after)))
    if found.is_reordered:
        yield Change(_("order"), _("the lines are asked in another order"))


def _details(before: Terms, after: Terms, known: Reading) -> Iterator[str]:
    told = zip(_told(before, known), _told(after, known), strict=True)
    said = [f"{label} {old} → {new}" for (label, old), (_label, new) in told if old != new]
    yield from said or [_("what a reopening, a later change or a long pause does to it")]


def _told(terms: Terms, known: Reading) -> Iterator[tuple[str, str]]:
    """What a line says, each with what it is called."""
    yield _("name:"), terms.name
    yield _("within:"), known.target(terms)
    yield _("hours:"), known.hours(terms)
    yield _("for:"), known.condition(terms.applies) or _("all tickets")
    yield _("pauses for:"), pauses(terms) or "–"
    yield _("tells us at:"), tells(terms) or "–"


def _left_alone(gone: Terms, after: Book) -> Iterator[str]:
    if gone.promise not in after.promises and gone.promise != "word":
        told = {"promise": promise_name(gone.promise)}
        yield _("no line of “%(promise)s” is left, so it is promised to nobody") % told


def pauses(terms: Terms) -> str:
    labels = {choice.code: _(choice.label) for choice in codes.WAITING_ON}
    return ", ".join(labels.get(code, code) for code in pausing.waits_of(terms.moves) or ())


def tells(terms: Terms) -> str:
    return ", ".join(one.replace(" ", NO_BREAK) for one in fields.written(terms.thresholds))


def _reach(found: Difference) -> Reach:
    """Four queries."""
    by_these = Clock.objects.open().filter(terms__in=[terms.code for terms in (*found.changed, *found.removed)])
    told = by_these.filter(is_named=False).aggregate(promises=Count("pk"), tickets=Count("ticket", distinct=True))
    return Reach(
        ticket_count=Ticket.objects.open().count(),
        promise_count=told["promises"],
        promised_count=told["tickets"],
        named_count=by_these.filter(is_named=True).count(),
        skipped=_skipped(),
    )


def _skipped() -> int | None:
    oldest = Ticket.objects.open().aggregate(opened_at=Min("opened_at"))["opened_at"]
    latest = BookVersion.objects.order_by("-number").first()
    if oldest is None or latest is None or latest.follows or latest.holds_from <= oldest:
        return None
    return latest.number


def author(actor: str) -> str:
    """Whoever wrote, as the log names them, in words."""
    sort, _colon, number = actor.partition(":")
    if sort == "staff" and number.isdecimal():
        return Agent.objects.filter(pk=int(number)).values_list("name", flat=True).first() or _("somebody")
    return _("the desk itself")
