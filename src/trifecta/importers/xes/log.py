"""
A log of cases, read as a stream.

Only attributes that stand directly in a case or an event count: the header's defaults and statistics, and whatever is
nested in other attributes, are no facts. A document type, and with it every entity, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from trifecta.importers.contract import BadSource
from trifecta.importers.reading import files

_BLOCK = 1 << 18
_ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})
Attributes = dict[str, str]


class Event(NamedTuple):
    """file, line: where it begins."""

    file: str
    line: int
    attributes: Attributes


@dataclass(slots=True)
class Case:
    """repeated_count: events that were told more than once and stand in `events` once."""

    file: str
    line: int
    attributes: Attributes = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    repeated_count: int = 0


class Survey(NamedTuple):
    """What a log holds. present: the attributes that its cases and events have."""

    case_count: int
    event_count: int
    present: frozenset[str]


def survey(path: Path) -> Survey:
    """Read a log through once. Raises BadSource when it is none, is broken off, or holds nothing."""
    case_count, event_count, present = 0, 0, set[str]()
    for case in read(path):
        case_count += 1
        event_count += len(case.events)
        present.update(case.attributes, *(event.attributes for event in case.events))
    if not case_count:
        raise BadSource(f"{path.name} holds no case (<trace>); export the log again.")
    return Survey(case_count, event_count, frozenset(present))


def read(path: Path) -> Iterator[Case]:
    """Every case, as its end is met. Raises BadSource."""
    reader = _Reader(path)
    with files.open_bytes(path) as file:
        for block in iter(lambda: file.read(_BLOCK), b""):
            yield from reader.take(block)
    yield from reader.end()


class _Reader:
    """Gathers cases from the parser's calls."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: list[str] = []
        self._done: list[Case] = []
        self._case: Case | None = None
        self._attributes: Attributes | None = None
        self._has_begun = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.StartDoctypeDeclHandler = self._refuse

    def take(self, block: bytes) -> list[Case]:
        """The cases that end in this block."""
        return self._parse(block, is_last=False)

    def end(self) -> list[Case]:
        return self._parse(b"", is_last=True)

    def _parse(self, block: bytes, *, is_last: bool) -> list[Case]:
        try:
            self._parser.Parse(block, is_last)
        except expat.ExpatError as error:
            if not self._has_begun and error.code != _NO_ELEMENT:
                raise BadSource(f"{self._path.name} is no XES log: it is no XML at all.") from error
            what = "is empty" if not self._open and error.code == _NO_ELEMENT else f"is broken: {_said(error)}"
            raise BadSource(f"{self._path.name}, line {error.lineno}: the XML {what}; export it again.") from error
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = tag.rpartition(":")[2]
        inside = self._open[-1] if self._open else ""
        if not inside and name != "log":
            raise BadSource(f"{self._path.name} is no XES log: it begins with <{tag}> where a log begins with <log>.")
        self._has_begun = True
        self._open.append(name)
        if name == "trace" and inside == "log":
            self._case = Case(self._path.name, self._parser.CurrentLineNumber)
            self._attributes = self._case.attributes
        elif name == "event" and inside == "trace" and self._case is not None:
            self._attributes = {}
            self._case.events.append(Event(self._path.name, self._parser.CurrentLineNumber, self._attributes))
        elif name in _ATTRIBUTES and inside in {"trace", "event"} and self._attributes is not None:
            self._attributes[attributes.get("key", "")] = attributes.get("value", "")

    def _finish(self, _tag: str) -> None:
        name = self._open.pop()
        if name == "event" and self._case is not None and self._open[-1] == "trace":
            self._attributes = self._case.attributes
        elif name == "trace" and self._case is not None and self._open[-1] == "log":
            self._done.append(self._case)
            self._case, self._attributes = None, None

    def _refuse(self, *_: object) -> None:
        raise BadSource(
            f"{self._path.name}, line {self._parser.CurrentLineNumber}: it declares a document type, which could hide "
            "anything; a log needs none. Remove the line that begins with <!DOCTYPE."
        )


_NO_ELEMENT = expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]


def _said(error: expat.ExpatError) -> str:
    return expat.errors.messages[error.code]
