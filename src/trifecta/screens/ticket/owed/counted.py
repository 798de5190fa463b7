"""How one clock was counted: every stretch with its reason, what came to pass between them, and by which terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.base.conditions import words as conditions
from trifecta.base.conditions.tree import EVERYTHING
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.calendars.models import CalendarVersion
from trifecta.parts import spoken
from trifecta.parts.clocks import face, standing
from trifecta.parts.clocks.face import Face
from trifecta.promises import keeping
from trifecta.promises.clocks import explaining
from trifecta.promises.clocks.results import Passed, Run
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.models import Clock
from trifecta.promises.terms import OnChange, ZoneOf
from trifecta.screens.ticket.owed import owing
from trifecta.staff.models import Agent, Team
from trifecta.tickets import timeline, vocabulary
from trifecta.tickets.models import Ticket
from trifecta.web import format as written

# Of a longer count the beginning and the end are in sight.
MOST_IN_SIGHT, FIRST, LATEST = 40, 12, 20
NOBODY = N_("nobody")


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch; or, with `mark`, what came to pass at an instant. tone: as of a pill."""

    from_at: datetime
    to_at: datetime | None
    holder: str
    why: str
    counted_s: int
    sum_s: int
    is_counted: bool
    mark: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    holder: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Basis:
    """
    By which terms: their name and code, the version of the book, the condition that held, the opening hours.

    zone: whose they are and why it is not the site's own, where the terms mean the site's.
    """

    terms: str
    code: str
    book: int | None
    condition: str
    calendar: CalendarVersion | None
    zone: str


@dataclass(frozen=True, slots=True)
class Counted:
    """basis: None for what only a source told."""

    ticket: Ticket
    face: Face
    basis: Basis | None
    steps: list[Step]
    held: list[Held]
    folds: bool

    @property
    def beginning(self) -> list[Step]:
        return self.steps[:FIRST] if self.folded else []

    @property
    def folded(self) -> list[Step]:
        return self.steps[FIRST:-LATEST] if self.folds and len(self.steps) > MOST_IN_SIGHT else []

    @property
    def latest(self) -> list[Step]:
        return self.steps[-LATEST:] if self.folded else self.steps


def read(clock: Clock, *, by: Agent, at: datetime, folds: bool = True) -> Counted:
    """clock: with its ticket. folds: leave out the middle of a long count."""
    force, run = in_force(at=at), keeping.run_of(clock, at=at)
    moments = timeline.timeline(clock.ticket, seen_by=by)
    given, told = owing.words_given(moments), owing.told_deadlines(moments)
    explained = explaining.explain(run)
    teams = _teams(explained)
    shown = face.face(clock, at=at, warning=standing.warning(force.versions), run=run, given=given, told=told)
    return Counted(
        ticket=clock.ticket,
        face=shown,
        basis=_basis(clock, run, force),
        steps=list(_steps(explained, teams)),
        held=[Held(_holder(holder, teams), held_s) for holder, held_s in explained.held_s.items()],
        folds=folds,
    )


def _teams(explained: explaining.Explanation) -> dict[int, str]:
    holders = {line.holder for line in explained.lines if line.holder is not None}
    return dict(Team.objects.filter(pk__in=holders).values_list("pk", "name"))


def _holder(holder: int | None, teams: Mapping[int, str]) -> str:
    return _(NOBODY) if holder is None else teams.get(holder, f"#{holder}")


def _steps(explained: explaining.Explanation, teams: Mapping[int, str]) -> Iterator[Step]:
    """The stretches, each followed by what came to pass in it."""
    marks = sorted(_marks(explained.run), key=lambda mark: mark.from_at)
    for line in explained.lines:
        yield Step(
            from_at=line.from_at,
            to_at=line.to_at,
            holder=_holder(line.holder, teams),
            why=spoken.said(line.why) if line.why else _("open"),
            counted_s=line.counted_s,
            sum_s=line.sum_s,
            is_counted=line.why is None,
        )
        while marks and marks[0].from_at <= line.to_at:
            yield marks.pop(0)
    yield from marks


def _marks(run: Run) -> Iterator[Step]:
    for passed in run.passed:
        yield _mark(passed.second, _threshold(passed), "risk")
    yield from _changes(run)
    if run.broken is not None:
        yield _mark(run.broken, _("The deadline passed: the promise was broken"), "broken")
    if run.ended is not None and run.outcome == "met":
        yield _mark(run.ended, _("Kept"), "kept")


def _changes(run: Run) -> Iterator[Step]:
    """Where other terms took over."""
    later = [terms for _, terms in run.formers[1:]] + [run.terms for _ in run.formers[-1:]]
    for (second, former), terms in zip(run.formers, later, strict=True):
        assert terms is not None
        is_anew = terms.on_change is OnChange.FROM_NOW
        said = (
            _("Until here by “%(former)s”, from here on by “%(terms)s”: the time counts anew")
            if is_anew
            else _("Until here by “%(former)s”, from here on by “%(terms)s”: all of it is read by them")
        )
        yield _mark(second, said % {"former": former.name, "terms": terms.name}, "")


def _mark(second: int, text: str, tone: str) -> Step:
    return Step(zones.at_second(second), None, "", "", 0, 0, is_counted=False, mark=text, tone=tone)


def _threshold(passed: Passed) -> str:
    sort, amount = passed.threshold
    if sort == "share":
        return _("%(share)s of the time was used") % {"share": written.share(amount)}
    around = _("%(time)s before the deadline") if sort == "before" else _("%(time)s after the deadline")
    return around % {"time": written.worked(amount)}


def _basis(clock: Clock, run: Run, force: InForce) -> Basis | None:
    terms = run.terms
    if terms is None:
        return None
    said = "" if terms.applies == EVERYTHING else conditions.words(terms.applies, vocabulary.vocabulary())
    calendar = (
        CalendarVersion.objects.select_related("calendar").filter(pk=_calendar_of(clock, run, force) or 0).first()
    )
    return Basis(terms.name, terms.code, _book_of(run, force), said, calendar, _zone(clock.ticket, run))


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
