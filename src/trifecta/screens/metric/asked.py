"""What the address asks of a metric."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
Named = Callable[[str, int], bool]


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


def read(
    metric: Metric, address: QueryDict, *, wall: Wall, is_named: Named = lambda _dimension, _number: True
) -> Asked:
    """is_named: whether the reader's lists name the row of this id. Raises AddressRefused."""
    period, by = looking.period_of(address.get("period")), address.get("by", "")
    if by and by not in metric.dimensions:
        raise AddressRefused(
            _("This metric cannot be cut by “%(text)s”; open its page and choose again.") % {"text": by}
        )
    since, until = addresses.day(address.get("since")), addresses.day(address.get("until"))
    look = looking.back(period, wall, until=until)
    where = tuple(_condition(metric, text, is_named) for text in address.getlist("where"))
    return Asked(metric, look, by, since or look.since, until if since else look.until, where)


def named_to(hidden_team_ids: Collection[int]) -> Named:
    """What is refused must not tell whether it exists: a team that is hidden is no other than one that is not there."""

    def is_named(dimension: str, number: int) -> bool:
        return not (dimension in OF_TEAMS and number in hidden_team_ids) and naming.has_row(dimension, number)

    return is_named


def _condition(metric: Metric, text: str, is_named: Named) -> tuple[str, str]:
    dimension, _colon, value = text.partition(":")
    if dimension in metric.dimensions and (dimension not in naming.TABLES or not value):
        return dimension, value
    if dimension in metric.dimensions and _is_id(value) and is_named(dimension, int(value)):
        return dimension, str(int(value))
    raise AddressRefused(
        _("This metric cannot be narrowed by “%(text)s”; open its page and choose again.") % {"text": text}
    )


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19
