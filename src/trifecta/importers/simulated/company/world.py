"""The company as a whole, made once from the seed and named to the desk that imports it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trifecta.importers.contract import Names
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance, running
from trifecta.importers.simulated.company import portfolio
from trifecta.importers.simulated.company.people import Addresses, Agent, Customer, Namer, Site, Team
from trifecta.importers.simulated.hours import DAY_S, Hours, days_between, public_holidays, weekly
from trifecta.importers.simulated.options import Options

# The desk works in three shifts; (from, to) in its own zone.
SHIFTS = ((7.0, 15.5), (8.5, 17.0), (10.5, 19.0))
CALLS, LETTERS, BUSINESS = "calls", "letters", "business"
NEWCOMERS_AFTER_DAYS = 210
AHEAD = timedelta(days=120)
FILLED = 4


@dataclass(slots=True)
class World:
    """hours: when the desk is open; all promises run in them. leader: who runs the whole of it."""

    options: Options
    zone: ZoneInfo
    hours: Hours
    vendor: str
    sites: list[Site]
    customers: list[Customer]
    at_site: dict[str, list[Customer]]
    sums_at_site: dict[str, tuple[float, ...]]
    teams: dict[str, Team]
    leader: Agent
    portfolio: portfolio.Portfolio

    def agents(self) -> list[Agent]:
        return [agent for team in self.teams.values() for agent in team.members]


def desk() -> dict[str, Any]:
    """What the demo command needs to set up the desk's own row and calendar: name, zone, country, opens, closes."""
    return dict(tables.table("company", "desk")["desk"])


def build(options: Options, names: Names) -> World:
    told = tables.table("company", "desk")
    zone = ZoneInfo(told["desk"]["zone"])
    days = list(days_between(options.begins_on - timedelta(days=1), options.ends_on + AHEAD))
    free = public_holidays(told["desk"]["country"], days[0], days[-1])
    chance = Chance(options.seed, "company")
    namer = Namer(chance)
    calendar = _Calendar(days, zone, free)
    sites = [_site(row, days, names) for row in told["site"]]
    teams = {row["code"]: _team(row, calendar, names) for row in told["team"]}
    customers = _Census(told, sites, namer, chance, names).people(options.size.customers)
    for row in told["team"]:
        _staff(teams[row["code"]], row["medium"], options, _Hiring(calendar, namer, chance, names))
    leader = _Hiring(calendar, namer, chance, names).hire(None, "leader", "agent-leader", 0)
    at_site = {site.name: [person for person in customers if person.site is site] for site in sites}
    return World(
        options=options,
        zone=zone,
        hours=calendar.hours(told["desk"]["opens"], told["desk"]["closes"]),
        vendor=told["desk"]["vendor"],
        sites=sites,
        customers=customers,
        at_site=at_site,
        sums_at_site={name: running([person.weight for person in found]) for name, found in at_site.items()},
        teams=teams,
        leader=leader,
        portfolio=portfolio.build(names, teams, sites, customers),
    )


class _Calendar:
    """Working hours in the desk's zone, each made once."""

    def __init__(self, days: list[date], zone: ZoneInfo, free: frozenset[date]) -> None:
        self._days, self._zone, self._free = days, zone, free
        self._made: dict[tuple[float, float], Hours] = {}

    def hours(self, opens: float, closes: float) -> Hours:
        if (opens, closes) not in self._made:
            self._made[opens, closes] = weekly(self._days, self._zone, opens=opens, closes=closes, free=self._free)
        return self._made[opens, closes]


def _site(row: dict[str, Any], days: list[date], names: Names) -> Site:
    zone = ZoneInfo(row["zone"])
    free = public_holidays(row["country"], days[0], days[-1])
    return Site(
        name=row["name"],
        code=row["code"],
        region=row["region"],
        zone=zone,
        share=row["share"],
        cultures=row["cultures"],
        rooms=row["rooms"],
        free=free,
        hours=weekly(days, zone, opens=8, closes=17.5, free=free),
        id=names.site(row["name"], key=f"site-{row['code']}", zone=row["zone"]),
    )


