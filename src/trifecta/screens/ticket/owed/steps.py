"""How one clock was counted as steps: every stretch with its reason, and what came to pass between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.working_days import Unit
from trifecta.parts import spoken, words
from trifecta.parts.clocks import deeds, face
from trifecta.promises.clocks.explaining import Explanation, Line
from trifecta.promises.clocks.results import Passed, Run, State
from trifecta.promises.terms import OnChange
from trifecta.staff.models import Team
from trifecta.tickets import names
from trifecta.tickets.events.flow import Waiting
from trifecta.tickets.timeline import Moment
from trifecta.web import format as written

NOBODY = N_("nobody")
# What a promise tells of itself ends none.
TOLD_BY_ITSELF = frozenset({"promise.broken", "promise.threshold_passed", "promise.met"})
TONES = {"met": "kept", "broken": "broken"}


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


def steps(explained: Explanation, moments: Sequence[Moment]) -> Iterator[Step]:
    """The stretches, each followed by what came to pass in it. moments: of the ticket's story."""
    moments = [moment for moment in moments if not moment.is_superseded]
    marks, held = sorted(_marks(explained.run, moments), key=lambda mark: mark.from_at), None
    teams = _teams(explained)
    while marks and marks[0].from_at <= zones.at_second(explained.run.started):
        yield marks.pop(0)
    for line in explained.lines:
        yield Step(
            from_at=line.from_at,
            to_at=line.to_at,
            holder=holder(line.holder, teams),
            why=_why(line, moments),
            counted_s=line.counted_s,
            sum_s=line.sum_s,
            is_counted=line.why is None,
            is_turn=(line.state, line.holder) != held,
        )
        held = line.state, line.holder
        while marks and marks[0].from_at <= line.to_at:
            yield marks.pop(0)
    yield from marks


def held(explained: Explanation) -> Iterator[tuple[str, int]]:
    """Who used how many seconds."""
    teams = _teams(explained)
    yield from ((holder(team, teams), held_s) for team, held_s in explained.held_s.items())


def holder(team: int | None, teams: Mapping[int, str]) -> str:
    return _(NOBODY) if team is None else teams.get(team, f"#{team}")


def _teams(explained: Explanation) -> dict[int, str]:
    holders = {line.holder for line in explained.lines if line.holder is not None}
    return dict(Team.objects.filter(pk__in=holders).values_list("pk", "name"))


def _why(line: Line, moments: Sequence[Moment]) -> str:
    if line.why is None:
        return _("open")
    said = spoken.said(line.why)
    began = [moment for moment in moments if moment.kind == Waiting.kind and moment.at <= line.from_at]
    if line.state is not State.PAUSED or not began:
        return said
    told = {"paused": said, "why": words.waiting_for(began[-1].facts["on"]), "until": deeds.instant(began[-1], "until")}
    if told["until"]:
        return _("%(paused)s, waits for %(why)s until %(until)s") % told
    return _("%(paused)s, waits for %(why)s") % told


def _marks(run: Run, moments: Sequence[Moment]) -> Iterator[Step]:
    yield from _reopened(run)
    for passed in run.passed:
        yield _mark(passed.second, _threshold(passed, is_named=run.is_named), "risk")
    yield from _changes(run)
    if run.broken is not None:
        yield _mark(run.broken, _("The deadline passed: the promise was broken"), "broken")
    if run.ended is not None:
        yield _mark(run.ended, _ending(run, moments), TONES.get(run.outcome or "", ""))


def _reopened(run: Run) -> Iterator[Step]:
    """Where a run goes on with what the one before left."""
    target = run.terms.target if run.terms else None
    if run.number == 1 or run.is_named or run.target_s is None or target is None:
        return
    used_s = target.amount - run.target_s if target.unit is Unit.BUSINESS_SECONDS else 0
    if used_s > 0 and not run.formers:
        told = {"used": written.exactly(used_s), "target": written.worked(target.amount)}
        yield _mark(run.started, _("Goes on after a reopening: %(used)s of %(target)s were used before") % told, "")


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
            before, since = face.time_of(former, run.hours), face.time_of(terms, run.hours)
            told = {"former": before or former.name, "terms": since or terms.name}
        yield _mark(second, said % told, "")


def _ending(run: Run, moments: Sequence[Moment]) -> str:
    """What came of it, and by what."""
    outcome = capfirst(words.outcome(run.outcome))
    at_that_second = [moment for moment in moments if zones.epoch_s(moment.at) == run.ended]
    by = next((moment for moment in reversed(at_that_second) if moment.kind not in TOLD_BY_ITSELF), None)
    if by is None:
        return outcome
    sentence = deeds.sentence(by, names.names_of([by]), promises={})
    reason = deeds.reason(by)
    return f"{outcome}: {sentence} ({reason})" if reason else f"{outcome}: {sentence}"


def _mark(second: int, text: str, tone: str) -> Step:
    return Step(zones.at_second(second), None, "", "", 0, 0, is_counted=False, mark=text, tone=tone)


def _threshold(passed: Passed, *, is_named: bool) -> str:
    sort, amount = passed.threshold
    if sort == "share":
        told = {"share": written.share(amount)}
        until_named = _("%(share)s of the time until the deadline had passed") % told
        return until_named if is_named else _("%(share)s of the time was used") % told
    around = _("%(time)s before the deadline") if sort == "before" else _("%(time)s after the deadline")
    return around % {"time": written.worked(amount)}
