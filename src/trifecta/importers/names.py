"""
Foreign names and ids become local ones, the same in this run and in every later one.

Ids are handed out in memory at first sight; what was met is inserted in bulk, just before the histories that need it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any

from trifecta.base import ids
from trifecta.importers import forgetting
from trifecta.importers.met import Met, Thing
from trifecta.importers.models import Known
from trifecta.importers.numbers import HISTORIES, NAMES, Numbers
from trifecta.importers.shelves import Shelf
from trifecta.staff.models import Membership, Role

_LONGEST_KEY = 200


class NameBook:
    """Implements `contract.Names` for one source and instance."""

    def __init__(self, source: str, instance: str, *, is_rehearsal: bool = False) -> None:
        self._desk = (source, instance)
        self.actor = f"importer:{source}"
        self._numbers = Numbers(is_rehearsal=is_rehearsal)
        self._things: dict[str, dict[str, int]] = {sort: {} for sort in HISTORIES}
        self._fresh_things: dict[Thing, str] = {}
        self._members: set[tuple[int, int]] | None = None
        self._fresh_members: list[tuple[int, int, bool]] = []
        self.digests: dict[Thing, str] = {}
        self.untold: set[Thing] = set()
        self._shelves = {sort: Shelf(sort, self._numbers, {}) for sort in NAMES}
        self._erased: dict[str, dict[str, int]] = {}
        self._load()

    def team(self, name: str, *, key: str | None = None, level: str | None = None) -> ids.TeamId:
        return ids.TeamId(self._find("team", name, key, {"level": level}))

    def agent(
        self, name: str, *, key: str | None = None, team: ids.TeamId | None = None, role: str | None = None
    ) -> ids.AgentId:
        agent = ids.AgentId(self._find("agent", name, key, {"role": role}))
        if team is not None:
            self._join(agent, team, is_lead=role == Role.LEAD)
        return agent

    def organization(self, name: str, *, key: str | None = None) -> int:
        return self._find("organization", name, key, {})

    def department(self, name: str, *, key: str | None = None, organization: int | None = None) -> int:
        return self._find("department", name, key, {"organization_id": organization})

    def site(self, name: str, *, key: str | None = None, zone: str = "") -> ids.SiteId:
        return ids.SiteId(self._find("site", name, key, {"zone": zone}))

    def customer(
        self,
        name: str,
        *,
        key: str | None = None,
        email: str = "",
        organization: int | None = None,
        department: int | None = None,
        site: ids.SiteId | None = None,
    ) -> ids.CustomerId:
        more = {"email": email, "organization_id": organization, "department_id": department, "site_id": site}
        return ids.CustomerId(self._find("customer", name, key, more))

    def service(
        self,
        name: str,
        *,
        key: str | None = None,
        business_owner: ids.CustomerId | None = None,
        service_owner: ids.AgentId | None = None,
        monthly_cost: int | None = None,
    ) -> ids.ServiceId:
        more = {"business_owner_id": business_owner, "service_owner_id": service_owner, "monthly_cost": monthly_cost}
        return ids.ServiceId(self._find("service", name, key, more))

    def item(
        self, name: str, *, key: str | None = None, sort: str = "", service: ids.ServiceId | None = None
    ) -> ids.ItemId:
        return ids.ItemId(self._find("item", name, key, {"sort": sort, "service_id": service}))

    def category(self, name: str, *, key: str | None = None) -> ids.CategoryId:
        return ids.CategoryId(self._find("category", name, key, {}))

    def reserve(self, sort: str, key: str) -> int:
        """The id of a thing whose history is told in this run, before or after."""
        key = fitting(key)
        things = self._things[sort]
        found = things.get(key)
        if found is None:
            found = things[key] = self._numbers.take(sort)
            self._fresh_things[sort, found] = key
            self.untold.add((sort, found))
        return found

    def known(self, sort: str, key: str) -> int | None:
        """The id of something met before, in this run or an earlier one; None when it never was."""
        return (self._things[sort] if sort in self._things else self._shelves[sort].ids).get(fitting(key))

    @property
    def erased_customers(self) -> Collection[int]:
        """Those of whom no words are taken in."""
        return set(self._erased.get("customer", {}).values())

    def counts(self) -> dict[str, int]:
        """How many names of each sort this desk has brought, in this run and before."""
        return {sort: len(shelf.ids) for sort, shelf in self._shelves.items() if shelf.ids}

    def take_met(self) -> Met:
        """Hand over what was met since the last time, to be written with the histories that need it."""
        shelves = self._shelves.items()
        met = Met(
            self._desk,
            [shelf.take_unwritten() for _, shelf in shelves],
            [(sort, key, shelf.ids[key]) for sort, shelf in shelves for key in shelf.take_fresh_keys()],
            self._fresh_members,
            self._fresh_things,
        )
        self._fresh_members, self._fresh_things = [], {}
        return met

    def close(self) -> None:
        """Give unused ids back."""
        self._numbers.give_back()

    def _load(self) -> None:
        rows = Known.objects.filter(source=self._desk[0], instance=self._desk[1])
        for sort, key, local_id, digest in rows.values_list("sort", "key", "local_id", "digest").iterator():
            if key.startswith(forgetting.ERASED):
                self._erased.setdefault(sort, {})[key] = local_id
            elif sort in self._shelves:
                self._shelves[sort].ids[key] = local_id
            else:
                self._load_thing(sort, key, local_id, digest)

    def _load_thing(self, sort: str, key: str, local_id: int, digest: str) -> None:
        self._things[sort][key] = local_id
        if digest:
            self.digests[sort, local_id] = digest
        else:
            self.untold.add((sort, local_id))

    def _find(self, sort: str, name: str, key: str | None, more: Mapping[str, Any]) -> int:
        said = {column: value for column, value in more.items() if value not in {None, ""}}
        key = fitting(key or name)
        return self._find_erased(sort, key) or self._shelves[sort].find(key, name, said)

    def _find_erased(self, sort: str, key: str) -> int | None:
        """Whom the desk has forgotten; their row stays as it is, whatever is said of them."""
        erased = self._erased.get(sort)
        if not erased:
            return None
        source, instance = self._desk
        return erased.get(forgetting.digest_of(key, source=source, instance=instance, sort=sort))

    def _join(self, agent: int, team: int, *, is_lead: bool) -> None:
        if self._members is None:
            self._members = set(Membership.objects.values_list("agent_id", "team_id"))
        if (agent, team) not in self._members:
            self._members.add((agent, team))
            self._fresh_members.append((agent, team, is_lead))


def fitting(key: str) -> str:
    """A key with its spaces evened out; one too long for its column keeps its beginning and a digest of the whole."""
    key = " ".join(key.split())
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:150]}…{blake2b(key.encode(), digest_size=16).hexdigest()}"
