"""ServiceNow's incident audit log, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from trifecta.importers.contract import History, Names, Reject, Remark, Request, Said, Source
from trifecta.importers.reading.dates import BadDate, Dates
from trifecta.importers.reading.tables import OPTIONS, Table, open_table
from trifecta.importers.servicenow import audit, states, story
from trifecta.importers.servicenow.audit import COLUMNS, NEEDED, UNNAMED_TEAM, WITHOUT, Audit
from trifecta.importers.servicenow.mentions import Mentions
from trifecta.importers.servicenow.naming import Naming

_UPDATED_AT, _OPENED_AT = Audit._fields.index("updated_at"), Audit._fields.index("opened_at")


@dataclass(slots=True)
class _Incident:
    """The rows of an incident, gathered from one export or several, each with when it was true."""

    line: int
    opened_at: datetime
    rows: list[tuple[datetime, tuple[str, ...]]]


@dataclass(slots=True)
class _Export:
    """One file of the log."""

    table: Table
    dates: Dates = field(init=False)

    def __post_init__(self) -> None:
        self.dates = self.table.dates(COLUMNS.opened_at, COLUMNS.updated_at)

    def remarks(self) -> Iterator[Remark]:
        """What was detected, and what is not told because a column is missing."""
        yield from self.table.remarks
        untold = [f"{what} ({column})" for column, what in WITHOUT.items() if not self.table.has(column)]
        if untold:
            yield Remark(f"{self.table.path.name} lacks columns, so this is not told: {', '.join(untold)}.")

    def incidents(self) -> Iterator[tuple[str, _Incident] | Reject]:
        for case in self.table.cases(COLUMNS.number, *COLUMNS[:-1]):
            if isinstance(case, Reject):
                yield case
                continue
            key, rows = case
            incident = None
            for line, cells in rows:
                try:
                    at = self.dates.need(cells[_UPDATED_AT], COLUMNS.updated_at)
                    if incident is None:
                        incident = _Incident(line, self.dates.need(cells[_OPENED_AT], COLUMNS.opened_at), [])
                    incident.rows.append((at, cells))
                except BadDate as error:
                    yield self.table.reject((line, cells), error)
            if incident is not None:
                yield key, incident


def read(request: Request, names: Names) -> Iterator[Said]:
    """Each incident with all its rows, then the problems and changes that they name."""
    exports = [_Export(open_table(path, request, needs=NEEDED, may_lack=COLUMNS)) for path in request.paths]
    for export in exports:
        yield from export.remarks()
    naming, mentions, odd_states, repeated_count = Naming(names), Mentions(names), set[str](), 0
    for found in _joined(exports):
        if isinstance(found, Reject):
            yield found
            continue
        key, incident = found
        rows = dict.fromkeys(incident.rows)
        repeated_count += len(incident.rows) - len(rows)
        news = audit.news(rows, not_before=incident.opened_at)
        odd_states.update(row.state for _, row in news if states.meaning(row.state) is None)
        told = story.tell(incident.opened_at, news, naming, mentions)
        yield History("ticket", key, told, title=news[-1][1].title or key, line=incident.line)
    yield from mentions.histories()
    if repeated_count:
        yield Remark(f"Rows that repeat another: {repeated_count:,}; each is told once.")
    yield from _remarks(odd_states, names)


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
                joined[found[0]].rows += found[1].rows
            else:
                joined[found[0]] = found[1]
    yield from joined.items()


def _remarks(odd_states: set[str], names: Names) -> Iterator[Remark]:
    if odd_states:
        shown = ", ".join(f"“{state}”" for state in sorted(odd_states))
        yield Remark(f"States without a meaning here leave the state as it was: {shown}.")
    if names.known("team", UNNAMED_TEAM) is not None:
        yield Remark(f"Some work went to teams that the export does not name; they stand together as “{UNNAMED_TEAM}”.")
    yield Remark("The log has no contacts and no messages: what is measured on them stays “not measured”.")


def _row_count(request: Request) -> int:
    return sum(open_table(path, request, needs=NEEDED).survey.lines - 1 for path in request.paths)


SOURCE = Source(
    name="servicenow",
    title="ServiceNow",
    takes="the incident audit log, one row per update (.csv, .csv.gz)",
    read=read,
    options=OPTIONS,
    rows=_row_count,
)
