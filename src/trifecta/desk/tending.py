"""What the worker does for tickets that nobody touches: each returns after how many seconds it is due again."""

from __future__ import annotations

from datetime import datetime

from trifecta.desk import absences, validations, waiting

AT_ONCE, SOON_S, LATER_S = 0.0, 20.0, 600.0


def resume(at: datetime) -> float:
    return AT_ONCE if waiting.resume_due(at=at) else SOON_S


def offer_for_the_absent(at: datetime) -> float:
    absences.take_back(at=at)
    return AT_ONCE if absences.offer_owned(at=at) else SOON_S


def ask_again(at: datetime) -> float:
    validations.ask_again(at=at)
    return LATER_S
