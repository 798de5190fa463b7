"""
Terms: what is promised to whom by when, as data.

Terms of one promise compete: of those in a book, in its order, the first whose condition holds for a ticket applies.
What each field does to a clock is told in docs/explanation/promises.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from trifecta.base.conditions.tree import EVERYTHING, Condition
from trifecta.base.worktime.working_days import Unit

Facts = Mapping[str, Any]


class Kind(StrEnum):
    """To whom it is promised."""

    SLA = "sla"
    OLA = "ola"
    CONTRACT = "contract"
    WORD = "word"
    XLA = "xla"


class Per(StrEnum):
    """What one clock belongs to: the ticket, each team that has held the work, each word that was given."""

    TICKET = "ticket"
    TEAM = "team"
    WORD = "word"


class AfterReopening(StrEnum):
    """What a reopening does to a promise that was met or broken: nothing, go on where it stopped, begin anew."""

    NOTHING = "nothing"
    CONTINUE = "continue"
    RESTART = "restart"


class OnChange(StrEnum):
    """From when on other terms count once they apply: since the promise began, or since the change."""

    FROM_START = "from_start"
    FROM_NOW = "from_now"


class HoursOf(StrEnum):
    """Whose opening hours count."""

    DESK = "desk"
    CALENDAR = "calendar"
    TEAM = "team"
    ALWAYS = "always"


class ZoneOf(StrEnum):
    """In whose zone those hours are read."""

    CALENDAR = "calendar"
    SITE = "site"


OWNER = "owner"
"""Whoever owned the ticket when it happened."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """
    An event that moves a clock.

    by: who acted, as the log names them ("staff", "customer", "rule", "importer"), or OWNER; anyone when empty.
    where, unless: fields of the event and the values that they must, or must not, have; None is absent.
    """

    kind: str
    by: tuple[str, ...] = ()
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """amount: seconds or working days, as the unit says."""

    amount: int
    unit: Unit = Unit.BUSINESS_SECONDS


@dataclass(frozen=True, slots=True)
class Hours:
    """calendar: which one, if `of` says a named one."""

    of: HoursOf = HoursOf.DESK
    calendar: int | None = None
    zone: ZoneOf = ZoneOf.CALENDAR


@dataclass(frozen=True, slots=True)
class Thresholds:
    """shares: of the target, may exceed 1; before_s, after_s: business seconds before and after the deadline."""

    shares: tuple[float, ...] = ()
    before_s: tuple[int, ...] = ()
    after_s: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """
    The events that move a clock.

    done_at_start: a beginning that is an end as well, such as an answered call. after: nothing starts before one of
    these has happened; empty where nothing is waited for.
    """

    starts: tuple[Trigger, ...]
    stops: tuple[Trigger, ...] = ()
    cancels: tuple[Trigger, ...] = ()
    pauses: tuple[Trigger, ...] = ()
    resumes: tuple[Trigger, ...] = ()
    done_at_start: tuple[Trigger, ...] = ()
    after: tuple[Trigger, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        ends = *self.stops, *self.cancels
        return (*self.starts, *ends, *self.pauses, *self.resumes, *self.done_at_start, *self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    code: unique in the book. promise: which promise, such as `resolution`.

    target: None where only a deadline that somebody named counts. pause_limit_s: business seconds that all pauses of
    a run may take together; None is without limit. only_at_work: nothing begins on a ticket that is resolved or ended.
    """

    code: str
    name: str
    promise: str
    kind: Kind
    moves: Moves
    target: Target | None = None
    applies: Condition = EVERYTHING
    hours: Hours = Hours()
    per: Per = Per.TICKET
    repeats: bool = False
    after_reopening: AfterReopening = AfterReopening.NOTHING
    on_change: OnChange = OnChange.FROM_START
    only_at_work: bool = True
    pause_limit_s: int | None = None
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True)
class Book:
    """All terms of a desk, in the order in which they are asked."""

    terms: tuple[Terms, ...]

    @property
    def promises(self) -> tuple[str, ...]:
        """Each promise once, in the order of its first terms."""
        return tuple(dict.fromkeys(terms.promise for terms in self.terms))
