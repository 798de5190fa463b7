"""
Lines become records: quoted fields may span lines, and one broken line costs no more than itself.

A quote that is opened and never closed would swallow all that follows. So when a record does not turn out well, only
its first line is rejected, and reading begins anew at the second.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from trifecta.importers.contract import BadSource, Reject
from trifecta.importers.reading.cells import BadCell

_LONGEST_FIELD = 1 << 20
_MOST_REPAIRS = 1000
_LONGEST_KEPT = 2000
_BLOCK = 1 << 20
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
        if len(fields) != self.width and (len(fields) < self.least or any(map(str.strip, fields[self.width :]))):
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
    texts, line, repairs = list[str](), 1, 0
    for more, is_last in _blocks(file):
        texts += more
        is_repaired = True
        while is_repaired:
            chunk = Chunk([], [])
            done, is_repaired = _read_on(texts, form, chunk, line=line, is_last=is_last)
            del texts[:done]
            line += done
            yield chunk
            repairs += is_repaired
            if repairs > _MOST_REPAIRS:
                told = "quotes are broken all over; check how it was exported."
                raise BadSource(f"{form.path.name}, line {line}: {told}")


def _blocks(file: IO[str]) -> Iterator[tuple[list[str], bool]]:
    """Lines with their ends, a block at a time, and whether they are the last."""
    rest = ""
    while block := file.read(_BLOCK):
        texts = list(io.StringIO(rest + block, newline=""))
        rest = texts.pop()
        yield texts, False
    yield [rest] if rest else [], True


def _read_on(texts: Sequence[str], form: Form, chunk: Chunk, *, line: int, is_last: bool) -> tuple[int, bool]:
    """
    Read records as long as all goes well: how many lines are done, and whether those below are to be tried anew.

    A record that may go on in the next block is left for it.
    """
    reader, done = csv.reader(texts, delimiter=form.separator, strict=True), 0
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                form.sort_out(chunk, line + done, fields, texts[done])
            is_whole = reader.line_num == done + 1
            if not is_whole and chunk.rejects and chunk.rejects[-1].line == line + done:
                return done + 1, True
            done = reader.line_num
    except csv.Error:
        if reader.line_num == len(texts) and not is_last:
            return done, False
        chunk.rejects.append(form.reject(line + done, "a quote in it is not closed, or not doubled", texts[done]))
        return done + 1, True
    return done, False
