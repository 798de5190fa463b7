"""What a reader is told of a run at an instant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.promises.tests.reference.run import FOREVER, Run, Subject, Threshold
from trifecta.promises.tests.reference.story import Moment


@dataclass(frozen=True)
class Reading:
    """
    Instants are seconds since 1970.

    subject: the team, the word, or "" for the ticket; terms: "" if a source told of it
    state: running, paused, away (others have the work), ended, unknown
    held: of the seconds spent, how many while which team had the work; None is nobody
    """

    promise: str
    terms: str
    subject: Subject
    number: int
    started: int
    state: str
    outcome: str | None = None
    reason: str | None = None
    due: int | None = None
    broken_at: int | None = None
    ended: int | None = None
    target_s: int | None = None
    spent_s: int = 0
    paused_s: int = 0
    passed: tuple[tuple[Threshold, int], ...] = ()
    held: tuple[tuple[int | None, int], ...] = ()


def read(run: Run, *, number: int, told: Sequence[Moment], at: int) -> Reading:
    """The run at an instant, all entries of its second included; nothing more comes to pass within that second."""
    if run.ended is None:
        run.look(at)
    else:
        run.mark(run.ended, paused=False, away=False)
    until = at if run.ended is None else run.ended
    due = run.due()
    passed = tuple(sorted((threshold, when) for threshold, when in run.passed.items() if when is not None))
    return Reading(
        run.terms.promise,
        run.terms.code,
        run.subject,
        number,
        run.started,
        _state(run, at, due),
        run.outcome,
        run.reason,
        due,
        run.broken_at,
        run.ended,
        run.target_s,
        _sum(run, until, "counts"),
        _sum(run, until, "paused"),
        passed,
        _held(run, until, told),
    )


def _state(run: Run, at: int, due: int | None) -> str:
    if run.ended is not None:
        return "ended"
    mode = [span.mode for span in run.spans(at)][-1]
    if mode != "counts":
        return mode
    wants_target = run.terms.target is not None and run.deadline is None
    return "unknown" if due is None and wants_target and run.broken_at is None else "running"


def _sum(run: Run, until: int, mode: str) -> int:
    return sum(run.between(span.begin, span.end) for span in run.spans(until) if span.mode == mode)


def _held(run: Run, until: int, told: Sequence[Moment]) -> tuple[tuple[int | None, int], ...]:
    begins = [-FOREVER] + [moment.at for moment in told[1:]]
    held: Counter[int | None] = Counter()
    for begin, end, mode in run.spans(until):
        for moment, since, next_at in zip(told, begins, [*begins[1:], FOREVER], strict=True):
            low, high = max(begin, since), min(end, next_at)
            if mode == "counts" and low < high:
                held[moment.holder] += run.between(low, high)
    return tuple(sorted((item for item in held.items() if item[1]), key=lambda item: item[0] or 0))
