"""How one clock was counted: every stretch with its reason, what came to pass between them, and by which terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.parts import spoken
from trifecta.parts.clocks import face, standing
from trifecta.parts.clocks.face import Face
from trifecta.promises import keeping
from trifecta.promises.clocks import explaining
from trifecta.promises.clocks.results import Passed, Run
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock
from trifecta.promises.terms import OnChange
from trifecta.screens.ticket.owed import owing, resting
from trifecta.screens.ticket.owed.resting import Basis
from trifecta.staff.models import Agent, Team
from trifecta.tickets import timeline
from trifecta.tickets.models import Ticket
from trifecta.web import format as written

# Of a longer count the beginning and the end are in sight.
MOST_IN_SIGHT, FIRST, LATEST = 40, 12, 20
NOBODY = N_("nobody")


@dataclass(frozen=True, slots=True)
class Step:
    """
    A stretch; or, with `mark`, what came to pass at an instant. tone: as of a pill.

    is_turn: something else began than that the calendar opened or closed.
    """

    from_at: datetime
    to_at: datetime | None
    holder: str
    why: str
    counted_s: int
    sum_s: int
    is_counted: bool
    mark: str = ""
    tone: str = ""
    is_turn: bool = True


@dataclass(frozen=True, slots=True)
class Fold:
    """So many steps in which nothing turned."""

    count: int


@dataclass(frozen=True, slots=True)
class Held:
    holder: str
    seconds: int


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
    def shown(self) -> Iterator[Step | Fold]:
        """Whatever turned something is in sight in a long count, too."""
        if not self.folds or len(self.steps) <= MOST_IN_SIGHT:
            yield from self.steps
            return
        yield from self.steps[:FIRST]
        for is_turn, steps in groupby(self.steps[FIRST:-LATEST], key=attrgetter("is_turn")):
            alike = list(steps)
            yield from alike if is_turn or len(alike) == 1 else [Fold(len(alike))]
        yield from self.steps[-LATEST:]


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
        basis=resting.basis(clock, run, force, told=told),
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
    marks, held = sorted(_marks(explained.run), key=lambda mark: mark.from_at), None
    for line in explained.lines:
        yield Step(
            from_at=line.from_at,
            to_at=line.to_at,
            holder=_holder(line.holder, teams),
            why=spoken.said(line.why) if line.why else _("open"),
            counted_s=line.counted_s,
            sum_s=line.sum_s,
            is_counted=line.why is None,
            is_turn=(line.state, line.holder) != held,
        )
        held = line.state, line.holder
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
            _("From here on “%(terms)s” holds instead of “%(former)s”, and the time counts anew")
            if is_anew
            else _("From here on “%(terms)s” holds instead of “%(former)s”, for the time before as well")
        )
        told = {"former": former.name, "terms": terms.name}
        if former.name == terms.name:  # two versions of one line
            told = {
                name: face.time_of(one, run.hours) or one.name for name, one in zip(told, (former, terms), strict=True)
            }
        yield _mark(second, said % told, "")


def _mark(second: int, text: str, tone: str) -> Step:
    return Step(zones.at_second(second), None, "", "", 0, 0, is_counted=False, mark=text, tone=tone)


def _threshold(passed: Passed) -> str:
    sort, amount = passed.threshold
    if sort == "share":
        return _("%(share)s of the time was used") % {"share": written.share(amount)}
    around = _("%(time)s before the deadline") if sort == "before" else _("%(time)s after the deadline")
    return around % {"time": written.worked(amount)}