def _team(row: dict[str, Any], calendar: _Calendar, names: Names) -> Team:
    return Team(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        hours=calendar.hours(*row["hours"]),
        accept_s=row["accept_h"] * 3600,
        work_s=row["work_h"] * 3600,
        is_restricted=row.get("restricted", False),
        id=names.team(row["name"], key=f"team-{row['code']}", level=row["level"]),
    )


@dataclass(frozen=True, slots=True)
class _Census:
    """Everyone who may ask: where they sit, and in which department."""

    told: dict[str, Any]
    sites: list[Site]
    namer: Namer
    chance: Chance
    names: Names

    def people(self, count: int) -> list[Customer]:
        addresses = Addresses(self.told["desk"]["domain"])
        company = self.names.organization(self.told["desk"]["company"], key="organization")
        departments = {name: self.names.department(name, organization=company) for name in self.told["departments"]}
        found = [self._someone(number, addresses) for number in range(count)]
        for person in found:
            person.id = self.names.customer(
                person.name,
                key=person.key,
                email=person.email,
                organization=company,
                department=departments[person.department],
                site=person.site.id,
            )
            person.actor = f"customer:{person.id}"
        return found

    def _someone(self, number: int, addresses: Addresses) -> Customer:
        """The first ones fill every site, so that a small company has people everywhere."""
        chance, sites = self.chance, self.sites
        filling = number < FILLED * len(sites)
        site = sites[number % len(sites)] if filling else chance.weighted(sites, running([s.share for s in sites]))
        first, family = self.namer.person(chance.pick(site.cultures))
        shares = self.told["departments"]
        return Customer(
            key=f"customer-{number}",
            name=f"{first} {family}",
            first=first,
            email=addresses.of(f"{first} {family}"),
            department=chance.weighted(list(shares), running(list(shares.values()))),
            site=site,
            weight=min(3.0, chance.around(100, 0.45) / 100),
            number=number,
        )


@dataclass(frozen=True, slots=True)
class _Hiring:
    calendar: _Calendar
    namer: Namer
    chance: Chance
    names: Names

    def hire(self, team: Team | None, role: str, key: str, joined_at: int) -> Agent:
        """An agent with hours, skill and a mix of work of their own."""
        cultures = ("dutch", "polish", "portuguese", "indian", "turkish", "arabic", "african", "british", "german")
        first, family = self.namer.person(self.chance.pick(cultures))
        skill = round(max(-2.2, min(2.2, self.chance.gauss(0, 1))), 2)
        known = self.names.agent(
            f"{first} {family}", key=key, team=team.id if team else None, role=None if role == "agent" else role
        )
        return Agent(
            key=key,
            name=f"{first} {family}",
            first=first,
            team=team,
            role=role,
            hours=team.hours if team else self.calendar.hours(*SHIFTS[1]),
            skill=skill,
            joined_at=joined_at,
            mix={},
            style=self.chance.below(60),
            id=known,
            actor=f"staff:{known}",
        )


def _staff(team: Team, medium: int, options: Options, hiring: _Hiring) -> None:
    """The first is the lead. The desk's last two come in the course of the year and still learn."""
    count = max(3 if team.code == "desk" else 2, round(medium * options.size.staff))
    for number in range(count):
        is_new = team.code == "desk" and number >= max(3, count - 2)
        joined_at = options.begins_at + NEWCOMERS_AFTER_DAYS * DAY_S if is_new else 0
        role = "lead" if number == 0 else "agent"
        agent = hiring.hire(team, role, f"agent-{team.code}-{number}", joined_at)
        if team.code == "desk":
            _give_shift_and_mix(agent, number, hiring)
        agent.skill = round(agent.skill - 0.5, 2) if is_new else agent.skill
        team.members.append(agent)


def _give_shift_and_mix(agent: Agent, number: int, hiring: _Hiring) -> None:
    """Shifts in turn, so that each hour is staffed; some mostly call, some write, every fourth knows the business."""
    agent.hours = hiring.calendar.hours(*SHIFTS[number % 3])
    style = hiring.chance.pick(((1.5, 0.4), (1.0, 1.0), (0.4, 1.6)))
    worth = 0.3 if number == 0 else 1.0
    knows = 2.5 if number % 4 == 1 else 0.15
    agent.mix = {CALLS: style[0] * worth, LETTERS: style[1] * worth, BUSINESS: knows * worth}
