"""The tickets behind a number of open promises: the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from trifecta.promises.models import Clock
from trifecta.screens.promises import now
from trifecta.screens.promises.rows import promise_name
from trifecta.staff.models import Agent
from trifecta.tickets import scope

PER_PAGE = 50
MOST_COUNTED = 10_000
WHERE = ("promise", "terms", "kind")
STANDINGS = {"running": "", "paused": "paused", "broken": "broken"}


@dataclass(frozen=True, slots=True)
class Line:
    """standing: running, paused or broken."""

    clock: Clock
    promise: str
    terms: str
    standing: str


@dataclass(frozen=True, slots=True)
class Page:
    """said: what was asked for, in words. number: of the page, from 1."""

    lines: list[Line]
    count: int
    is_capped: bool
    said: str
    number: int
    has_more: bool


def read(asked: Mapping[str, str], *, by: Agent, at: datetime) -> Page:
    """What an address says wrongly is passed over."""
    where = _where(asked, by)
    found = now.open_to(by).filter(**where)
    standing = asked.get("standing", "")
    if standing in STANDINGS:
        found = found.filter(now.standing_of(standing, at))
    number = _page_of(asked.get("page", ""))
    start = (number - 1) * PER_PAGE
    ordered = found.select_related("ticket__team", "ticket__owner", "team").order_by(
        F("due_at").asc(nulls_last=True), "pk"
    )
    clocks = list(ordered[start : start + PER_PAGE + 1])
    count = found[: MOST_COUNTED + 1].count()
    names = now.called().name
    lines = [Line(one, promise_name(one.promise), names(one.terms), _standing(one, at)) for one in clocks]
    said = _said(asked, names(where["terms"]) if "terms" in where else "", standing, by)
    return Page(lines[:PER_PAGE], min(count, MOST_COUNTED), count > MOST_COUNTED, said, number, len(clocks) > PER_PAGE)


def _where(asked: Mapping[str, str], by: Agent) -> dict[str, Any]:
    where: dict[str, Any] = {name: asked[name].replace("\0", "") for name in WHERE if asked.get(name)}
    team = asked.get("team", "")
    if team.isascii() and team.isdecimal() and len(team) < 19:
        where["team__in"] = scope.teams_seen_by(by).filter(pk=int(team)).values("pk")
    return where


def _page_of(text: str) -> int:
    last = MOST_COUNTED // PER_PAGE
    return min(max(int(text), 1), last) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _standing(clock: Clock, at: datetime) -> str:
    if clock.broken_at is not None or (clock.due_at is not None and clock.due_at < at):
        return "broken"
    return "paused" if clock.state in {"paused", "away"} else "running"


def _said(asked: Mapping[str, str], terms: str, standing: str, by: Agent) -> str:
    """Such as “Resolution, broken and still open, Network”."""
    words = {"broken": _("broken and still open"), "paused": _("paused"), "running": _("running")}
    team = asked.get("team", "")
    name = ""
    if team.isascii() and team.isdecimal() and len(team) < 19:
        name = scope.teams_seen_by(by).filter(pk=int(team)).values_list("name", flat=True).first() or ""
    parts = [
        terms or (promise_name(asked["promise"]) if asked.get("promise") else ""),
        words.get(standing, ""),
        name,
    ]
    return ", ".join(filter(None, parts)) or _("all that is open")
