"""Services, items and categories of a row, made once for each combination of texts."""

from __future__ import annotations

from dataclasses import dataclass, field

from trifecta.base.ids import CategoryId, ItemId, ServiceId
from trifecta.importers.contract import Names
from trifecta.importers.hpsm.folder import column_like
from trifecta.importers.reading.tables import Table

_COLUMNS = (
    ("CI Name (aff)",),
    ("CI Type (aff)",),
    ("Service Component WBS (aff)", "Service Comp WBS (aff)", "ServiceComp WBS (aff)"),
)


def what_columns(table: Table) -> list[str]:
    """The columns that say what a row is about: item, its type, service. Raises BadSource."""
    return [next((found for name in names if (found := column_like(table, name))), names[0]) for names in _COLUMNS]


@dataclass(slots=True)
class Naming:
    names: Names
    _services: dict[str, ServiceId] = field(default_factory=dict)
    _items: dict[tuple[str, str, str], ItemId] = field(default_factory=dict)
    _categories: dict[str, CategoryId] = field(default_factory=dict)

    def service(self, name: str) -> ServiceId | None:
        if name and name not in self._services:
            self._services[name] = self.names.service(name)
        return self._services.get(name)

    def item(self, name: str, sort: str, service: str) -> ItemId | None:
        if not name:
            return None
        told = (name, sort, service)
        if told not in self._items:
            self._items[told] = self.names.item(name, sort=sort, service=self.service(service))
        return self._items[told]

    def category(self, name: str) -> CategoryId | None:
        if name and name not in self._categories:
            self._categories[name] = self.names.category(name)
        return self._categories.get(name)
