"""A period's answers as the lines of tables: a share, the counts behind it, and what is open beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.metrics.answer import Answer, Cell, Question
from trifecta.parts import periods
from trifecta.parts.clocks.naming import promise_name
from trifecta.promises.drafting import wording
from trifecta.screens.promises.now import BETWEEN_TEAMS, Called, Now, Tally
from trifecta.warehouse.asking import Kept
from trifecta.web import format as written
from trifecta.web.measures import between

SHARE_OF = {
    "sla": "sla_attainment",
    "told": "sla_attainment",
    "ola": "ola_attainment",
    "contract": "contract_attainment",
    "word": "given_word_kept",
}
"""By kind of promise, the metric that tells its share; of other kinds none does."""
SHARES = tuple(dict.fromkeys(SHARE_OF.values()))
SET_ASIDE = "promises_set_aside"
OF_TEAMS = (("kind", BETWEEN_TEAMS),)
COMPUTING, NOT_MEASURED = "…", "–"

Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A count that opens to its tickets; no link where there is nothing behind it. instead: where there is no count."""

    count: int | None
    url: str = ""
    instead: str = COMPUTING

    def __str__(self) -> str:
        return self.instead if self.count is None else written.number(self.count)


UNKNOWN = Number(None, instead=NOT_MEASURED)


@dataclass(frozen=True, slots=True)
class Row:
    """share: in words, “too few to say (7)” or empty where nothing was due; interval: empty where there is none."""

    name: str
    share: str
    interval: str
    met: Number
    broken: Number
    waived: Number
    cancelled: Number
    open: Number
    open_broken: Number


def cuts(first: date, period: str) -> Iterator[Question]:
    """By promise, all of them; by team, what teams promised each other."""
    until = periods.following(first, period)
    for name in SHARES:
        yield Question(name, by=("promise",), since=first, until=until)
    yield Question(SET_ASIDE, by=("promise", "outcome"), since=first, until=until)
    yield Question("ola_attainment", by=("team",), since=first, until=until)
    yield Question(SET_ASIDE, by=("team", "outcome"), since=first, until=until, where=OF_TEAMS)


@dataclass(frozen=True, slots=True)
class Told:
    """The answers to the cuts, by metric and dimension."""

    asked: list[Question]
    kept: list[Kept[Answer]]
    now: Now
    called: Called
    first: date
    period: str

    def promises(self) -> Iterator[Row]:
        """In the order in which people speak of them; those that nobody knows at the end."""
        cells = self._cells("promise")
        known = {*(str(value) for _metric, value in cells), *self.now.by_promise}
        order = {code: place for place, code in enumerate(wording.PROMISES)}
        for code in sorted(known, key=lambda code: (order.get(code, len(order)), code)):
            kind = self.called.kinds.get(code, "told")
            metric = next((name for name in SHARES if (name, code) in cells), SHARE_OF.get(kind, SHARES[0]))
            counts = self.now.by_promise.get(code, Tally())
            cell, where = cells.get((metric, code)), (("promise", code),)
            row = self._row(promise_name(code), metric=metric, cell=cell, where=where, counts=counts)
            yield row if kind in SHARE_OF else replace(row, share="", interval="", met=UNKNOWN, broken=UNKNOWN)

    def teams(self, names: Mapping[int, str]) -> Iterator[Row]:
        """Of what teams promised each other; their part in what customers were promised is in the metric."""
        cells = self._cells("team")
        whose: list[tuple[int | None, str]] = [*names.items(), (None, _("Nobody"))]
        for number, name in whose:
            counts, cell = self.now.by_team.get(number, Tally()), cells.get(("ola_attainment", number))
            if cell or counts.open:
                where = (("team", _text(number)), *OF_TEAMS)
                yield self._row(name, metric="ola_attainment", cell=cell, where=where, counts=counts)

    def _cells(self, dimension: str) -> dict[tuple[str, int | str | None], Cell]:
        return {
            (question.metric, cell.dims[dimension]): cell
            for question, one in zip(self.asked, self.kept, strict=True)
            if question.by == (dimension,) and one.answer is not None
            for cell in one.answer.rows
            if cell.n
        }

    def _row(self, name: str, *, metric: str, cell: Cell | None, where: Where, counts: Tally) -> Row:
        n, met = (cell.n, int(cell.numerator or 0)) if cell else (0, 0)
        is_known, aside = self._is_known(metric, where[0][0]), self._set_aside(*where[0])
        return Row(
            name=name,
            share=_share(cell) if is_known else COMPUTING,
            interval=_interval(cell) if is_known else COMPUTING,
            met=self._number(metric, met if is_known else None, *where, ("outcome", "met")),
            broken=self._number(metric, n - met if is_known else None, *where, ("outcome", "broken"), ("outcome", "")),
            waived=self._number(
                SET_ASIDE, None if aside is None else aside.get("waived", 0), *where, ("outcome", "waived")
            ),
            cancelled=self._number(
                SET_ASIDE, None if aside is None else aside.get("cancelled", 0), *where, ("outcome", "cancelled")
            ),
            open=_open(counts.open, *where),
            open_broken=_open(counts.broken, *where, ("standing", "broken")),
        )

    def _is_known(self, metric: str, dimension: str) -> bool:
        """Whether the metric was computed for these parts, be it to nothing."""
        return any(
            one.answer is not None
            for question, one in zip(self.asked, self.kept, strict=True)
            if (question.metric, question.by) == (metric, (dimension,))
        )

    def _set_aside(self, dimension: str, value: str) -> dict[str, int] | None:
        """By outcome; None while it is computed."""
        for question, one in zip(self.asked, self.kept, strict=True):
            if question.by == (dimension, "outcome") and one.answer is not None:
                cells = [cell for cell in one.answer.rows if _text(cell.dims[dimension]) == value]
                return {str(cell.dims["outcome"]): cell.n for cell in cells}
        return None

    def _number(self, metric: str, count: int | None, *where: tuple[str, str]) -> Number:
        if not count:
            return Number(count)
        until = periods.following(self.first, self.period)
        asked = [("period", self.period), ("since", str(self.first)), ("until", str(until))]
        conditions = [("where", f"{dimension}:{value}") for dimension, value in where]
        return Number(count, f"{reverse('metric_cases', args=[metric])}?{urlencode([*asked, *conditions])}")


def _text(value: int | str | None) -> str:
    """As an address names a part; empty where there is none, such as the team of what nobody had."""
    return "" if value is None else str(value)


def _open(count: int, *where: tuple[str, str]) -> Number:
    return Number(count, f"{reverse('open_promises')}?{urlencode(where)}" if count else "")


def _share(cell: Cell | None) -> str:
    if cell is None or (cell.value is None and not cell.too_few):
        return ""
    if cell.too_few:
        return _("too few to say (%(count)s)") % {"count": written.number(cell.n)}
    return written.share(cell.value or 0.0)


def _interval(cell: Cell | None) -> str:
    if cell is None or cell.low is None or cell.high is None:
        return ""
    return between(cell.low, cell.high, "share")
