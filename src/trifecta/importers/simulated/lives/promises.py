"""
Whether the desk kept its two promises on a ticket, in its own hours: customers feel it, and a major matter is waived.

Nothing of it is told but the waiver, which is somebody's act: a desk's book times the promises of a history itself.
"""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.hours import HOUR_S
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.speech.situations import MAIL, PORTAL
from trifecta.promises.events import PromiseWaived

RESOLUTION = Code("resolution")
WRITTEN = frozenset({MAIL, PORTAL})
# Seconds by priority, 1 to 5.
RESPONSE_S = (0, HOUR_S // 4, HOUR_S // 2, 2 * HOUR_S, 2 * HOUR_S, 4 * HOUR_S)
RESOLUTION_S = (0, 4 * HOUR_S, 8 * HOUR_S, 24 * HOUR_S, 40 * HOUR_S, 60 * HOUR_S)


def keep(life: Life) -> None:
    """Settle both promises of a ticket whose story is known."""
    if life.is_thorough and life.channel in WRITTEN:
        response_due = life.stage.world.hours.after(life.opened_at, RESPONSE_S[life.priority])
        life.is_broken = _is_late(life, response_due, life.answered_at)
    due = _resolution_due(life)
    if due is not None and _is_late(life, due, life.resolved_at):
        _break_or_waive(life, due)


def _resolution_due(life: Life) -> int | None:
    """A pause stops the clock, and what was left goes on after it; None where nothing goes on."""
    hours, left, begin = life.stage.world.hours, RESOLUTION_S[life.priority], life.opened_at
    due = hours.after(begin, left)
    for paused_at, resumed_at in life.pauses:
        if paused_at >= due or (life.resolved_at is not None and paused_at >= life.resolved_at):
            break
        if resumed_at is None:
            return None
        left -= hours.between(begin, paused_at)
        begin = resumed_at
        due = hours.after(begin, left)
    return due


def _is_late(life: Life, due: int, done_at: int | None) -> bool:
    return due < (done_at or life.ended_at or life.stage.ends_at)


def _break_or_waive(life: Life, due: int) -> None:
    cause = life.arrival.cause
    if cause is not None and cause.is_major and life.resolved_at is not None:
        waived = PromiseWaived(promise=RESOLUTION, reason=Code("outside"))
        life.tell_at(due - 60, life.owner.actor, waived, life.phrase("system", "waived"))
    else:
        life.is_broken = True
