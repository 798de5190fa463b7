"""Hours in which something that many need was gone, and the burst of contacts that came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Site
from trifecta.importers.simulated.company.world import World
from trifecta.importers.simulated.hours import HOUR_S, local
from trifecta.importers.simulated.plans.causes import OUTAGE, Cause
from trifecta.importers.simulated.speech.situations import Situation


@dataclass(slots=True)
class OutagePlan:
    """site: where it was felt, or everywhere. expected: mean of the contacts it brings."""

    code: str
    title: str
    situation: Situation
    site: Site | None
    begins_at: int
    over_at: int
    weeks: float
    cause: Cause
    expected: float = 0.0


def plan(world: World, situations: dict[str, Situation]) -> list[OutagePlan]:
    chance = Chance(world.options.seed, "outages")
    return [_plan(row, world, situations, chance) for row in tables.table("plans", "records")["outage"]]


def _plan(row: dict[str, Any], world: World, situations: dict[str, Situation], chance: Chance) -> OutagePlan:
    """Moved to the next working day of those who felt it."""
    site = next((site for site in world.sites if site.name == row.get("site")), None)
    day = world.options.ends_on - timedelta(days=row["ago_days"])
    free = site.free if site else world.sites[0].free
    while day.weekday() >= 5 or day in free:
        day -= timedelta(days=1)
    hour, minute = map(int, row["starts"].split(":"))
    begins_at = local(day, hour + minute / 60, world.zone)
    over_at = begins_at + int(row["hours"] * HOUR_S)
    item = world.portfolio.item(row["item"], site or world.sites[0], chance)
    cause = Cause(OUTAGE, row["code"], item=item, until_at=over_at, is_major=row.get("major", False))
    situation = _situation(row, situations)
    return OutagePlan(row["code"], row["title"], situation, site, begins_at, over_at, row["weeks"], cause)


def _situation(row: dict[str, Any], situations: dict[str, Situation]) -> Situation:
    """The usual fault of the item, told in the words of the outage."""
    usual = next(found for found in situations.values() if found.service == row["service"] and found.is_fault)
    solved = tuple((text, row["title"] + ", over.") for text in row["solved"])
    return replace(
        usual,
        code=row["code"],
        item=row["item"],
        category="Fault",
        minutes=4,
        first=0.0,
        matter=f"the outage ({row['title']})",
        subject=tuple((text,) for text in row["subject"]),
        said=tuple(row["said"]),
        reported=tuple(row["reported"]),
        offered=(f"{row['title']}. Several reports within minutes, please look at once.",),
        tried=(f"Known outage: {row['title']}.",),
        solved=solved,
        fixed=solved,
        still=("For me it is still not working.",),
    )
