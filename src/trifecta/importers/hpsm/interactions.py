"""Interactions become contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trifecta.base.ids import Code, TicketId
from trifecta.contacts.events import ContactRecorded
from trifecta.importers.contract import History, Names, Reject, Told
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.naming import Naming, what_columns
from trifecta.importers.hpsm.story import ACTOR
from trifecta.importers.reading.cells import BadCell
from trifecta.importers.reading.dates import BadDate, Dates
from trifecta.importers.reading.tables import Row, Table

_OPENED = ("Open Time (First Touch)", "Open Time")
_COLUMNS = ("Interaction ID", "Category", "First Call Resolution", "Handle Time (secs)", "Related Incident")


@dataclass(slots=True)
class Contacts:
    """
    Interactions, told as contacts that are linked to the tickets of the same export or of an earlier one.

    unlinked_count: how many name an incident that nobody has. unnamed_count: how many were not solved and name none, or
    several.
    """

    names: Names
    naming: Naming
    incidents: Mapping[str, Incident]
    unlinked_count: int = 0
    unnamed_count: int = 0

    def read(self, table: Table) -> Iterator[History | Reject]:
        named_by = {incident.contact: incident.key for incident in self.incidents.values() if incident.contact}
        opened = next((column for column in _OPENED if table.has(column)), _OPENED[0])
        dates = table.dates(opened)
        seen: set[str] = set()
        for row in table.rows(opened, *_COLUMNS, *what_columns(table)):
            if isinstance(row, Reject):
                yield row
                continue
            try:
                yield self._contact(row, dates, seen, named_by)
            except (BadDate, BadCell) as error:
                yield table.reject(row, error)

    def _contact(self, row: Row, dates: Dates, seen: set[str], named_by: Mapping[str, str]) -> History:
        line, (opened, key, category, solved, handled, incident, item, item_sort, service) = row
        if not key or key in seen:
            raise BadCell(f"the interaction “{key}” was told already" if key else "it has no “Interaction ID”")
        at = dates.need(opened, "its open time")
        is_solved = {"Y": True, "N": False}.get(solved.upper())
        incident = incident or named_by.get(key, "")
        ticket = self._ticket(incident)
        self.unnamed_count += is_solved is False and not incident
        event = ContactRecorded(
            channel=Code("other"),
            outcome=Code("ticket" if incident or is_solved is False else "information"),
            ticket=ticket,
            service=self.naming.service(service),
            item=self.naming.item(item, item_sort, service),
            category=self.naming.category(category),
            handled_s=int(handled) if handled.isdigit() else None,
            solved=is_solved,
        )
        seen.add(key)
        return History("contact", key, [Told(at, ACTOR, event)], line=line)

    def _ticket(self, key: str) -> TicketId | None:
        if not key:
            return None
        found = self.names.reserve("ticket", key) if key in self.incidents else self.names.known("ticket", key)
        self.unlinked_count += found is None
        return None if found is None else TicketId(found)
