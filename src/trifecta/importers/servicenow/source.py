"""ServiceNow's incident audit log, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from trifecta.importers.contract import History, Names, Reject, Remark, Request, Said, Source
from trifecta.importers.reading.dates import BadDate, Dates
from trifecta.importers.reading.tables import OPTIONS, Row, Table, open_table
from trifecta.importers.servicenow import audit, states, story
from trifecta.importers.servicenow.audit import COLUMNS, KEY, NEEDED, UNNAMED_TEAM, Audit, Moment
from trifecta.importers.servicenow.mentions import Mentions
from trifecta.importers.servicenow.naming import Naming


@dataclass(slots=True)
class _Incident:
    """The rows of an incident, gathered from one export or several."""

    line: int
    opened_at: datetime
    moments: list[Moment] = field(default_factory=list)


@dataclass(slots=True)
class _Export:
    """One file of the log."""

    table: Table
    dates: Dates = field(init=False)
    states: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.dates = self.table.dates(COLUMNS.opened_at, COLUMNS.updated_at)

    def incidents(self) -> Iterator[tuple[str, _Incident] | Reject]:
        for case in self.table.cases(KEY, *COLUMNS):
            if isinstance(case, Reject):
                yield case
                continue
            key, rows = case
            incident = None
            for row in rows:
                try:
                    incident = self._read(row, incident)
                except BadDate as error:
                    yield self.table.reject(row, error)
            if incident is not None:
                yield key, incident

    def _read(self, row: Row, incident: _Incident | None) -> _Incident:
        line, cells = row
        update = Audit._make(cells)
        opened_at = self.dates.need(update.opened_at, COLUMNS.opened_at)
        updated_at = self.dates.need(update.updated_at, COLUMNS.updated_at)
        self.states.add(update.state)
        if incident is None:
            incident = _Incident(line, opened_at)
        incident.moments.append((max(updated_at, incident.opened_at), update))
        return incident


def read(request: Request, names: Names) -> Iterator[Said]:
    """Each incident with all its rows, then the problems and changes that they name."""
    exports = [_Export(open_table(path, request, needs=NEEDED, may_lack=COLUMNS)) for path in request.paths]
    for export in exports:
        yield from export.table.remarks
    naming, mentions = Naming(names), Mentions(names)
    for found in _joined(exports):
        if isinstance(found, Reject):
            yield found
            continue
        key, incident = found
        moments = audit.in_order(incident.moments)
        told = story.tell(incident.opened_at, moments, naming, mentions)
        yield History("ticket", key, told, title=moments[-1][1].title or key, line=incident.line)
    yield from mentions.histories()
    yield from _remarks(exports, names)


def _joined(exports: list[_Export]) -> Iterator[tuple[str, _Incident] | Reject]:
    """Incidents as they come; from several files only when all are read, because an incident may be in each."""
    if len(exports) == 1:
        yield from exports[0].incidents()
        return
    joined: dict[str, _Incident] = {}
    for export in exports:
        for found in export.incidents():
            if isinstance(found, Reject):
                yield found
            elif found[0] in joined:
                joined[found[0]].moments += found[1].moments
            else:
                joined[found[0]] = found[1]
    yield from joined.items()


def _remarks(exports: list[_Export], names: Names) -> Iterator[Remark]:
    odd = sorted({state for export in exports for state in export.states if states.meaning(state) is None})
    if odd:
        yield Remark(
            f"States without a meaning here leave the state as it was: {', '.join(f'“{one}”' for one in odd)}."
        )
    if names.known("team", UNNAMED_TEAM) is not None:
        yield Remark(f"Some work went to teams that the export does not name; they stand together as “{UNNAMED_TEAM}”.")
    yield Remark("The log has no contacts and no messages: what is measured on them stays “not measured”.")


def _row_count(request: Request) -> int:
    return sum(open_table(path, request).survey.lines - 1 for path in request.paths)


SOURCE = Source(
    name="servicenow",
    title="ServiceNow",
    takes="the incident audit log, one row per update (.csv, .csv.gz)",
    read=read,
    options=OPTIONS,
    rows=_row_count,
)
