"""Names in memory: ids by sort and key, counted from 1, as the real ones promise."""

from __future__ import annotations

from typing import Any


class FakeNames:
    def __init__(self) -> None:
        self.ids: dict[str, dict[str, int]] = {}
        self.told: dict[tuple[str, int], dict[str, Any]] = {}

    def _named(self, sort: str, name: str, key: str | None, **told: Any) -> int:
        known = self.ids.setdefault(sort, {})
        number = known.setdefault(key or name, len(known) + 1)
        self.told.setdefault((sort, number), {"name": name} | told)
        return number

    def team(self, name, *, key=None, level=None):
        return self._named("team", name, key, level=level)

    def agent(self, name, *, key=None, team=None, role=None):
        # Agent 1 is the placeholder owner of every real desk.
        return self._named("agent", name, key, team=team, role=role) + 1

    def organization(self, name, *, key=None):
        return self._named("organization", name, key)

    def department(self, name, *, key=None, organization=None):
        return self._named("department", name, key, organization=organization)

    def site(self, name, *, key=None, zone=""):
        return self._named("site", name, key, zone=zone)

    def customer(self, name, *, key=None, email="", organization=None, department=None, site=None):
        return self._named("customer", name, key, email=email, site=site)

    def service(self, name, *, key=None, business_owner=None, service_owner=None, monthly_cost=None):
        return self._named("service", name, key, business_owner=business_owner, service_owner=service_owner)

    def item(self, name, *, key=None, sort="", service=None):
        return self._named("item", name, key, service=service)

    def category(self, name, *, key=None):
        return self._named("category", name, key)

    def reserve(self, sort, key):
        return self._named(sort, key, key)

    def known(self, sort, key):
        return self.ids.get(sort, {}).get(key)
