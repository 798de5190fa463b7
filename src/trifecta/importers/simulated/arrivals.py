"""Every matter in the order in which it arrives: what comes by itself, what plans add, and what lives bring about."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, timedelta

from trifecta.importers.simulated.chance import running
from trifecta.importers.simulated.company.people import Customer, Site
from trifecta.importers.simulated.demand import HOURS, Demand, activity, site_weights
from trifecta.importers.simulated.hours import HOUR_S, instant, local
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.plans.causes import Arrival, Cause
from trifecta.importers.simulated.plans.changes import ChangePlan, Effect
from trifecta.importers.simulated.plans.outages import OutagePlan
from trifecta.importers.simulated.speech.situations import Situation

_HOUR_SUMS = running(HOURS)
_HOURS_OF_DAY = range(24)
# A day begins in Penang while it is still yesterday afternoon in Greenwich.
_EARLIEST_H = 9
EFFECT_DAYS = 60


class Arrivals:
    """One day is drawn at a time, so that a world of any length fits into memory."""

    def __init__(self, stage: Stage, demand: Demand, *, changes: list[ChangePlan], outages: list[OutagePlan]) -> None:
        self._stage, self._demand = stage, demand
        self._kinds = {name: _Kinds([s for s in stage.usual if s.service == name]) for name in demand.names}
        self._effects = [(plan, plan.effect) for plan in changes if plan.effect is not None]
        self._steps = [(plan, effect) for plan, effect in self._effects if effect.step < 0]
        self._extra = self._spread_effects()
        self._outages = outages
        for outage in outages:
            outage.expected = outage.weeks * demand.weekly(outage.situation.service)

    def __iter__(self) -> Iterator[Arrival]:
        later = self._stage.later
        for index, day in enumerate(self._demand.days):
            self._draw_day(index, day)
            safe_until = local(day + timedelta(days=1), 0, self._stage.world.zone) - _EARLIEST_H * HOUR_S
            while later and later[0][0] < safe_until:
                yield heapq.heappop(later)[2]
        while later:
            yield heapq.heappop(later)[2]

    def _draw_day(self, index: int, day: date) -> None:
        places = _Places(day, self._stage)
        for name, count in zip(self._demand.names, self._demand.counts(index), strict=True):
            for _ in range(count):
                self._add_usual(places, self._kinds[name].pick(self._stage))
        for effect, mean in self._extra.get(day, ()):
            for _ in range(self._demand.draw(mean)):
                situation = self._stage.situations[self._stage.chance.pick(effect.situations)]
                self._add(places, situation, effect.cause)
        for outage in self._outages:
            if places.is_today(outage.begins_at):
                self._burst(places, outage)

    def _add_usual(self, places: _Places, situation: Situation) -> None:
        """Unless a lasting improvement prevents it."""
        chance = self._stage.chance
        customer, at = places.someone()
        for plan, effect in self._steps:
            is_touched = at > plan.ended_at and situation.code in effect.situations
            if is_touched and chance.happens(-effect.step):
                effect.prevented += at < self._stage.ends_at
                return
        self._stage.spawn(Arrival(at, situation, customer))

    def _add(self, places: _Places, situation: Situation, cause: Cause) -> None:
        customer, at = places.someone()
        self._stage.spawn(Arrival(at, situation, customer, cause))

    def _burst(self, places: _Places, outage: OutagePlan) -> None:
        """Most people notice early."""
        chance = self._stage.chance
        for _ in range(max(3, self._demand.draw(outage.expected))):
            customer = places.someone_at(outage.site) if outage.site else places.someone()[0]
            at = outage.begins_at + 120 + int((outage.over_at - outage.begins_at - 120) * chance.random() ** 1.7)
            self._stage.spawn(Arrival(at, outage.situation, customer, outage.cause))

    def _spread_effects(self) -> dict[date, list[tuple[Effect, float]]]:
        """Each planted effect over the days after its change, as means per day."""
        extra: dict[date, list[tuple[Effect, float]]] = {}
        for plan, effect in self._effects:
            if effect.weeks:
                self._spread(plan, effect, extra)
        return extra

    def _spread(self, plan: ChangePlan, effect: Effect, extra: dict[date, list[tuple[Effect, float]]]) -> None:
        """Halved with each half-life, and scaled by how many people are at work."""
        sites, last = self._demand.sites, self._demand.days[-1]
        first = instant(plan.ended_at).astimezone(self._stage.world.zone).date() + timedelta(days=1)
        days = [first + timedelta(days=number) for number in range(EFFECT_DAYS)]
        weights = [activity(day, sites) * 0.5 ** (number / effect.half_life_days) for number, day in enumerate(days)]
        effect.whole = effect.weeks * self._demand.weekly(plan.service.code)
        for day, weight in zip(days, weights, strict=True):
            mean = effect.whole * weight / sum(weights)
            if day < last:
                effect.expected += mean
            extra.setdefault(day, []).append((effect, mean))


class _Kinds:
    """The situations of a service by how common they are."""

    def __init__(self, situations: list[Situation]) -> None:
        self._situations, self._sums = situations, running([situation.weight for situation in situations])

    def pick(self, stage: Stage) -> Situation:
        return stage.chance.weighted(self._situations, self._sums)


class _Places:
    """Who is at work on a day, and when in their own time."""

    def __init__(self, day: date, stage: Stage) -> None:
        self._stage, self._world = stage, stage.world
        self._sums = running(site_weights(day, self._world.sites))
        self._midnights = {site.name: local(day, 0, site.zone) for site in self._world.sites}
        self._begins_at = local(day, 0, self._world.zone)

    def is_today(self, at: int) -> bool:
        return self._begins_at <= at < self._begins_at + 24 * HOUR_S

    def someone(self) -> tuple[Customer, int]:
        """A customer, and the instant at which this person would come with something."""
        chance = self._stage.chance
        site = chance.weighted(self._world.sites, self._sums)
        hour = chance.weighted(_HOURS_OF_DAY, _HOUR_SUMS)
        at = self._midnights[site.name] + hour * HOUR_S + chance.below(HOUR_S)
        return self.someone_at(site), max(at, self._world.options.begins_at)

    def someone_at(self, site: Site) -> Customer:
        return self._stage.chance.weighted(self._world.at_site[site.name], self._world.sums_at_site[site.name])
