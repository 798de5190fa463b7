"""What ids belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trifecta.metrics.facts.columns import NONE, Columns, Ints, Mask, Words, at, first_known, places_of

TEAMS = ("id", "level", "is_restricted")
CUSTOMERS = ("id", "organization", "department", "site")
SERVICES = ("id", "calendar")
AGENTS = ("id", "is_placeholder")
TEXTS = ("level",)
FIRST_LEVELS = ("0", "1")


@dataclass(frozen=True, slots=True)
class Names:
    """
    Columns TEAMS, CUSTOMERS, SERVICES in ascending order of the id.

    calendar: the desk's; nobody: the agent who owns what nobody owns by name
    """

    teams: Columns
    customers: Columns
    services: Columns
    calendar: int
    nobody: int

    def is_first_level(self, team: Ints) -> Ints:
        """1 for teams of level 0 and 1, else 0; NONE where the level is not known, and while no team's is 0 or 1."""
        level = self.level(team)
        wanted = [number for number, word in enumerate(level.known) if word in FIRST_LEVELS]
        is_told = np.isin(self.teams["level"].numbers, wanted).any()
        return np.where((level.numbers != NONE) & is_told, np.isin(level.numbers, wanted), NONE)

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
