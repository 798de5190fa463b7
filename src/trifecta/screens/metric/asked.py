"""What the address asks of a metric."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.metrics.answer import Question
from trifecta.metrics.metric import Metric
from trifecta.parts import addresses, periods
from trifecta.parts import look as looking
from trifecta.parts.addresses import AddressRefused
from trifecta.parts.look import Look, Wall
from trifecta.warehouse import naming

OF_TEAMS = ("team", "first_team", "from_team")
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """look: from when one looks back. where: (dimension, id or code)."""

    metric: Metric
    look: Look
    by: str
    since: date
    until: date | None
    where: Where

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
    """hidden_team_ids: teams that the reader's lists do not name. Raises AddressRefused."""
    period, by = looking.period_of(address.get("period")), address.get("by", "")
    if by and by not in metric.dimensions:
        raise AddressRefused(
            _("This metric cannot be cut by “%(text)s”; open its page and choose again.") % {"text": by}
        )
    since, until = addresses.day(address.get("since")), addresses.day(address.get("until"))
    look = looking.back(period, wall, until=until)
    hidden = {f"{dimension}:{number}" for dimension in OF_TEAMS for number in hidden_team_ids}
    where = tuple(_condition(metric, text, hidden) for text in address.getlist("where"))
    return Asked(metric, look, by, since or look.since, until if since else look.until, where)


def _condition(metric: Metric, text: str, hidden: Collection[str]) -> tuple[str, str]:
    dimension, _colon, value = text.partition(":")
    if text in hidden or dimension not in metric.dimensions or not _is_value(dimension, value):
        raise AddressRefused(
            _("This metric cannot be narrowed by “%(text)s”; open its page and choose again.") % {"text": text}
        )
    return dimension, value


def _is_value(dimension: str, value: str) -> bool:
    """Rows are named by their id; an empty value asks for what has none."""
    return dimension not in naming.TABLES or not value or (value.isascii() and value.isdecimal() and len(value) < 19)
