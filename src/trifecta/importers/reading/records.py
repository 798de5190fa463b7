"""
Lines become records: quoted fields may span lines, and one broken line costs no more than itself.

A quote that is opened and never closed would swallow all that follows. So the lines of each record are kept until it
has turned out well; when it has not, its first line is rejected and reading goes on at the second.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from trifecta.importers.contract import BadSource, Reject
from trifecta.importers.reading.cells import BadCell

_LONGEST_FIELD = 1 << 20
_MOST_REPAIRS = 1000
_LONGEST_KEPT = 2000
_BLOCK, _CHUNK = 1 << 20, 4096
Row = tuple[int, tuple[str, ...]]
"""(line, cells)"""
csv.field_size_limit(_LONGEST_FIELD)


class Chunk(NamedTuple):
    """Some rows, with those of their neighbours that are none."""

    rows: list[Row]
    rejects: list[Reject]


@dataclass(frozen=True, slots=True)
class Form:
    """
    What every record must look like.

    width: how many fields the header has. least: how many of them have a name. take: makes cells of the fields, or
    raises BadCell; it may lengthen the list it is given.
    """

    path: Path
    separator: str
    width: int
    least: int
    take: Callable[[list[str]], tuple[str, ...]]

    def sort_out(self, chunk: Chunk, line: int, fields: list[str], text: str) -> None:
        """Add a record to the rows, or to the rejects; surplus fields are forgiven when they are empty."""
        if len(fields) < self.least or any(map(str.strip, fields[self.width :])):
            reason = f"it has {len(fields)} fields where the header has {self.least}"
            chunk.rejects.append(self.reject(line, reason, text))
            return
        try:
            chunk.rows.append((line, self.take(fields[: self.width])))
        except BadCell as error:
            chunk.rejects.append(self.reject(line, str(error), text))

    def reject(self, line: int, reason: str, text: str) -> Reject:
        shown = text[:_LONGEST_KEPT].rstrip().replace("\0", "\N{REPLACEMENT CHARACTER}")
        return Reject(self.path.name, line, reason, shown)


class _Lines:
    """Lines with their count, and a way to give some back."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._file)
        self.taken.append(line)
        return line

    def settle(self) -> None:
        """The record is done: its lines are forgotten."""
        self.line += len(self.taken)
        self.taken.clear()

    def give_back(self) -> None:
        """All lines of the record but the first are read again."""
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def chunks(file: IO[str], form: Form, *, is_plain: bool) -> Iterator[Chunk]:
    """
    The rows after the header, each with the line it begins on.

    Lines with nothing but separators are passed over. is_plain: no field is quoted, which reads twice as fast. Raises
    BadSource when quoting is broken all over the file.
    """
    found = _plain(file, form) if is_plain else _quoted(file, form)
    for number, chunk in enumerate(found):
        del chunk.rows[: number == 0]
        yield chunk


def _plain(file: IO[str], form: Form) -> Iterator[Chunk]:
    line, rest, block = 1, "", " "
    separator, width, take = form.separator, form.width, form.take
    while block:
        block = file.read(_BLOCK)
        texts = (rest + block).split("\n")
        rest = texts.pop() if block else ""
        chunk = Chunk([], [])
        for at, text in enumerate(texts, line):
            fields = text.split(separator)
            if len(fields) == width and fields[0]:
                try:
                    chunk.rows.append((at, take(fields)))
                except BadCell as error:
                    chunk.rejects.append(form.reject(at, str(error), text))
            elif any(map(str.strip, fields)):
                form.sort_out(chunk, at, fields, text)
        line += len(texts)
        yield chunk


def _quoted(file: IO[str], form: Form) -> Iterator[Chunk]:
    lines, chunk, repairs = _Lines(file), Chunk([], []), 0
    for fields in _attempts(csv.reader(lines, delimiter=form.separator, strict=True)):
        at, text = lines.line, lines.taken[0]
        if fields is None:
            chunk.rejects.append(form.reject(at, "a quote in it is not closed, or not doubled", text))
        elif any(map(str.strip, fields)):
            form.sort_out(chunk, at, fields, text)
        if chunk.rejects and chunk.rejects[-1].line == at and len(lines.taken) > 1:
            lines.give_back()
            repairs += 1
        lines.settle()
        if repairs > _MOST_REPAIRS:
            raise BadSource(f"{form.path.name}, line {at}: quotes are broken all over; check how it was exported.")
        if len(chunk.rows) >= _CHUNK:
            yield chunk
            chunk = Chunk([], [])
    yield chunk


def _attempts(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """The reader's records, None where it gave one up; it can always be asked again."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
