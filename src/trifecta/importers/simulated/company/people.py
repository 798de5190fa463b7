"""Who asks and who answers: sites, customers, teams and agents, each with a name of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from trifecta.base import ids
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.hours import Hours

# NFKD leaves these letters whole.
_LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss"})

UNNAMED = ids.CustomerId(0)


@dataclass(slots=True)
class Site:
    """share: of the company's people. free: public holidays. hours: when people there work and answer."""

    name: str
    code: str
    region: str
    zone: ZoneInfo
    share: float
    cultures: Sequence[str]
    rooms: Sequence[str]
    free: frozenset[date]
    hours: Hours
    id: ids.SiteId


@dataclass(slots=True)
class Customer:
    """weight: how often this person has a matter, compared with colleagues."""

    key: str
    name: str
    first: str
    email: str
    department: str
    site: Site
    weight: float
    number: int
    id: ids.CustomerId = UNNAMED
    actor: str = ""


@dataclass(slots=True)
class Team:
    """accept_s, work_s: median working seconds until an offer is taken, and of the work itself."""

    code: str
    name: str
    level: str
    hours: Hours
    accept_s: float
    work_s: float
    is_restricted: bool
    id: ids.TeamId
    members: list[Agent] = field(default_factory=list)


@dataclass(slots=True)
class Agent:
    """
    skill: true ability, in standard deviations from the mean of all agents.
    mix: how often this person takes calls, writing and business matters, compared with colleagues.
    style: which turns of phrase this person likes. free_at: until when a call lasts.
    """

    key: str
    name: str
    first: str
    team: Team | None
    role: str
    hours: Hours
    skill: float
    joined_at: int
    mix: dict[str, float]
    style: int
    id: ids.AgentId
    actor: str
    free_at: int = 0


class Namer:
    """Draws names by culture, a new one each time while there are any left."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._cultures = tables.table("company", "names")
        self._taken: set[str] = set()

    def person(self, culture: str) -> tuple[str, str]:
        """First and family name."""
        for _ in range(12):
            first, family = self.anyone(culture)
            if f"{first} {family}" not in self._taken:
                break
        self._taken.add(f"{first} {family}")
        return first, family

    def anyone(self, culture: str) -> tuple[str, str]:
        """A name that somebody may have already."""
        names = self._cultures[culture]
        return self._chance.pick(names["first"]), self._chance.pick(names["family"])


class Addresses:
    """Mail addresses, each given once."""

    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._counts: dict[str, int] = {}

    def of(self, name: str) -> str:
        local = ".".join(_plain(part) for part in name.split())
        count = self._counts[local] = self._counts.get(local, 0) + 1
        return f"{local}{count if count > 1 else ''}@{self._domain}"


def _plain(word: str) -> str:
    """
    A word in the letters of an address.

    >>> _plain("Gonçalo"), _plain("Łukasz")
    ('goncalo', 'lukasz')
    """
    spread = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(letter for letter in spread if letter.isascii() and letter.isalnum())
