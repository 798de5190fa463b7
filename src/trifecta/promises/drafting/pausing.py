"""Pauses as people choose them: for whom one waits. Behind each choice stand the events that pause and resume. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trifecta.promises.standard import REOPENED
from trifecta.promises.terms import Moves, Trigger

WAITING = "ticket.waiting"


def waits_of(moves: Moves) -> tuple[str, ...] | None:
    """While what is waited for the promise is paused; None where its pauses are not of this sort."""
    waits: list[str] = []
    for trigger in moves.pauses:
        if (trigger.kind, set(trigger.where), trigger.by, dict(trigger.unless)) != (WAITING, {"on"}, (), {}):
            return None
        waits += trigger.where["on"]
    return tuple(dict.fromkeys(waits))


def with_waits(moves: Moves, waits: Iterable[str]) -> Moves:
    """
    The same moves, paused while one waits for any of these.

    It goes on when the work is resumed, when something else is waited for, and when the ticket is reopened.
    """
    chosen = tuple(waits)
    if chosen == waits_of(moves):
        return moves
    if not chosen:
        return replace(moves, pauses=(), resumes=())
    pauses = (Trigger(WAITING, where={"on": chosen}),)
    resumes = (Trigger("ticket.resumed"), Trigger(WAITING, unless={"on": chosen}), *REOPENED)
    return replace(moves, pauses=pauses, resumes=resumes)
