"""What a book must be before it may be kept, and what a person may say of a promise: pure decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta

from trifecta.base.errors import NotPermitted, RuleBroken, Spoken
from trifecta.base.kinds import KINDS
from trifecta.base.text import N_
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.terms import Book, HoursOf, Moves, Per, Terms, Trigger

LONGEST_CODE = 60
LONGEST_PROMISE = 40
FARTHEST = timedelta(days=731)
"""Within what calendars are settled for at any time."""


class BookRefused(Spoken, RuleBroken):
    """The book contradicts itself or names what does not exist."""


class NoSuchPromise(RuleBroken):
    pass


class NoSuchWord(RuleBroken):
    pass


class DueInThePast(RuleBroken):
    pass


class DueTooFarAhead(RuleBroken):
    pass


class LaterThanPromised(Spoken, NotPermitted):
    """Who is measured by a promise does not put it off."""


def require_sound(book: Book) -> None:
    """Raises BookRefused with the first thing that is wrong."""
    codes = Counter(terms.code for terms in book.terms)
    for terms in book.terms:
        _refuse_if(codes[terms.code] > 1, N_("Two terms have the code “{code}”; give one of them another."), terms)
        _require_named(terms)
        _require_possible(terms)
        _require_known_events(terms)
        _require_alike(terms, book.terms)


def _require_named(terms: Terms) -> None:
    is_code = 0 < len(terms.code) <= LONGEST_CODE and 0 < len(terms.promise) <= LONGEST_PROMISE
    _refuse_if(not is_code, N_("Give “{name}” a code of at most 60 and a promise of at most 40 characters."), terms)
    _refuse_if(not terms.name.strip(), N_("Give the terms “{code}” a name."), terms)


def _require_possible(terms: Terms) -> None:
    target, hours = terms.target, terms.hours
    least = 0 if target is not None and target.unit is Unit.WORKING_DAYS_END_OF_DAY else 1
    is_timeless = target is not None and target.amount < least
    _refuse_if(is_timeless, N_("The target of “{name}” must be longer than nothing."), terms)
    _refuse_if(
        hours.of is HoursOf.CALENDAR and hours.calendar is None, N_("Say which opening hours “{name}” means."), terms
    )
    shares = terms.thresholds.shares
    _refuse_if(any(share <= 0 for share in shares), N_("The thresholds of “{name}” must be above 0 %."), terms)
    _refuse_if(
        terms.pause_limit_s is not None and terms.pause_limit_s < 0,
        N_("The longest pause of “{name}” cannot be negative."),
        terms,
    )
    is_endless = not (terms.moves.stops or terms.moves.cancels) and terms.per is not Per.WORD
    _refuse_if(is_endless, N_("Nothing ends “{name}”; name what keeps this promise."), terms)
    is_stuck = bool(terms.moves.pauses) and not terms.moves.resumes
    _refuse_if(is_stuck, N_("“{name}” would stay paused for ever; name what resumes it."), terms)
    is_idle = terms.per is Per.TICKET and not terms.moves.starts
    _refuse_if(is_idle, N_("Nothing begins “{name}”; name what does."), terms)


def _require_known_events(terms: Terms) -> None:
    for move in fields(Moves):
        for trigger in getattr(terms.moves, move.name):
            _require_known(terms, trigger)


def _require_known(terms: Terms, trigger: Trigger) -> None:
    kind = KINDS.get(trigger.kind)
    if kind is None:
        raise BookRefused(
            N_("“{name}” speaks of the event {kind}, which there is not."), name=terms.name, kind=trigger.kind
        )
    for field in (*trigger.where, *trigger.unless):
        if field not in kind.__slots__:
            raise BookRefused(
                N_("“{name}” asks {kind} for “{field}”, which it does not tell."),
                name=terms.name,
                kind=trigger.kind,
                field=field,
            )


def _require_alike(terms: Terms, others: Iterable[Terms]) -> None:
    first = next(other for other in others if other.promise == terms.promise)
    is_other = (first.per, first.kind) != (terms.per, terms.kind)
    _refuse_if(is_other, N_("“{name}” must be of the same sort as the other terms of its promise."), terms)


def _refuse_if(is_wrong: bool, sentence: str, terms: Terms) -> None:  # noqa: FBT001
    if is_wrong:
        raise BookRefused(sentence, name=terms.name, code=terms.code)


def require_ahead(due_at: datetime, *, at: datetime) -> None:
    if due_at <= at:
        raise DueInThePast(N_("Name a moment that is still to come."))
    if due_at > at + FARTHEST:
        raise DueTooFarAhead(N_("Name a moment within the next two years."))


def require_no_later(due_at: datetime | None, *, than: datetime | None) -> None:
    """
    due_at: when it will be due, None where nothing will say when. than: what was promised.

    Raises LaterThanPromised.
    """
    if than is None or due_at is None:
        raise LaterThanPromised(N_("Only a lead may do this here: nothing else says by when it is due."))
    if due_at > than:
        raise LaterThanPromised(
            N_("It was promised by {promised}, and only a lead may name a later moment."), promised=than
        )
