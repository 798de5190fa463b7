"""Promises that are open now, read from their rows: running, paused, and broken though still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, Q, Value, When

from trifecta.promises.models import BookVersion, Clock, ClockQuerySet
from trifecta.staff.models import Agent
from trifecta.tickets.models import Ticket
from trifecta.warehouse import asking

BETWEEN_TEAMS = "ola"


def broken(at: datetime) -> Q:
    """Also what nobody has looked at since its deadline passed."""
    return Q(broken_at__isnull=False) | Q(due_at__lt=at)


def open_to(agent: Agent) -> ClockQuerySet:
    """The open clocks of tickets that the agent may see."""
    clocks = Clock.objects.open()
    if asking.eyes_of(agent) is None:
        return clocks
    return clocks.filter(ticket__in=Ticket.objects.visible_to(agent).values("pk"))


def standing_of(which: str, at: datetime) -> Q:
    if which == "broken":
        return broken(at)
    paused = Q(state__in=("paused", "away"))
    return ~broken(at) & (paused if which == "paused" else ~paused)


@dataclass(slots=True)
class Tally:
    """How many are open, by how they stand."""

    running: int = 0
    paused: int = 0
    broken: int = 0

    @property
    def open(self) -> int:
        return self.running + self.paused + self.broken


@dataclass(frozen=True, slots=True)
class Now:
    """by_team: of what teams promised each other. by_terms: keyed by promise, then by the code of the terms."""

    all: Tally = field(default_factory=Tally)
    by_promise: dict[str, Tally] = field(default_factory=dict)
    by_team: dict[int | None, Tally] = field(default_factory=dict)
    by_terms: dict[tuple[str, str], Tally] = field(default_factory=dict)


def read(agent: Agent, *, at: datetime) -> Now:
    """One query."""
    stands = Case(
        *(When(standing_of(which, at), then=Value(which)) for which in ("broken", "paused")),
        default=Value("running"),
        output_field=CharField(),
    )
    rows = open_to(agent).annotate(stands=stands).values("promise", "terms", "kind", "team", "stands")
    now = Now()
    for row in rows.annotate(count=Count("pk")).order_by("promise", "terms"):
        for place in _places(now, row):
            setattr(place, row["stands"], getattr(place, row["stands"]) + row["count"])
    return now


def _places(now: Now, row: Mapping[str, Any]) -> Iterable[Tally]:
    yield now.all
    yield now.by_promise.setdefault(row["promise"], Tally())
    yield now.by_terms.setdefault((row["promise"], row["terms"]), Tally())
    if row["kind"] == BETWEEN_TEAMS:
        yield now.by_team.setdefault(row["team"], Tally())


@dataclass(frozen=True, slots=True)
class Called:
    """By the book that holds: terms by their code, and of each promise to whom it is made."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]

    def name(self, code: str) -> str:
        """Terms of earlier versions by their code."""
        return self.names.get(code, code.replace("_", " "))


def called() -> Called:
    kept: list[Mapping[str, Any]] | None
    kept = BookVersion.objects.order_by("-number").values_list("definition", flat=True).first()
    terms = kept or []
    return Called({one["code"]: one["name"] for one in terms}, {one["promise"]: one["kind"] for one in terms})
