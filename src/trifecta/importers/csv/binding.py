"""A mapping bound to one table: cells by field, translated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from trifecta.importers.contract import Reject, Request
from trifecta.importers.csv import fields
from trifecta.importers.csv.mapping import Field, Meaning
from trifecta.importers.reading import dates
from trifecta.importers.reading.cells import BadCell, leading_number
from trifecta.importers.reading.tables import Row, Table, open_table

Cells = Sequence[str]
Unmapped = Counter[tuple[str, str]]
"""How often a field held a text that its values do not translate."""


@dataclass(slots=True)
class Binding:
    """Reads the cells of one table's rows by the fields of the mapping."""

    table: Table
    meaning: Meaning
    unmapped: Unmapped
    _places: dict[str, int] = field(init=False)
    _dates: dict[str, dates.Dates] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {column: place for place, column in enumerate(self.meaning.columns())}
        self._dates = _readers(self.table, _date_columns(self.meaning))

    def rows(self) -> Iterator[Row | Reject]:
        return self.table.rows(*self.meaning.columns())

    def text(self, cells: Cells, told: Field | None) -> str:
        """What a field says in this row; "" for nothing."""
        if told is None:
            return ""
        if told.column is None:
            return told.value
        cell = cells[self._places[told.column]]
        if cell in self.meaning.missing:
            return ""
        if not told.values:
            return cell
        found = told.values.get(cell.casefold())
        if found is None and cell:
            if not told.otherwise:
                self.unmapped[told.name, cell] += 1
            return told.otherwise
        return found or ""

    def instant(self, cells: Cells, told: Field | None) -> datetime | None:
        """The instant of a field. Raises BadDate."""
        if told is None or told.column is None:
            return None
        return self._dates[told.column][self.text(cells, told)]

    def grade(self, cells: Cells, told: Field | None) -> int | None:
        """A graded value such as “3 - Moderate”. Raises BadCell when it is none."""
        text = self.text(cells, told)
        if told is None or not text:
            return None
        number = leading_number(text)
        if number is None or not 1 <= number <= fields.GRADES[told.name]:
            raise BadCell(f"its {told.name} “{text[:40]}” is no number from 1 to {fields.GRADES[told.name]}")
        return number


def bind(request: Request, meaning: Meaning) -> list[Binding]:
    """One binding for each file. Raises BadSource when a file lacks a column that the mapping names."""
    asked = replace(request, options={**meaning.dialect, **request.options})
    unmapped: Unmapped = Counter()
    return [Binding(open_table(path, asked, needs=meaning.columns()), meaning, unmapped) for path in request.paths]


def _date_columns(meaning: Meaning) -> list[str]:
    told = [meaning.ticket.get(name) for name in fields.INSTANTS]
    told.append(meaning.events.at if meaning.events else None)
    told.append(meaning.survey.answered if meaning.survey else None)
    return list(dict.fromkeys(one.column for one in told if one is not None and one.column is not None))


def _readers(table: Table, columns: Sequence[str]) -> dict[str, dates.Dates]:
    """A reader for each column; columns of one style are read and told together."""
    styles: dict[str, list[str]] = defaultdict(list)
    unsure: list[str] = []
    for column in columns:
        style = dates.detect(table.sample(column))
        if style is not None and style.is_sure:
            styles[style.order].append(column)
        else:
            unsure.append(column)
    # A column that could be read either way is written as its neighbors are.
    groups = list(styles.values()) or [[]]
    groups[0] += unsure
    return {column: reader for group in groups if group for reader in [table.dates(*group)] for column in group}
