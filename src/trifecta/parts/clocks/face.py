"""One clock, ready for a page: its name, how it stands, when it is due and how much of it is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.base.worktime import arithmetic, zones
from trifecta.base.worktime.settling import SettledTime
from trifecta.base.worktime.working_days import Unit
from trifecta.parts import spoken, words
from trifecta.parts.clocks import naming, standing
from trifecta.parts.clocks.standing import Standing
from trifecta.promises.clocks.results import Run
from trifecta.promises.drafting import wording
from trifecta.promises.models import Clock
from trifecta.promises.terms import OnChange, Terms
from trifecta.web import format as written

TONES = {
    Standing.RISK: "risk",
    Standing.BROKEN: "broken",
    Standing.PAUSED: "paused",
    Standing.AWAY: "paused",
    Standing.KEPT: "kept",
}
WORDS = {
    Standing.RUNNING: N_("on time"),
    Standing.RISK: N_("at risk"),
    Standing.BROKEN: N_("broken"),
    Standing.PAUSED: N_("paused"),
    Standing.AWAY: N_("with others"),
    Standing.UNKNOWN: N_("not known"),
    Standing.KEPT: N_("kept"),
    Standing.WAIVED: N_("waived"),
    Standing.CANCELLED: N_("no longer applied"),
}
# What calls for someone comes first.
URGENCY = (Standing.BROKEN, Standing.RISK, Standing.RUNNING, Standing.UNKNOWN, Standing.PAUSED, Standing.AWAY)


@dataclass(frozen=True, slots=True)
class Face:
    """
    tone: of the pill. due_at: when it will be, or was, too late. amount: business time, "2 h left of 8 h". used: of the
    bar, 0 to 100; None where no amount was promised. marks: how it came to be, where that is not by the book. reason:
    why it was waived, cancelled or cannot be told.
    """

    clock: Clock
    name: str
    standing: Standing
    amount: str
    used: str | None
    marks: tuple[str, ...]
    reason: str

    @property
    def tone(self) -> str:
        return TONES.get(self.standing, "")

    @property
    def word(self) -> str:
        return _(WORDS[self.standing])

    @property
    def due_at(self) -> datetime | None:
        return self.clock.due_at

    @property
    def is_word(self) -> bool:
        return self.clock.kind == "word"

    @property
    def word_code(self) -> str:
        return self.clock.subject.removeprefix("word:")


def face(
    clock: Clock,
    *,
    at: datetime,
    warning: frozenset[str],
    run: Run | None = None,
    given: Mapping[str, str] | None = None,
    told: Collection[str] = (),
) -> Face:
    """
    run: the reading as of `at`; without one, what the row was last told. given: the words given, by their code.

    told: the promises whose deadline nobody named here, but the source of the ticket.
    """
    stands = standing.of(clock, at=at, warning=warning)
    # What is used of a named deadline only a reading tells: through pauses time ran on.
    spent_s, target_s = clock.spent_s, None if clock.is_named else clock.target_s
    if run is not None:
        spent_s, target_s = _spent_s(run, at), _broken_target_s(run) or run.target_s
    return Face(
        clock=clock,
        name=naming.name_of(clock, words=given),
        standing=stands,
        amount=_amount(stands, spent_s, target_s),
        used=f"{min(spent_s / target_s, 1) * 100:.1f}" if target_s else None,
        marks=(*_marks(clock, run, told), *_since(run)),
        reason=_reason(clock, run),
    )


def _spent_s(run: Run, at: datetime) -> int:
    """Towards a deadline that was named time runs on through pauses."""
    if not run.is_named or run.hours is None or run.due is None or run.target_s is None:
        return run.spent_s
    until = zones.epoch_s(at) if run.ended is None else run.ended
    left_s = arithmetic.open_before(run.hours, run.due) - arithmetic.open_before(run.hours, until)
    return run.target_s - left_s


def _broken_target_s(run: Run) -> int | None:
    """The time that was promised when the run was broken, where another one was promised since."""
    former = next((terms for until, terms in run.formers if run.broken is not None and run.broken < until), None)
    if former is None or former.target is None or former.target.unit is not Unit.BUSINESS_SECONDS:
        return None
    counts_on = not run.is_named and run.terms is not None and run.terms.on_change is OnChange.FROM_START
    return former.target.amount if counts_on else None


def in_order(faces: list[Face]) -> list[Face]:
    """Of open ones: the most urgent first, the earlier deadline before the later."""
    return sorted(faces, key=lambda face: (URGENCY.index(face.standing), face.due_at is None, face.due_at, face.name))


def _amount(stands: Standing, spent_s: int, target_s: int | None) -> str:
    if not target_s:
        return ""
    told = {"target": written.worked(target_s), "spent": written.worked(spent_s)}
    if stands in {Standing.KEPT, Standing.WAIVED, Standing.CANCELLED}:
        return _("%(spent)s of %(target)s used") % told
    if stands is Standing.BROKEN and spent_s <= target_s:
        return ""  # a longer time was promised since, and by which one it was broken takes a reading
    if spent_s > target_s:
        return _("%(over)s over %(target)s") % {**told, "over": written.worked(spent_s - target_s)}
    return _("%(left)s left of %(target)s") % {**told, "left": written.worked(target_s - spent_s)}


def _marks(clock: Clock, run: Run | None, told: Collection[str]) -> list[str]:
    if clock.kind == "told":
        return [_("told by the source")]
    if not clock.is_named or clock.kind == "word":
        return []
    is_told, by_terms = clock.promise in told, target(run)
    if not by_terms:
        return [_("deadline told by the source") if is_told else _("deadline named by hand")]
    mark = (
        _("deadline told by the source; %(time)s by the terms")
        if is_told
        else _("%(time)s by the terms, but the deadline named by hand holds")
    )
    return [mark % {"time": by_terms}]


def _since(run: Run | None) -> list[str]:
    """What holds for what was broken before it was promised."""
    if run is None or _broken_target_s(run) in {None, run.target_s}:
        return []
    return [_("%(time)s by the terms that hold since") % {"time": target(run)}]


def target(run: Run | None) -> str:
    """The time that the terms of a run give, whatever deadline was named; empty where they give none."""
    return time_of(run.terms, run.hours) if run and run.terms else ""


def time_of(terms: Terms, hours: SettledTime | None) -> str:
    if terms.target is None or hours is None:
        return ""
    if terms.target.unit is Unit.BUSINESS_SECONDS:
        return written.worked(terms.target.amount)
    return spoken.said(wording.target_in_words(terms.target, hours.calendar))


def _reason(clock: Clock, run: Run | None) -> str:
    if run is not None and run.unknown is not None:
        return spoken.said(run.unknown)
    return words.reason(clock.reason) if clock.outcome in {"waived", "cancelled"} else ""
