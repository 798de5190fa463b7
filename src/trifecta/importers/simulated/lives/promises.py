"""The desk's two promises on each ticket: a first answer, and a solution. Their clocks run in the desk's hours."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.hours import HOUR_S, instant
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.speech.situations import MAIL, PORTAL
from trifecta.promises import events

CLOCK = "rule:promises"
RESPONSE, RESOLUTION = Code("response"), Code("resolution")
THRESHOLD = 0.8
WRITTEN = frozenset({MAIL, PORTAL})
# Seconds by priority, 1 to 5.
RESPONSE_S = (0, HOUR_S // 4, HOUR_S // 2, 2 * HOUR_S, 2 * HOUR_S, 4 * HOUR_S)
RESOLUTION_S = (0, 4 * HOUR_S, 8 * HOUR_S, 24 * HOUR_S, 40 * HOUR_S, 60 * HOUR_S)

_MET = {name: events.PromiseMet(promise=name) for name in (RESPONSE, RESOLUTION)}
_BROKEN = {name: events.PromiseBroken(promise=name) for name in (RESPONSE, RESOLUTION)}
_PAUSED = events.PromisePaused(promise=RESOLUTION)
_PASSED = events.ThresholdPassed(promise=RESOLUTION, share=THRESHOLD)
_DROPPED = {name: events.PromiseCancelled(promise=name) for name in (RESPONSE, RESOLUTION)}


def keep(life: Life) -> None:
    """Tell both promises of a ticket whose story is known."""
    if life.is_thorough and life.channel in WRITTEN:
        _keep_response(life)
    _keep_resolution(life)


def _keep_response(life: Life) -> None:
    target = RESPONSE_S[life.priority]
    due = _start(life, RESPONSE, life.opened_at, target)
    _settle(life, RESPONSE, due, life.answered_at)


def _keep_resolution(life: Life) -> None:
    """A pause stops the clock; the new deadline leaves what was left. What is broken stays broken."""
    hours, left, begin = life.stage.world.hours, RESOLUTION_S[life.priority], life.opened_at
    due = _start(life, RESOLUTION, begin, left)
    for paused_at, resumed_at in life.pauses:
        if paused_at >= due or (life.resolved_at is not None and paused_at >= life.resolved_at):
            break
        left -= hours.between(begin, paused_at)
        life.tell_at(paused_at, CLOCK, _PAUSED)
        if resumed_at is None:
            _settle_paused(life)
            return
        begin = resumed_at
        due = _start(life, RESOLUTION, begin, left)
    if life.is_thorough:
        _warn(life, begin, left)
    _settle(life, RESOLUTION, due, life.resolved_at)


def _warn(life: Life, begin: int, left: int) -> None:
    """When four fifths of the time are gone and the work is not done."""
    reserve = int(RESOLUTION_S[life.priority] * (1 - THRESHOLD))
    warned_at = life.stage.world.hours.after(begin, max(0, left - reserve))
    over_at = life.resolved_at or life.ended_at
    if left > reserve and (over_at is None or warned_at < over_at):
        life.tell_at(warned_at, CLOCK, _PASSED)


def _settle_paused(life: Life) -> None:
    if life.resolved_at is not None:
        life.tell_at(life.resolved_at, CLOCK, _MET[RESOLUTION])


def _start(life: Life, name: Code, at: int, left: int) -> int:
    due = life.stage.world.hours.after(at, left)
    life.tell_at(at, CLOCK, events.PromiseStarted(promise=name, due_at=instant(due)))
    return due


def _settle(life: Life, name: Code, due: int, done_at: int | None) -> None:
    """Kept, broken at the instant it fell due, waived, or dropped with the ticket."""
    cause = life.arrival.cause
    if name == RESOLUTION and cause is not None and cause.is_major and done_at is not None and due < done_at:
        words = life.phrase("system", "waived")
        life.tell_at(
            due - 60, life.owner.actor, events.PromiseWaived(promise=name, reason=Code("major_incident")), words
        )
    elif done_at is not None and done_at <= due:
        life.tell_at(done_at, CLOCK, _MET[name])
    elif life.ended_at is not None and done_at is None and life.ended_at < due:
        life.tell_at(life.ended_at, CLOCK, _DROPPED[name])
    else:
        life.tell_at(due, CLOCK, _BROKEN[name])
        life.is_broken = True
