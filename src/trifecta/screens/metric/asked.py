"""What the address asks of a metric; what it says wrongly is left out and said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.metrics.answer import PERIODS, Question
from trifecta.metrics.metric import Metric
from trifecta.parts import days, periods
from trifecta.parts import look as looking
from trifecta.parts.look import Look, Wall
from trifecta.warehouse import naming

OF_TEAMS = ("team", "first_team", "from_team")
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """look: from when one looks back. where: (dimension, id or code). mistakes: one sentence each, for the page."""

    metric: Metric
    look: Look
    by: str
    since: date
    until: date | None
    where: Where
    mistakes: list[str] = field(default_factory=list)

    @property
    def period(self) -> str:
        return self.look.period

    def over_time(self) -> Question:
        return Question(self.metric.id, period=self.period, since=self.since, until=self.until, where=self.where)

    def cut(self, first: date) -> Question:
        """One period, cut by the chosen dimension."""
        until = periods.following(first, self.period)
        return Question(self.metric.id, by=(self.by,), since=first, until=until, where=self.where)

    def one(self) -> Question:
        """What the whole address narrows to: the cell whose cases are listed."""
        return Question(self.metric.id, since=self.since, until=self.until, where=self.where)

    def cases_url(self, since: date, until: date, *, where: Where | None = None) -> str:
        """Where the cases of one number are listed."""
        path = reverse("metric_cases", args=[self.metric.id])
        return self.url(path, since=since, until=until, by=None, where=self.where if where is None else where)

    def url(self, path: str, **changed: object) -> str:
        """The same address with something changed; `where` replaces all conditions, None takes a part off."""
        parts = {"period": self.period, "by": self.by, "since": self.since, "until": self.until, "where": self.where}
        kept = {key: value for key, value in (parts | changed).items() if value}
        where = kept.pop("where", ())
        pairs = [*kept.items(), *(("where", f"{dimension}:{value}") for dimension, value in where)]  # type: ignore[attr-defined]
        return f"{path}?{urlencode(pairs)}"


def read(metric: Metric, address: QueryDict, *, wall: Wall, hidden_team_ids: Collection[int] = ()) -> Asked:
    """hidden_team_ids: teams that the reader's lists do not name."""
    mistakes: list[str] = []
    period = address.get("period") or looking.DEFAULT
    if period not in PERIODS:
        mistakes.append(_("There is no period “%(text)s”; shown by month.") % {"text": period})
        period = looking.DEFAULT
    by = address.get("by", "")
    if by and by not in metric.dimensions:
        mistakes.append(_("This metric cannot be cut by “%(text)s”.") % {"text": by})
        by = ""
    since, until = _date(address.get("since"), mistakes), _date(address.get("until"), mistakes)
    look = looking.back(period, wall, until=until)
    hidden = {f"{dimension}:{number}" for dimension in OF_TEAMS for number in hidden_team_ids}
    told = [text for text in address.getlist("where") if text not in hidden]
    mistakes += [_cannot(text) for text in address.getlist("where") if text in hidden]
    where = tuple(_conditions(metric, told, mistakes))
    return Asked(metric, look, by, since or look.since, until if since else look.until, where, mistakes)


def _date(text: str | None, mistakes: list[str]) -> date | None:
    on = days.read(text)
    if text and on is None:
        mistakes.append(_("“%(text)s” is not a date; write it like 2026-11-22.") % {"text": text})
    return on


def _conditions(metric: Metric, texts: list[str], mistakes: list[str]) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        dimension, _colon, value = text.partition(":")
        if dimension in metric.dimensions and _is_value(dimension, value):
            found.append((dimension, value))
        else:
            mistakes.append(_cannot(text))
    return found


def _cannot(text: str) -> str:
    return _("This metric cannot be narrowed by “%(text)s”.") % {"text": text}


def _is_value(dimension: str, value: str) -> bool:
    """Rows are named by their id; an empty value asks for what has none."""
    return dimension not in naming.TABLES or not value or (value.isascii() and value.isdecimal() and len(value) < 19)
