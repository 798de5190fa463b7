"""On what a clock rests: which terms of which book, the time that they give, and whose opening hours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trifecta.base.conditions import words as conditions
from trifecta.base.conditions.tree import EVERYTHING
from trifecta.calendars.models import CalendarVersion
from trifecta.log import journal
from trifecta.parts import opening
from trifecta.parts.clocks import face
from trifecta.promises.clocks.results import Run
from trifecta.promises.loading import InForce
from trifecta.promises.models import Clock
from trifecta.promises.said import ordinary
from trifecta.promises.terms import ZoneOf
from trifecta.tickets import vocabulary
from trifecta.tickets.models import Ticket
from trifecta.web import format as written


@dataclass(frozen=True, slots=True)
class Basis:
    """
    By which terms: their name and code, the version of the book, the condition that held, the opening hours.

    time: within which, and what was named instead. hours: the week in words. zone: whose they are and why it is not the
    site's own, where the terms mean the site's.
    """

    terms: str
    code: str
    book: int | None
    condition: str
    time: str
    calendar: CalendarVersion | None
    hours: str
    zone: str


def basis(clock: Clock, run: Run, force: InForce, *, told: Collection[str]) -> Basis | None:
    """told: the promises whose deadline the source of the ticket told."""
    terms = run.terms
    if terms is None:
        return None
    said = "" if terms.applies == EVERYTHING else conditions.words(terms.applies, vocabulary.vocabulary())
    calendar = (
        CalendarVersion.objects.select_related("calendar").filter(pk=_calendar_of(clock, run, force) or 0).first()
    )
    return Basis(
        terms=terms.name,
        code=terms.code,
        book=_book_of(run, force),
        condition=said,
        time=_time(clock, run, force, is_told=clock.promise in told),
        calendar=calendar,
        hours=_hours(calendar) if calendar else "",
        zone=_zone(clock.ticket, run),
    )


def _time(clock: Clock, run: Run, force: InForce, *, is_told: bool) -> str:
    """Within what time; where a deadline was named, what the terms would have given, and what holds instead."""
    by_terms = face.target(run)
    if not run.is_named or clock.kind == "word" or not by_terms or clock.due_at is None:
        return by_terms
    terms_due_at = None
    if clock.is_open:
        entries = journal.read(clock.ticket.stream)
        terms_due_at = ordinary.due_by_terms(entries, clock.promise, at=force.at, force=force)
    told = {"time": by_terms, "named": written.exact(clock.due_at), "due": written.exact(terms_due_at or clock.due_at)}
    if is_told and terms_due_at is not None and told["due"] == told["named"]:
        return _("%(time)s by the terms, which gives %(due)s; the source told the same") % told
    match is_told, terms_due_at is not None:
        case True, True:
            return _("%(time)s by the terms, which gives %(due)s; the source told %(named)s, and that holds") % told
        case True, False:
            return _("%(time)s by the terms; the source told %(named)s, and that holds") % told
        case False, True:
            return _("%(time)s by the terms, which gives %(due)s; by hand %(named)s was named, and that holds") % told
    return _("%(time)s by the terms; by hand %(named)s was named, and that holds") % told


def _hours(calendar: CalendarVersion) -> str:
    """The week, and whose clocks it is read by."""
    week = [f"{days} {windows}" for days, windows in opening.spans(calendar.own_hours.week)]
    return ", ".join([*week, calendar.own_hours.zone])


def _zone(ticket: Ticket, run: Run) -> str:
    """A zone that is missing is never filled in in silence."""
    if run.terms is None or run.terms.hours.zone is not ZoneOf.SITE or run.hours is None:
        return ""
    site, told = ticket.site, {"zone": run.hours.calendar.zone, "site": ticket.site}
    if site is None:
        return _("in the calendar's own zone %(zone)s, because the ticket names no site") % told
    if not site.zone:
        return _("in the calendar's own zone %(zone)s, because %(site)s has none") % told
    return _("in the zone of %(site)s, %(zone)s") % told


def _calendar_of(clock: Clock, run: Run, force: InForce) -> int | None:
    """Open clocks are read by the newest version, which the row may not know yet."""
    newest = (calendar.version_id for calendar in force.calendars if calendar.time is run.hours)
    return next(newest, clock.calendar_version_id) if clock.is_open else clock.calendar_version_id


def _book_of(run: Run, force: InForce) -> int | None:
    """The number of the version whose terms these are."""
    for version in force.versions:
        if any(line.terms is run.terms for of in version.lines.of.values() for line in of):
            return version.number
    return None
