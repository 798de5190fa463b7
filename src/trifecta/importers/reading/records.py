"""
Lines become records: quoted fields may span lines, and one broken line costs no more than itself.

A quote that is opened and never closed would swallow all that follows. So the lines of each record are kept until it
has turned out well; when it has not, its first line is rejected and reading goes on at the second.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from trifecta.importers.contract import BadSource, Reject

LONGEST_FIELD = 1 << 20
_MOST_REPAIRS = 1000
_LONGEST_KEPT = 2000
Record = tuple[int, list[str]]
csv.field_size_limit(LONGEST_FIELD)


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

    def retry_after_first(self) -> str:
        """Give all lines of the record back but the first, which is returned."""
        first, *rest = self.taken
        self._returned.extendleft(reversed(rest))
        self.line += 1
        self.taken.clear()
        return first


def records(file: IO[str], *, path: Path, separator: str, has_quotes: bool = True) -> Iterator[Record | Reject]:
    """
    Each record with the line it begins on; the first one, the header, sets how many fields all others have.

    Lines with nothing but separators are passed over. A file without any quote is read twice as fast. Raises
    BadSource when quoting is broken all over the file.
    """
    if has_quotes:
        return _quoted(file, path, separator)
    return _plain(file, path, separator)


def _plain(file: IO[str], path: Path, separator: str) -> Iterator[Record | Reject]:
    width = 0
    for line, text in enumerate(file, 1):
        fields = text.rstrip("\r\n").split(separator)
        if len(fields) == width and fields[0]:
            yield line, fields
        elif any(fields):
            width = width or len(fields)
            if _fits(fields, width):
                yield line, fields
            else:
                yield Reject(path.name, line, _reason(fields, width), text[:_LONGEST_KEPT].rstrip())


def _fits(fields: list[str], width: int) -> bool:
    return len(fields) == width or (len(fields) > width and not any(fields[width:]))


def _quoted(file: IO[str], path: Path, separator: str) -> Iterator[Record | Reject]:
    lines = _Lines(file)
    width, repairs = 0, 0
    for fields in _attempts(csv.reader(lines, delimiter=separator)):
        if fields is not None and not any(fields):
            lines.settle()
            continue
        width = width or len(fields or ())
        if fields is not None and _fits(fields, width):
            yield lines.line, fields
            lines.settle()
            continue
        repairs += len(lines.taken) > 1
        if repairs > _MOST_REPAIRS:
            raise BadSource(f"{path.name}, line {lines.line}: quotes are broken all over; check how it was exported.")
        at = lines.line
        yield Reject(path.name, at, _reason(fields, width), lines.retry_after_first()[:_LONGEST_KEPT].rstrip())


def _attempts(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """The reader's records, None where it gave one up; it can always be asked again."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _reason(fields: list[str] | None, width: int) -> str:
    if fields is None:
        return f"a field is longer than {LONGEST_FIELD} characters; perhaps a quote is not closed"
    return f"it has {len(fields)} fields where the header has {width}"
