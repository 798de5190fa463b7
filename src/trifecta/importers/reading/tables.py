"""
A foreign table: one header, many rows, everything about its dialect detected and said.

    table = open_table(path, request, needs=("number", "opened_at"))
    yield from table.remarks
    dates = table.dates("opened_at", "closed_at")
    for row in table.rows("number", "opened_at", "closed_at"):
        if isinstance(row, Reject):
            yield row
            continue
        line, (number, opened, closed) = row
        ...  # cells are trimmed, "" where a marker says missing; dates[opened] is an instant or raises BadDate

`table.cases("number", …)` gives the rows of each case together, wherever they stand in the file.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path

from trifecta.importers.contract import BadSource, Reject, Remark, Request
from trifecta.importers.reading import dates, files
from trifecta.importers.reading.cells import MISSING, Cells
from trifecta.importers.reading.records import Chunk, Form, Row, chunks

OPTIONS = {
    "encoding": "encoding of the files, when the detected one is wrong (utf-8, cp1252, cp850 …)",
    "separator": "what separates columns, when the detected one is wrong (comma, semicolon, tab, pipe)",
    "dates": "order of dates, when the detected one is wrong (dmy, mdy, ymd)",
}
"""The options that every table understands; a source adds them to its own."""

__all__ = ["OPTIONS", "Row", "Table", "open_table"]
_MOST_LISTED = 10
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


@dataclass(slots=True)
class Table:
    """An open-able table. remarks: what was detected, to be yielded by the source."""

    path: Path
    request: Request
    header: tuple[str, ...]
    remarks: list[Remark]
    survey: files.Survey
    separator: str
    _width: int
    _sample: list[list[str]] = field(repr=False)
    _may_lack: frozenset[str] = frozenset()

    def has(self, column: str) -> bool:
        return _folded(column) in map(_folded, self.header)

    def at(self, column: str) -> int:
        """
        Where a column stands, capitals and outer spaces aside; -1 for one that the table may lack.

        Raises BadSource with the near matches.
        """
        if column in self._may_lack and not self.has(column):
            return -1
        places = {_folded(name): place for place, name in reversed(list(enumerate(self.header)))}
        if _folded(column) in places:
            return places[_folded(column)]
        near = get_close_matches(_folded(column), places, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(f'“{self.header[places[name]]}”' for name in near)}? " if near else ""
        raise BadSource(f"{self.path.name} has no column “{column}”; {hint}its columns are: {_listed(self.header)}.")

    def sample(self, *columns: str) -> list[str]:
        """Values of these columns from all over the file, missing ones left out."""
        places, cells = [self.at(column) for column in columns if self.has(column)], Cells()
        return [cells[row[place]] for row in self._sample for place in places if cells[row[place]]]

    def dates(self, *columns: str) -> dates.Dates:
        """A reader of the dates in these columns, which share one style; the style is added to the remarks."""
        style = dates.detect(self.sample(*columns))
        if style is None and self.sample(*columns):
            told = f"“{self.sample(*columns)[0][:40]}”"
            raise BadSource(f"{self.path.name}: column “{columns[0]}” holds no dates that can be read, such as {told}.")
        order = self.request.options.get("dates") or (style.order if style else "ymd")
        if order not in dates.ORDERS:
            raise BadSource(f"There is no date order “{order}”; write one of {', '.join(dates.ORDERS)}.")
        if style is not None and order == style.order:
            self.remarks.append(Remark(f"{self.path.name}: {style}."))
        return dates.Dates(order, self.request.zone)

    def rows(self, *columns: str) -> Iterator[Row | Reject]:
        """Every row with the cells of these columns, as it stands in the file."""
        for rows, rejects in self._chunks(columns):
            self.request.progress.rows += len(rows) + len(rejects)
            yield from rejects
            yield from rows

    def cases(self, key: str, *columns: str) -> Iterator[tuple[str, list[Row]] | Reject]:
        """
        The rows of each case, in the order in which the cases are first met; the whole table is read before the first.

        The key comes again as the last cell. Memory grows with the rows, about a third of a kilobyte for each.
        """
        cases: dict[str, list[Row]] = {}
        for rows, rejects in self._chunks((*columns, key)):
            for row in rows:
                cases.setdefault(row[1][-1], []).append(row)
            self.request.progress.rows += len(rejects)
            yield from rejects
        for row in cases.pop("", ()):
            self.request.progress.rows += 1
            yield self.reject(row, f"it has no “{key}”")
        for case in list(cases):
            rows = cases.pop(case)
            self.request.progress.rows += len(rows)
            yield case, rows

    def reject(self, row: Row, reason: object) -> Reject:
        """This row, refused."""
        return Reject(self.path.name, row[0], str(reason), self.written(row[1]))

    def written(self, cells: Sequence[str]) -> str:
        """Cells as one line, for the rejects file."""
        text = io.StringIO()
        csv.writer(text, delimiter=self.separator, lineterminator="").writerow(cells)
        return text.getvalue()[:2000]

    def _chunks(self, columns: Sequence[str]) -> Iterator[Chunk]:
        form = Form(
            self.path, self.separator, self._width, len(self.header), _taker([self.at(column) for column in columns])
        )
        with files.open_text(self.path, self.survey.encoding) as file:
            yield from chunks(file, form, is_plain=self.survey.is_plain)


def open_table(path: Path, request: Request, *, needs: Sequence[str] = (), may_lack: Iterable[str] = ()) -> Table:
    """
    Look a table over and find its dialect. Raises BadSource when it is none, or lacks a column of `needs`.

    Columns of `may_lack` read as missing when they are not there. The options `encoding` and `separator` of the request
    overrule what is detected.
    """
    survey = files.survey(path, encoding=request.options.get("encoding"))
    separator = _separator(survey, request)
    head = [fields for fields in csv.reader(io.StringIO(survey.head, newline=""), delimiter=separator) if any(fields)]
    header = _header(head[0])
    more = csv.reader(io.StringIO(survey.sample, newline=""), delimiter=separator)
    sample = [fields for fields in (*head[1:], *more) if len(fields) >= len(header) and "\0" not in "".join(fields)]
    table = Table(path, request, header, [], survey, separator, len(head[0]), sample, frozenset(may_lack) - {*needs})
    for column in needs:
        table.at(column)
    if survey.lines < 1 or not sample:
        raise BadSource(f"{path.name} has a header and no rows; export it again.")
    table.remarks.append(Remark(_dialect(table)))
    return table


def _dialect(table: Table) -> str:
    name = next(name for name, sign in SEPARATORS.items() if sign == table.separator)
    counts = Counter(text for row in table._sample for cell in row if (text := cell.strip()) in MISSING and text)
    markers = ", ".join(f"“{marker}”" for marker, _ in counts.most_common())
    missing = f"; {markers} {'is' if len(counts) == 1 else 'are'} read as missing" if markers else ""
    return f"{table.path.name}: {table.survey.encoding}, {name} between columns{missing}."


def _separator(survey: files.Survey, request: Request) -> str:
    wanted = request.options.get("separator")
    if wanted:
        if wanted not in SEPARATORS and wanted not in SEPARATORS.values():
            raise BadSource(f"There is no separator “{wanted}”; write one of {', '.join(SEPARATORS)}.")
        return SEPARATORS.get(wanted, wanted)
    return max(SEPARATORS.values(), key=lambda sign: _agreement(survey.head, sign))


def _agreement(head: str, sign: str) -> float:
    """How well a separator explains the beginning: fields of the header, times the share of rows that agree."""
    rows = [row for row in csv.reader(io.StringIO(head, newline=""), delimiter=sign) if row][:500]
    if not rows:
        return 0
    return (len(rows[0]) - 1) * sum(len(row) == len(rows[0]) for row in rows) / len(rows)


def _header(fields: list[str]) -> tuple[str, ...]:
    """Names without outer spaces; a name that occurs again gets its number, an empty one its place."""
    seen: Counter[str] = Counter()
    names = []
    for place, raw in enumerate(fields, 1):
        name = raw.strip().strip("\ufeff").strip() or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    while len(names) > 1 and not fields[len(names) - 1].strip():
        names.pop()
    return tuple(names)


def _listed(header: Sequence[str]) -> str:
    rest = len(header) - _MOST_LISTED
    return ", ".join(header[:_MOST_LISTED]) + (f" and {rest} more" if rest > 0 else "")


def _taker(places: Sequence[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """What makes clean cells of a record's fields: those at these places, an empty one for each -1."""
    clean, pick = Cells().__getitem__, itemgetter(*places)

    def one(fields: list[str]) -> tuple[str, ...]:
        return (clean("" if places[0] == -1 else pick(fields)),)

    def several(fields: list[str]) -> tuple[str, ...]:
        return tuple(map(clean, pick(fields)))

    def several_with_lacking(fields: list[str]) -> tuple[str, ...]:
        fields.append("")
        return tuple(map(clean, pick(fields)))

    return one if len(places) == 1 else several_with_lacking if -1 in places else several


def _folded(name: str) -> str:
    return name.strip().casefold()
