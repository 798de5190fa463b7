"""What ids belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trifecta.metrics.facts.columns import Columns, Ints, Mask, Words, at, first_known, places_of

TEAMS = {"id": "int64", "level": "string", "is_restricted": "boolean"}
CUSTOMERS = {"id": "int64", "organization": "int64", "department": "int64", "site": "int64"}
SERVICES = {"id": "int64", "calendar": "int64"}
FIRST_LEVELS = ("0", "1")


@dataclass(frozen=True, slots=True)
class Names:
    """Columns TEAMS, CUSTOMERS, SERVICES in ascending order of the id; calendar: the desk's."""

    teams: Columns
    customers: Columns
    services: Columns
    calendar: int

    @property
    def first_level(self) -> Ints:
        """Ids of the teams of level 0 and 1."""
        words = self.teams["level"]
        wanted = [number for number, word in enumerate(words.known) if word in FIRST_LEVELS]
        found: Ints = self.teams["id"][np.isin(words.numbers, wanted)]
        return found

    def level(self, team: Ints) -> Words:
        found: Words = self.teams["level"][places_of(team, self.teams["id"])]
        return found

    def is_restricted(self, team: Ints) -> Mask:
        restricted: Mask = at(self.teams["is_restricted"], places_of(team, self.teams["id"])) == 1
        return restricted

    def homes(self, customer: Ints) -> dict[str, Ints]:
        """Where customers belong: organization, department, site."""
        places = places_of(customer, self.customers["id"])
        return {name: at(self.customers[name], places) for name in ("organization", "department", "site")}

    def calendar_of(self, service: Ints) -> Ints:
        own = at(self.services["calendar"], places_of(service, self.services["id"]))
        return first_known(own, np.full(service.size, self.calendar))
