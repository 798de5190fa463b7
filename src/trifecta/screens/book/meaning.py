"""What terms mean, with the deadline that a promise would have if it began now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.base.errors import Spoken
from trifecta.base.worktime import working_days
from trifecta.parts import spoken
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.terms import Facts, Terms
from trifecta.screens.book.reading import Reading


@dataclass(frozen=True, slots=True)
class Meaning:
    """due_at: None where nothing says when; then why_not may say why."""

    target: str
    hours: str
    due_at: datetime | None
    why_not: str


def of(terms: Terms, known: Reading, *, at: datetime) -> Meaning:
    due_at, why_not = due(terms, {}, force=in_force(at=at), at=at)
    return Meaning(known.target(terms), known.hours(terms), due_at, why_not)


def due(terms: Terms, facts: Facts, *, force: InForce, at: datetime) -> tuple[datetime | None, str]:
    """When a promise of these terms is due that begins at an instant; or why that cannot be told."""
    if terms.target is None:
        return None, ""
    try:
        worked = force.worked(terms, facts)
        return working_days.deadline(worked, at, terms.target.amount, unit=terms.target.unit), ""
    except Spoken as error:
        return None, spoken.said(error.sentence)
