"""Any table, read with its mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trifecta.importers.contract import Names, Reject, Remark, Request, Said, Source
from trifecta.importers.csv import mapping, starter
from trifecta.importers.csv.binding import Binding, bind
from trifecta.importers.csv.people import People
from trifecta.importers.csv.telling import Telling
from trifecta.importers.csv.tickets import Line
from trifecta.importers.reading import tables

OPTIONS = {**tables.OPTIONS, "mapping": "the TOML file that says what the columns mean"}
_MOST_NAMED = 5


def read(request: Request, names: Names) -> Iterator[Said]:
    """The tickets of all files, by one mapping. Raises BadSource, with a mapping to start from when there is none."""
    meaning = _meaning(request)
    bindings = bind(request, meaning)
    telling = Telling(People(names))
    yield from _rows_as_events(bindings, telling) if meaning.events else _rows_as_tickets(bindings, telling)
    yield from telling.settle()
    for binding in bindings:
        yield from binding.table.remarks
    yield from telling.remarks()
    yield from _unmapped(bindings)


def _meaning(request: Request) -> mapping.Meaning:
    if "mapping" not in request.options:
        raise starter.no_mapping(request)
    return mapping.load(Path(request.options["mapping"]))


def _rows_as_tickets(bindings: Iterable[Binding], telling: Telling) -> Iterator[Said]:
    """Each row is a ticket, told as it is met."""
    seen: set[str] = set()
    for key, line in _lines(bindings):
        if isinstance(line, Reject):
            yield line
        elif key in seen:
            yield line.reject(
                f"the ticket “{key}” was told already; if each row is an event, the mapping needs [event]"
            )
        else:
            seen.add(key)
            yield from telling.tell(key, [line])


def _rows_as_events(bindings: Sequence[Binding], telling: Telling) -> Iterator[Said]:
    """Each row is an event; the rows of a ticket may stand anywhere, so all are read before the first is told."""
    cases: dict[str, list[Line]] = {}
    agents: set[str] = set()
    for key, line in _lines(bindings):
        if isinstance(line, Reject):
            yield line
            continue
        cases.setdefault(key, []).append(line)
        agents.add(line.text("agent"))
    telling.agents = frozenset(agents - {""})
    for key in list(cases):
        yield from telling.tell(key, cases.pop(key))


def _lines(bindings: Iterable[Binding]) -> Iterator[tuple[str, Line | Reject]]:
    """Every row of every file with the key of its ticket."""
    for binding in bindings:
        for row in binding.rows():
            if isinstance(row, Reject):
                yield "", row
                continue
            line = Line(binding, row)
            key = line.text("key")
            yield key, line if key else line.reject("it does not say which ticket it is")


def _unmapped(bindings: Sequence[Binding]) -> Iterator[Remark]:
    """The texts that the mapping's values do not translate, most frequent first."""
    counts = bindings[0].unmapped
    for name in dict.fromkeys(field for field, _ in counts):
        texts = [f"“{text}” ({count})" for (field, text), count in counts.most_common() if field == name]
        more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
        yield Remark(f"“{name}” is left empty where the mapping has no value: {', '.join(texts[:_MOST_NAMED])}{more}.")


def _row_count(request: Request) -> int:
    return sum(binding.table.survey.lines - 1 for binding in bind(request, _meaning(request)))


SOURCE = Source(
    name="csv",
    title="any table, with a mapping",
    takes="one or more tables (.csv, .tsv, .txt, also .gz) and --mapping FILE",
    read=read,
    options=OPTIONS,
    rows=_row_count,
)
