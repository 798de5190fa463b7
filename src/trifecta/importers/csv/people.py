"""Names of a row become ids, once for each combination."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from trifecta.base.ids import AgentId, CategoryId, CustomerId, ItemId, ServiceId, SiteId, TeamId
from trifecta.importers.contract import Names

Id = TypeVar("Id", bound=int)


@dataclass(slots=True)
class People:
    """The names behind a mapping's texts; an empty text is nobody."""

    names: Names
    _made: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def team(self, name: str) -> TeamId | None:
        return self._once(("team", name), lambda: self.names.team(name))

    def agent(self, name: str, *, team: str = "") -> AgentId | None:
        return self._once(("agent", name, team), lambda: self.names.agent(name, team=self.team(team)))

    def service(self, name: str) -> ServiceId | None:
        return self._once(("service", name), lambda: self.names.service(name))

    def item(self, name: str, *, service: str = "") -> ItemId | None:
        return self._once(("item", name, service), lambda: self.names.item(name, service=self.service(service)))

    def category(self, name: str) -> CategoryId | None:
        return self._once(("category", name), lambda: self.names.category(name))

    def site(self, name: str) -> SiteId | None:
        return self._once(("site", name), lambda: self.names.site(name))

    def customer(self, name: str, *, email: str, organization: str, department: str, site: str) -> CustomerId | None:
        """Known by address, or by name where there is none."""
        told = ("customer", name or email, email, organization, department, site)
        return self._once(told, lambda: self._customer(*told[1:]))

    def _customer(self, name: str, email: str, organization: str, department: str, site: str) -> CustomerId:
        company = self.names.organization(organization) if organization else None
        return self.names.customer(
            name,
            key=email.casefold() or name,
            email=email,
            organization=company,
            department=self.names.department(department, organization=company) if department else None,
            site=self.site(site),
        )

    def _once(self, told: tuple[str, ...], make: Callable[[], Id]) -> Id | None:
        if not told[1]:
            return None
        if told not in self._made:
            self._made[told] = make()
        made: Id = self._made[told]
        return made
