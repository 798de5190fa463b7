"""Rows of the incident table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from trifecta.base.ids import CategoryId, Code, ItemId, ServiceId
from trifecta.importers.contract import Reject
from trifecta.importers.hpsm import vocabulary
from trifecta.importers.hpsm.naming import Naming, what_columns
from trifecta.importers.reading.cells import BadCell, leading_number
from trifecta.importers.reading.dates import BadDate, Dates
from trifecta.importers.reading.tables import Row, Table

_DATES = ("Open Time", "Reopen Time", "Resolved Time", "Close Time")
_COLUMNS = (
    "Incident ID", "Category", "Impact", "Urgency", "Priority", "KM number", "Closure Code", "Related Interaction",
    "Related Change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Incident:
    """
    What the incident table says at its end; it keeps only the latest priority, item and times.

    contact: the interaction it came from, if it was one. change: the change it is linked to, if it was one.
    """

    key: str
    line: int
    sort: Code
    opened_at: datetime
    reopened_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    impact: int | None = None
    urgency: int | None = None
    priority: int | None = None
    service: ServiceId | None = None
    item: ItemId | None = None
    category: CategoryId | None = None
    article: str = ""
    code: str = ""
    contact: str = ""
    change: str = ""


def read(table: Table, naming: Naming, known: dict[str, Incident]) -> Iterator[Reject]:
    """Put every incident of the table into `known`; yield the rows that cannot be used."""
    dates = table.dates(*_DATES)
    for row in table.rows(*_COLUMNS, *_DATES, *what_columns(table)):
        if isinstance(row, Reject):
            yield row
            continue
        try:
            incident = _incident(row, dates, naming)
        except (BadDate, BadCell) as error:
            yield table.reject(row, error)
            continue
        if incident.key in known:
            first = known[incident.key].line
            yield table.reject(row, f"the incident “{incident.key}” was told already, on line {first}")
            continue
        known[incident.key] = incident


def _incident(row: Row, dates: Dates, naming: Naming) -> Incident:
    line, cells = row
    key, category, impact, urgency, priority, article, code, contact, change = cells[:9]
    opened, reopened, resolved, closed, item, item_sort, service = cells[9:]
    if not key:
        raise BadCell("it has no “Incident ID”")
    opened_at = dates.need(opened, "“Open Time”")
    return Incident(
        key=key,
        line=line,
        sort=vocabulary.sort_of(category),
        opened_at=opened_at,
        reopened_at=_not_before(dates[reopened], opened_at, "Reopen Time"),
        resolved_at=_not_before(dates[resolved], opened_at, "Resolved Time"),
        closed_at=_not_before(dates[closed], opened_at, "Close Time"),
        impact=leading_number(impact),
        urgency=leading_number(urgency),
        priority=leading_number(priority),
        service=naming.service(service),
        item=naming.item(item, item_sort, service),
        category=naming.category(category),
        article=article,
        code=code,
        contact=contact,
        change=change,
    )


def _not_before(at: datetime | None, opened_at: datetime, column: str) -> datetime | None:
    if at is not None and at < opened_at:
        raise BadCell(f"its “{column}” lies before its “Open Time”")
    return at
