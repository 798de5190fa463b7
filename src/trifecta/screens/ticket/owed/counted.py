"""How one clock was counted: step by step, by which terms, and who used the time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from trifecta.parts.clocks import face, standing
from trifecta.parts.clocks.face import Face
from trifecta.promises import keeping
from trifecta.promises.clocks import explaining
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock
from trifecta.screens.ticket.owed import owing, resting, steps
from trifecta.screens.ticket.owed.resting import Basis
from trifecta.screens.ticket.owed.steps import Step
from trifecta.staff.models import Agent
from trifecta.tickets import timeline
from trifecta.tickets.models import Ticket

# Of a longer count the beginning and the end are in sight.
MOST_IN_SIGHT, FIRST, LATEST = 40, 12, 20


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
        for is_turn, group in groupby(self.steps[FIRST:-LATEST], key=attrgetter("is_turn")):
            alike = list(group)
            yield from alike if is_turn or len(alike) == 1 else [Fold(len(alike))]
        yield from self.steps[-LATEST:]


def read(clock: Clock, *, by: Agent, at: datetime, folds: bool = True) -> Counted:
    """clock: with its ticket. folds: leave out the middle of a long count."""
    force, run = in_force(at=at), keeping.run_of(clock, at=at)
    moments = timeline.timeline(clock.ticket, seen_by=by)
    given, told = owing.words_given(moments), owing.told_deadlines(moments)
    explained = explaining.explain(run)
    shown = face.face(clock, at=at, warning=standing.warning(force.versions), run=run, given=given, told=told)
    return Counted(
        ticket=clock.ticket,
        face=shown,
        basis=resting.basis(clock, run, force, told=told),
        steps=list(steps.steps(explained, moments)),
        held=[Held(*told) for told in steps.held(explained)],
        folds=folds,
    )
