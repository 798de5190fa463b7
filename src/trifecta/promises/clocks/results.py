"""What reading a promise gives: runs, their stretches and the thresholds they passed. Pure values."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from trifecta.base.errors import Sentence
from trifecta.base.worktime.settling import SettledTime
from trifecta.promises.terms import Terms


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    AWAY = "away"
    UNKNOWN = "unknown"
    ENDED = "ended"


class Outcome(StrEnum):
    MET = "met"
    BROKEN = "broken"
    WAIVED = "waived"
    CANCELLED = "cancelled"


class Stretch(NamedTuple):
    """From one second to another in one state; worked_s: the open seconds in it."""

    start: int
    end: int
    state: State
    holder: int | None
    worked_s: int


class Threshold(NamedTuple):
    """sort: share, before, after; amount: a share of the target, or business seconds around the deadline."""

    sort: str
    amount: float


class Passed(NamedTuple):
    threshold: Threshold
    second: int


class Run(NamedTuple):
    """
    One run as it stands at the instant of reading. Instants are whole seconds since 1970.

    terms: None for what only a source told. subject: `team:4`, `word:2`, or nothing for the ticket's own.
    due: None where nothing says when (paused, away, unknown). ahead: after which second to look again.
    target_s, spent_s, paused_s: business seconds. unknown: why the calendar cannot tell. hours: what counts as open.
    formers: terms that held before these, each until which second.
    """

    promise: str
    subject: str
    number: int
    terms: Terms | None
    state: State
    outcome: Outcome | None
    reason: str
    started: int
    due: int | None
    broken: int | None
    ended: int | None
    ahead: int | None
    target_s: int | None
    spent_s: int
    paused_s: int
    is_named: bool
    holder: int | None
    passed: tuple[Passed, ...]
    stretches: tuple[Stretch, ...]
    unknown: Sentence | None
    hours: SettledTime | None
    formers: tuple[tuple[int, Terms], ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is not State.ENDED
