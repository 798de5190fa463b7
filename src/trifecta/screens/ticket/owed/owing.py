"""The clocks of one ticket as they stand now: those that are open read anew, the others as they ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trifecta.log import journal
from trifecta.parts.clocks import face, standing
from trifecta.parts.clocks.face import Face
from trifecta.parts.clocks.naming import Promised
from trifecta.promises import keeping
from trifecta.promises.clocks.results import Run
from trifecta.promises.events import PromiseStarted, WordBroken, WordGiven, WordKept
from trifecta.promises.kept import Key, key_of
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment


@dataclass(frozen=True, slots=True)
class Owed:
    """running: what is still owed, the most urgent first. ended: the latest first."""

    running: list[Face]
    ended: list[Face]

    @property
    def broken_count(self) -> int:
        """Of those that have ended."""
        return sum(face.tone == "broken" for face in self.ended)

    @property
    def names(self) -> Promised:
        return {(face.clock.promise, face.clock.subject): face.name for face in (*self.running, *self.ended)}


def read(ticket: Ticket, moments: Iterable[Moment], *, at: datetime) -> Owed:
    """moments: of the ticket's story, for the words that were given. One query where nothing is owed, else five."""
    clocks = list(Clock.objects.filter(ticket=ticket).select_related("team").order_by("-ended_at", "-pk"))
    if not clocks:
        return Owed([], [])
    force, given = in_force(at=at), words_given(moments)
    warning = standing.warning(force.versions)
    runs: Mapping[Key, Run] = {}
    if any(clock.is_open for clock in clocks):
        runs = {key_of(run): run for run in keeping.read(journal.read(ticket.stream), at=at, force=force)}
    told = told_deadlines(moments)
    faces = [
        face.face(clock, at=at, warning=warning, run=_present(clock, runs), given=given, told=told) for clock in clocks
    ]
    running = face.in_order([one for one in faces if one.clock.is_open])
    return Owed(running, [one for one in faces if not one.clock.is_open])


def words_given(moments: Iterable[Moment]) -> dict[str, str]:
    """By the code of each given word what was said."""
    return {moment.facts["word"]: moment.words for moment in moments if moment.kind == WordGiven.kind}


def told_deadlines(moments: Iterable[Moment]) -> frozenset[str]:
    """The promises whose deadline was told last by no person: it came with the ticket from where it was before."""
    latest = {moment.facts["promise"]: moment for moment in moments if moment.kind == PromiseStarted.kind}
    return frozenset(promise for promise, moment in latest.items() if moment.who is None)


def words_running(moments: Iterable[Moment]) -> dict[str, str]:
    """Those of them of which nobody said yet what came of them."""
    told = list(moments)
    settled = {moment.facts["word"] for moment in told if moment.kind in {WordKept.kind, WordBroken.kind}}
    return {code: words for code, words in words_given(told).items() if code not in settled}


def _present(clock: Clock, runs: Mapping[Key, Run]) -> Run | None:
    """What has ended keeps what came of it, whatever calendars say by now."""
    return runs.get((clock.promise, clock.subject, clock.run)) if clock.is_open else None
