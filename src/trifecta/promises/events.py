"""What may happen to a promise on a ticket's stream: the desk's terms and an agent's given word."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import Code
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("word.given", N_("{actor} gave a word for {due_at}"), erasure=Erasure.WORDS)
class WordGiven(Event):
    word: Code
    due_at: datetime


@kind("word.kept", N_("{actor} kept a word"))
class WordKept(Event):
    word: Code


@kind("word.broken", N_("a word was broken"))
class WordBroken(Event):
    word: Code


@kind("promise.started", N_("the promise “{promise}” began"))
class PromiseStarted(Event):
    """
    promise: which one, such as `resolution` or a source's own name; due_at: an absolute deadline, if given.

    former_due_at: when it was due until a person said otherwise; absent where nothing said when.
    """

    promise: Code
    due_at: datetime | None = None
    former_due_at: datetime | None = None


@kind("promise.paused", N_("the promise “{promise}” was paused"))
class PromisePaused(Event):
    promise: Code


@kind("promise.threshold_passed", N_("the promise “{promise}” passed a threshold"))
class ThresholdPassed(Event):
    """
    share: of the target, 0.5 for half of it; may exceed 1. Or before_s, after_s: business seconds around the deadline.

    subject: whose clock, `team:4` or `word:2`; absent for the ticket's own. run: its number, absent for the first.
    """

    promise: Code
    share: float | None = None
    before_s: int | None = None
    after_s: int | None = None
    subject: Code | None = None
    run: int | None = None


@kind("promise.broken", N_("the promise “{promise}” was broken"))
class PromiseBroken(Event):
    promise: Code
    subject: Code | None = None
    run: int | None = None


@kind("promise.met", N_("the promise “{promise}” was kept"))
class PromiseMet(Event):
    promise: Code


@kind("promise.waived", N_("{actor} waived the promise “{promise}”"), erasure=Erasure.WORDS)
class PromiseWaived(Event):
    """former_outcome: what had come of it until then; absent while it was open."""

    promise: Code
    reason: Code
    subject: Code | None = None
    former_outcome: Code | None = None


@kind("promise.cancelled", N_("the promise “{promise}” no longer applies"))
class PromiseCancelled(Event):
    promise: Code
    reason: Code | None = None


@kind("book.revised", N_("{actor} set version {version} of the book of promises"))
class BookRevised(Event):
    """holds_from: tickets opened from then on are under it; follows: so are those that are open at that instant."""

    version: int
    holds_from: datetime
    follows: bool
