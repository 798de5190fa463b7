"""How a clock stands: kept, at risk, broken, paused. Lists ask the database, pages ask a row, and both say the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.db.models import F, Q

from trifecta.promises.loading import Version
from trifecta.promises.models import Clock
from trifecta.promises.terms import Terms


class Standing(StrEnum):
    RUNNING = "running"
    RISK = "risk"
    BROKEN = "broken"
    PAUSED = "paused"
    AWAY = "away"
    UNKNOWN = "unknown"
    KEPT = "kept"
    WAIVED = "waived"
    CANCELLED = "cancelled"


def warns(terms: Terms) -> bool:
    """Whether anything is said before the deadline: only then can a promise be at risk."""
    thresholds = terms.thresholds
    return bool(thresholds.before_s) or any(share < 1 for share in thresholds.shares)


def warning(versions: Iterable[Version]) -> frozenset[str]:
    """The codes of all terms that warn, of whatever version of the book."""
    lines = (line for version in versions for of in version.lines.of.values() for line in of)
    return frozenset(line.terms.code for line in lines if warns(line.terms))


def of(clock: Clock, *, at: datetime, warning: frozenset[str]) -> Standing:
    """At risk is what runs and has no warning left before its deadline. `at` may be ahead of the sweep."""
    if clock.outcome is not None and not clock.is_open:
        return {"met": Standing.KEPT}.get(clock.outcome) or Standing(clock.outcome)
    if clock.broken_at is not None or (clock.due_at is not None and clock.due_at < at):
        return Standing.BROKEN
    if clock.state != "running":
        return Standing(clock.state)
    is_last = clock.due_at is not None and clock.next_at is not None and clock.next_at >= clock.due_at
    return Standing.RISK if is_last and clock.terms in warning else Standing.RUNNING


def broken(at: datetime) -> Q:
    """Clocks of a promise that was not kept, or will not be; what was set aside does not count."""
    is_broken = Q(broken_at__isnull=False) | Q(is_open=True, due_at__lt=at)
    return is_broken & (Q(outcome=None) | Q(outcome="broken"))


def at_risk(at: datetime, *, warning: frozenset[str]) -> Q:
    runs = Q(is_open=True, state="running", broken_at=None, due_at__gte=at)
    return runs & Q(next_at__gte=F("due_at"), terms__in=sorted(warning))


def paused() -> Q:
    return Q(is_open=True, state="paused")
