"""What is asked of a metric and what comes back. Free of engines, so that pages can import it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

PERIODS = ("day", "week", "month", "quarter")


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Whose eyes: cases of hidden teams are left out unless this agent owns or works on them."""

    agent_id: int
    hidden_team_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """
    since, until: dates in the desk's zone, half-open; None is unbounded (a metric at an instant then asks "now").
    where: (dimension, id or code as text), all must hold; the same dimension twice means either.
    """

    metric: str
    by: tuple[str, ...] = ()
    period: str | None = None
    since: date | None = None
    until: date | None = None
    where: tuple[tuple[str, str], ...] = ()
    seen_by: SeenBy | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One number. period: ISO date of its first day, None over all time; dims: dimension to id or code (None: none).

    value is None when there is nothing to say: no case, or too few (`too_few`). low, high: 95 %, None where there is
    no sampling error. Shares 0 to 1, durations in seconds.
    """

    period: str | None
    dims: Mapping[str, int | str | None]
    value: float | None
    n: int
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    too_few: bool = False
    maturing: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """as_of: instant (ISO 8601, UTC) up to which the log was read; snapshot: which copy answered."""

    metric: str
    version: int
    unit: str
    date_basis: str
    as_of: str
    snapshot: str
    definition: str
    sql: str
    rows: list[Cell] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """For keeping; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Answer:
        return cls(**{**kept, "rows": [Cell(**row) for row in kept["rows"]]})


@dataclass(frozen=True, slots=True)
class Cases:
    """
    The cases behind one cell, what makes the number first: the counted of a share, the largest amounts, the newest.

    subject: ticket or contact; count: all of these, of which at most MOST_CASES are listed; times_count: how often they
    count together, for a ticket may hold several promises. ids, days (ISO dates on which each counts), amounts (1 or 0
    of a share, seconds, a count; None where only the case counts), ended (whether an amount is final), times and hits
    (how often each counts, and is counted by a share) go side by side. hit_count: how many a share counts with all
    their times; None for any other metric, as are hits.
    """

    metric: str
    subject: str
    as_of: str
    snapshot: str
    count: int
    times_count: int
    hit_count: int | None
    ids: list[int]
    days: list[str]
    amounts: list[int | None]
    ended: list[bool]
    times: list[int]
    hits: list[int | None]


MOST_CASES = 10_000
