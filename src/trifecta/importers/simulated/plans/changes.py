"""Changes to the company's systems. A few bring extra contacts for a while, one prevents some for good."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from trifecta.base.ids import ChangeId, Code
from trifecta.importers.contract import History, Names, Told
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.company.portfolio import Item, Service
from trifecta.importers.simulated.company.world import World
from trifecta.importers.simulated.hours import DAY_S, HOUR_S, instant, local
from trifecta.importers.simulated.plans.causes import CHANGE, Cause
from trifecta.importers.simulated.plans.problems import ProblemPlan
from trifecta.records.events import ChangeItemNamed, ChangeRecorded

# The record is opened this long before the start; what is not over by the end of the world is not told as over.
NOTICE_DAYS = (6, 20)
RISKS = (Code("minor"), Code("minor"), Code("minor"), Code("business"), Code("business"), Code("major"))
SORTS = (Code("standard"), Code("normal"), Code("normal"))


@dataclass(slots=True)
class Effect:
    """
    Either `half_life_days` and `weeks` (extra contacts in weeks of the service's volume), or `step` (a lasting share).

    expected: mean of the extra contacts up to the end of the world; whole: were the world to go on.
    prevented: contacts that did not come because of a step down.
    """

    code: str
    situations: tuple[str, ...]
    half_life_days: float
    weeks: float
    step: float
    cause: Cause
    expected: float = 0.0
    whole: float = 0.0
    prevented: int = 0


@dataclass(slots=True)
class ChangePlan:
    key: str
    id: ChangeId
    title: str
    service: Service
    items: list[Item]
    started_at: int
    ended_at: int
    recorded_at: int
    is_emergency: bool
    risk: Code
    sort: Code
    by: Agent
    effect: Effect | None = None
    closed_at: int = field(default=0)


class Planner:
    """Makes plans one after another, each with a key of its own."""

    def __init__(self, world: World, names: Names) -> None:
        self._world, self._names = world, names
        self._chance = Chance(world.options.seed, "changes")
        self.plans: list[ChangePlan] = []

    def all(self, problems: list[ProblemPlan]) -> list[ChangePlan]:
        """The planted ones, those without effect, and those that end a problem."""
        told = tables.table("plans", "changes")
        for row in told["planted"]:
            self._plant(row)
        for service, titles in told["harmless"].items():
            for title in titles:
                self._add_harmless(service, title)
        for problem in problems:
            if problem.fix_title:
                problem.fix = self._add_fix(problem).id
        return self.plans

    def _plant(self, row: dict[str, Any]) -> None:
        options = self._world.options
        start = self._evening(
            options.ends_on - timedelta(days=row["ago_days"]), is_weekend=row.get("is_on_weekend", False)
        )
        plan = self._add(row["title"], row["service"], start, family=row["item"])
        cause = Cause(CHANGE, row["code"], tuple(row["since"]), plan.items[0], plan.id)
        plan.effect = Effect(
            code=row["code"],
            situations=tuple(row["situations"]),
            half_life_days=row.get("half_life_days", 0),
            weeks=row.get("weeks", 0.0),
            step=row.get("step", 0.0),
            cause=cause,
        )

    def _add_harmless(self, service: str, title: str) -> None:
        """Some of these still lie ahead when the world ends."""
        options = self._world.options
        span = (options.ends_on - options.begins_on).days - NOTICE_DAYS[1] + 12
        day = options.begins_on + timedelta(days=NOTICE_DAYS[1] + 1 + self._chance.below(span))
        self._add(title, service, self._evening(day, is_weekend=self._chance.happens(0.35)))

    def _add_fix(self, problem: ProblemPlan) -> ChangePlan:
        plan = self._add(problem.fix_title, problem.situation.service, problem.over_at - 2 * HOUR_S)
        plan.ended_at = problem.over_at - HOUR_S
        return plan

    def _add(self, title: str, service_code: str, start: int, *, family: str = "") -> ChangePlan:
        chance, portfolio = self._chance, self._world.portfolio
        service = portfolio.services[service_code]
        items = [item for item in portfolio.items() if item.family == family] if family else self._items_of(service)
        key = f"{self._world.options.prefix}H{len(self.plans) + 1}"
        length = (1 + chance.below(5)) * HOUR_S // 2 + HOUR_S
        is_emergency = not family and chance.happens(0.07)
        notice = chance.below(2) if is_emergency else NOTICE_DAYS[0] + chance.below(NOTICE_DAYS[1] - NOTICE_DAYS[0])
        plan = ChangePlan(
            key=key,
            id=ChangeId(self._names.reserve("change", key)),
            title=title,
            service=service,
            items=items,
            started_at=start + chance.below(600),
            ended_at=start + length,
            recorded_at=min(start - notice * DAY_S - 5 * HOUR_S, self._world.options.ends_at - 3 * HOUR_S),
            is_emergency=is_emergency,
            risk=chance.pick(RISKS),
            sort=Code("emergency") if is_emergency else chance.pick(SORTS),
            by=chance.pick(service.team.members),
        )
        plan.closed_at = plan.ended_at + (1 + chance.below(4)) * DAY_S
        self.plans.append(plan)
        return plan

    def _items_of(self, service: Service) -> list[Item]:
        items = self._world.portfolio.items_of(service)
        return [self._chance.pick(items)] if items else []

    def _evening(self, day: date, *, is_weekend: bool) -> int:
        """Eight in the evening of a working day, or Saturday morning."""
        if is_weekend:
            return local(day + timedelta(days=5 - day.weekday()), 9, self._world.zone)
        while day.weekday() not in {1, 2, 3}:
            day += timedelta(days=1)
        return local(day, 20, self._world.zone)


def histories(plans: list[ChangePlan], ends_at: int) -> list[History]:
    return [_history(plan, ends_at) for plan in plans]


def _history(plan: ChangePlan, ends_at: int) -> History:
    event = ChangeRecorded(
        sort=plan.sort,
        risk=plan.risk,
        emergency=plan.is_emergency,
        service=plan.service.id,
        planned_start_at=instant(plan.started_at - plan.started_at % 900),
        planned_end_at=instant(plan.ended_at),
        started_at=_known(plan.started_at, ends_at),
        ended_at=_known(plan.ended_at, ends_at),
        closed_at=_known(plan.closed_at, ends_at),
    )
    told = [Told(instant(plan.recorded_at), plan.by.actor, event)]
    told += [Told(instant(plan.recorded_at), plan.by.actor, ChangeItemNamed(item=item.id)) for item in plan.items]
    return History("change", plan.key, told, title=plan.title)


def _known(at: int, ends_at: int) -> datetime | None:
    return instant(at) if at < ends_at else None
