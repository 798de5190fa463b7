"""
Changes, told as one record with its items.

The table has a row for each change and item. Where rows of one change differ, it was carried out in steps: the record
spans them, from the earliest start to the latest end, with the gravest risk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from trifecta.base.ids import Code, ItemId, ServiceId
from trifecta.importers.contract import History, Reject, Told
from trifecta.importers.hpsm.naming import Naming, what_columns
from trifecta.importers.hpsm.story import ACTOR
from trifecta.importers.hpsm.vocabulary import RISKS
from trifecta.importers.reading.cells import BadCell
from trifecta.importers.reading.dates import BadDate, Dates
from trifecta.importers.reading.tables import Row, Table
from trifecta.records.events import ChangeItemNamed, ChangeRecorded

_DATES = (
    "Change record Open Time", "Planned Start", "Planned End", "Actual Start", "Actual End", "Change record Close Time",
)  # fmt: skip
_COLUMNS = ("Change ID", "Change Type", "Risk Assessment", "Emergency Change")
_GRAVEST = ("major", "business", "minor")
# A record closed days before its change began was given a date by a slip of the hand (2015, 2021).
_LATEST_AFTER_CLOSING = timedelta(days=1)


class Part(NamedTuple):
    """One row: the change on one item."""

    line: int
    sort: str
    risk: str
    is_emergency: bool | None
    item: ItemId | None
    service: ServiceId | None
    recorded_at: datetime
    planned_start_at: datetime | None
    planned_end_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    closed_at: datetime | None


@dataclass(slots=True)
class Changes:
    """
    The changes of an export. parts: the rows of each.

    impossible_count: rows whose actual dates lie after the closing and were left out.
    """

    naming: Naming
    parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    impossible_count: int = 0

    def read(self, table: Table) -> Iterator[Reject]:
        """Gather the rows; yield those that cannot be used."""
        dates = table.dates(*_DATES)
        for row in table.rows(*_COLUMNS, *_DATES, *what_columns(table)):
            if isinstance(row, Reject):
                yield row
                continue
            try:
                key, part = self._part(row, dates)
            except (BadDate, BadCell) as error:
                yield table.reject(row, error)
                continue
            self.parts[key].append(part)

    def _part(self, row: Row, dates: Dates) -> tuple[str, Part]:
        line, (key, sort, risk, emergency, *stamps, item, item_sort, service) = row
        if not key:
            raise BadCell("it has no “Change ID”")
        recorded_at = dates.need(stamps[0], "“Change record Open Time”")
        planned_start_at, planned_end_at, started_at, ended_at, closed_at = (dates[stamp] for stamp in stamps[1:])
        if _is_impossible(started_at, closed_at) or _is_impossible(ended_at, closed_at):
            self.impossible_count += 1
            started_at = None if _is_impossible(started_at, closed_at) else started_at
            ended_at = None if _is_impossible(ended_at, closed_at) else ended_at
        return key, Part(
            line,
            sort,
            RISKS.get(risk.casefold(), risk),
            {"Y": True, "N": False}.get(emergency.upper()),
            self.naming.item(item, item_sort, service),
            self.naming.service(service),
            recorded_at,
            planned_start_at,
            planned_end_at,
            started_at,
            ended_at,
            closed_at,
        )

    def started_at(self, key: str) -> datetime | None:
        return _earliest(part.started_at for part in self.parts[key])

    def recorded_at(self, key: str) -> datetime:
        return min(part.recorded_at for part in self.parts[key])

    def histories(self) -> Iterator[History]:
        for key, parts in self.parts.items():
            recorded_at = self.recorded_at(key)
            items = dict.fromkeys(part.item for part in parts if part.item is not None)
            told = [Told(recorded_at, ACTOR, _recorded(parts))]
            told += [Told(recorded_at, ACTOR, ChangeItemNamed(item=item)) for item in items]
            title = f"{key} {parts[0].sort}".strip()
            yield History("change", key, told, title=title, line=parts[0].line)


def _recorded(parts: Sequence[Part]) -> ChangeRecorded:
    services = {part.service for part in parts}
    risks = [part.risk for part in parts if part.risk]
    gravest = next((risk for risk in _GRAVEST if risk in risks), risks[0] if risks else "")
    return ChangeRecorded(
        sort=Code(parts[0].sort) if parts[0].sort else None,
        risk=Code(gravest) if gravest else None,
        emergency=_any(part.is_emergency for part in parts),
        # A change on items of several services is nobody's alone; the items tell whose they are.
        service=services.pop() if len(services) == 1 else None,
        planned_start_at=_earliest(part.planned_start_at for part in parts),
        planned_end_at=_latest(part.planned_end_at for part in parts),
        started_at=_earliest(part.started_at for part in parts),
        ended_at=_latest(part.ended_at for part in parts),
        closed_at=_latest(part.closed_at for part in parts),
    )


def _is_impossible(at: datetime | None, closed_at: datetime | None) -> bool:
    return at is not None and closed_at is not None and at > closed_at + _LATEST_AFTER_CLOSING


def _any(answers: Iterable[bool | None]) -> bool | None:
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((at for at in instants if at is not None), default=None)


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)
