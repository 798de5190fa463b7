"""
Foreign files as bytes and as text: plain or gzip, looked over once before anything is read.

The survey finds in one quick pass what would otherwise surprise half-way: a truncated gzip, a file that is no text,
a line without end; and it gathers what detection needs from the whole file, not only from its beginning.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from trifecta.importers.contract import BadSource
from trifecta.importers.reading import encodings

_BLOCK = 1 << 20
_HEAD = 1 << 18
_HEAD_LOOKED_AT = 1 << 14
_SAMPLE_PER_BLOCK = 1 << 14
_MOST_SAMPLE = 1 << 21
LONGEST_LINE = 1 << 24
_GZIP = b"\x1f\x8b"
_NO_TEXT = {
    b"PK\x03\x04": "a zip archive or a workbook; unpack it, or save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save it as CSV",
    b"%PDF": "a PDF; export the table as CSV",
    b"SQLite format 3": "a database; export the table as CSV",
    b"PAR1": "a Parquet file; export the table as CSV",
}


@dataclass(frozen=True, slots=True)
class Survey:
    """
    What one pass over a file told.

    lines: how many there are. is_plain: there is no quote in it. head: the beginning of the text. sample: lines from
    all over the rest of it.
    """

    path: Path
    encoding: str
    lines: int
    is_plain: bool
    head: str
    sample: str


@dataclass(slots=True)
class _Pass:
    """What is gathered block by block."""

    path: Path
    head: bytes = b""
    sample: bytearray = field(default_factory=bytearray)
    unusual: bytearray = field(default_factory=bytearray)
    lines: int = 0
    is_plain: bool = True
    open_run: int = 0

    def take(self, block: bytes) -> None:
        self.lines += block.count(b"\n") or block.count(b"\r")
        self.is_plain = self.is_plain and b'"' not in block and b"\n" in block
        self._require_line_ends(block)
        if not self.head:
            _require_text(self.path, block)
            self.head = block[:_HEAD]
        elif len(self.sample) < _MOST_SAMPLE:
            self.sample += _whole_lines(block)
        if len(self.unusual) < _MOST_SAMPLE and not block.isascii():
            self.unusual += _unusual_lines(block)

    def _require_line_ends(self, block: bytes) -> None:
        last_end = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self.open_run = len(block) - last_end - 1 if last_end >= 0 else self.open_run + len(block)
        if self.open_run > LONGEST_LINE:
            raise BadSource(
                f"{self.path.name}, line {self.lines + 1}: it is longer than 16 MB; this is no table of lines."
            )


def survey(path: Path, *, encoding: str | None = None) -> Survey:
    """Look a file over. Raises BadSource when it is missing, empty, broken off, or no text."""
    seen = _Pass(path)
    with open_bytes(path) as file:
        for block in iter(lambda: file.read(_BLOCK), b""):
            seen.take(block)
    if not seen.head.strip():
        raise BadSource(f"{path.name} is empty; export it again.")
    found = _known(encoding) if encoding else encodings.detect(seen.head, bytes(seen.unusual))
    head = seen.head.decode(found, "replace")
    if not encodings.is_text(head[:_HEAD_LOOKED_AT]):
        raise BadSource(f"{path.name} is no text file; export the table as CSV.")
    is_wide = encodings.is_wide(found)
    sample = "" if is_wide else seen.sample.decode(found, "replace")
    return Survey(path, found, seen.lines, seen.is_plain, head, sample)


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a plain or gzip file, told apart by what is in it. Raises BadSource, while reading too."""
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == _GZIP
            raw.seek(0)
            yield gzip.GzipFile(fileobj=raw) if is_packed else raw  # type: ignore[misc]
    except FileNotFoundError as error:
        raise BadSource(f"There is no file {path}; check the path.") from error
    except IsADirectoryError as error:
        raise BadSource(f"{path} is a folder; name the file inside it.") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadSource(f"{path.name} is broken off or damaged (gzip); download or copy it again.") from error
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror or error}.") from error


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[IO[str]]:
    """The text of a file, line ends left as they are; bytes that break the encoding are read as cp1252."""
    with open_bytes(path) as file:
        buffered = io.BufferedReader(file, _BLOCK) if isinstance(file, gzip.GzipFile) else file
        yield io.TextIOWrapper(buffered, encoding=encoding, errors=encodings.STRAY, newline="")


def _require_text(path: Path, block: bytes) -> None:
    for mark, what in _NO_TEXT.items():
        if block.startswith(mark):
            raise BadSource(f"{path.name} is {what}.")


def _whole_lines(block: bytes) -> bytes:
    start = block.find(b"\n") + 1
    return block[start : block.rfind(b"\n", start, start + _SAMPLE_PER_BLOCK) + 1]


def _unusual_lines(block: bytes) -> bytes:
    found = [line for line in block.splitlines(keepends=True) if not line.isascii()]
    return b"".join(found[:200])


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError as error:
        raise BadSource(f"There is no encoding “{encoding}”; write for example utf-8, cp1252 or cp850.") from error
    return encoding
