"""Problems behind recurring tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trifecta.base.ids import ChangeId, Code, ProblemId
from trifecta.importers.contract import History, Names, Told
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Agent, Team
from trifecta.importers.simulated.company.world import World
from trifecta.importers.simulated.hours import DAY_S, HOUR_S, instant
from trifecta.importers.simulated.speech.situations import Situation
from trifecta.records.events import ProblemAssigned, ProblemMoved, ProblemOpened


@dataclass(slots=True)
class ProblemPlan:
    """opened_at, over_at: between them tickets of the situation are linked to it. fix: the change that ended it."""

    key: str
    id: ProblemId
    title: str
    situation: Situation
    team: Team
    opened_at: int
    over_at: int
    state: str
    fix_title: str
    fix: ChangeId | None = None
    linked: int = 0

    def is_on(self, at: int) -> bool:
        return self.opened_at <= at < self.over_at


def plan(world: World, situations: dict[str, Situation], names: Names) -> list[ProblemPlan]:
    """The problems of the table, in the teams of their situations."""
    options, plans = world.options, []
    for number, row in enumerate(tables.table("plans", "records")["problem"], start=1):
        situation = situations[row["situation"]]
        team = world.teams[situation.third or situation.team]
        opened_at = team.hours.after(options.ends_at - row["from_days"] * DAY_S, HOUR_S)
        over_at = team.hours.after(options.ends_at - row["until_days"] * DAY_S, 2 * HOUR_S)
        key = f"{options.prefix}P{number}"
        known = ProblemId(names.reserve("problem", key))
        plans.append(
            ProblemPlan(key, known, row["title"], situation, team, opened_at, over_at, row["state"], row.get("fix", ""))
        )
    return plans


def histories(plans: list[ProblemPlan], world: World, chance: Chance) -> list[History]:
    return [_history(plan, world, chance) for plan in plans]


def _history(plan: ProblemPlan, world: World, chance: Chance) -> History:
    """Opened by the lead, worked on by someone, and moved to where the table wants it."""
    lead, worker = plan.team.members[0], chance.pick(plan.team.members)
    item = world.portfolio.item(plan.situation.item, world.sites[0], chance)
    opened = ProblemOpened(
        impact=2 + chance.below(2),
        service=world.portfolio.services[plan.situation.service].id,
        item=item.id if item else None,
        team=plan.team.id,
    )
    words = f"Recurring tickets of one kind: {plan.title}."
    told = [Told(instant(plan.opened_at), lead.actor, opened, words)]
    for at, by, event in _course(plan, worker, lead):
        if at < world.options.ends_at:
            told.append(Told(instant(at), by.actor, event))
    return History("problem", plan.key, told, title=plan.title)


def _course(plan: ProblemPlan, worker: Agent, lead: Agent) -> list[tuple[int, Agent, Any]]:
    hours = plan.team.hours
    taken_at = hours.after(plan.opened_at, 3 * HOUR_S)
    course: list[tuple[int, Agent, Any]] = [
        (taken_at, worker, ProblemAssigned(team=plan.team.id, assignee=worker.id)),
    ]
    if plan.state == "waiting":
        course.append((hours.after(taken_at, 30 * HOUR_S), worker, ProblemMoved(state=Code("waiting"))))
    elif plan.state == "cancelled":
        course.append((plan.over_at, lead, ProblemMoved(state=Code("cancelled"))))
    elif plan.state != "open":
        course.append((plan.over_at, worker, ProblemMoved(state=Code("resolved"))))
    if plan.state == "closed":
        course.append((hours.after(plan.over_at, 60 * HOUR_S), lead, ProblemMoved(state=Code("closed"))))
    return course
