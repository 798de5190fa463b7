"""The neutral chart: what it says, not how it is drawn. Web, deck and PDF draw the same spec."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.utils.translation import gettext

from trifecta.web.format import number
from trifecta.web.measures import between, measure
from trifecta.web.tables import Cell, Column, Table

Kind = Literal["line", "bar", "stacked", "rows"]
Values = tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line or one color of bars. low, high: the interval of each value, where there is one."""

    name: str
    values: Values
    low: Values | None = None
    high: Values | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    value: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that happened at one of the x labels: a change, an outage."""

    at: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """
    kind: rows are bars that lie, for names that would not fit under a bar
    title: the conclusion, a sentence ("Half of all tickets are solved within 4 h")
    x, x_title: the labels along the axis, already written for people, and what they are ("Week from")
    unit: as in `measures.WRITERS`: share, duration, worked, count, number
    counts, counts_title: how many cases stand behind each x, and what the table calls them
    urls: where each x leads; notes: what holds of an x and not of the others ("so far"): it is drawn as unsettled
    """

    kind: Kind
    title: str
    x: tuple[str, ...]
    x_title: str
    unit: str
    series: tuple[Series, ...]
    target: Target | None = None
    marks: tuple[Mark, ...] = ()
    counts: tuple[int, ...] = ()
    counts_title: str = ""
    urls: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def height_rem(self) -> float:
        """Rows are as high as they are many; other charts have the height of the stylesheet."""
        return 2.5 + 2.25 * len(self.x) if self.kind == "rows" else 17.5

    @property
    def json(self) -> dict[str, Any]:
        """The spec as the page's script reads it, each value also in words for labels and tooltips."""
        texts = [[measure(value, self.unit) for value in series.values] for series in self.series]
        target_text = measure(self.target.value, self.unit) if self.target else ""
        return {**asdict(self), "texts": texts, "target_text": target_text}

    @property
    def table(self) -> Table:
        """The same numbers for readers; a series with intervals gets a column for them."""
        columns = [Column(self.x_title)]
        for series in self.series:
            columns.append(Column(series.name, is_number=True))
            if series.low and series.high:
                columns.append(Column(gettext("%(name)s: 95 %% interval") % {"name": series.name}, is_number=True))
        if self.counts:
            columns.append(Column(self.counts_title, is_number=True))
        rows = tuple(self.row(position) for position in range(len(self.x)))
        return Table(caption=self.title, columns=tuple(columns), rows=rows)

    def row(self, position: int) -> tuple[Cell, ...]:
        note = self.notes[position] if self.notes else ""
        name = f"{self.x[position]}, {note}" if note else self.x[position]
        cells = [Cell(name, url=self.urls[position] if self.urls else "")]
        for series in self.series:
            cells.append(Cell(measure(series.values[position], self.unit), is_number=True))
            if series.low and series.high:
                cells.append(Cell(self.interval(series.low[position], series.high[position]), is_number=True))
        if self.counts:
            cells.append(Cell(number(self.counts[position]), is_number=True))
        return tuple(cells)

    def interval(self, low: float | None, high: float | None) -> str:
        return "–" if low is None or high is None else between(low, high, self.unit)
