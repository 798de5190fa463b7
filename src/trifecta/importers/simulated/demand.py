"""How much arrives, day by day: weekdays, seasons, holidays, month ends, growth, and noise that lasts for days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import exp

from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Site

WEEKDAYS = (1.2, 1.08, 1.0, 0.97, 0.82, 0.11, 0.05)
MONTHS = (1.12, 1.05, 1.02, 0.98, 0.97, 0.98, 0.86, 0.82, 1.10, 1.06, 1.03, 0.90)
HOURS = (1, 1, 1, 1, 1, 3, 8, 45, 125, 160, 145, 112, 66, 98, 122, 104, 72, 36, 14, 8, 6, 4, 3, 2)
ON_HOLIDAY = 0.06
GROWTH = 0.06
# Around the turn of the month books are closed, pay is run, people begin: then, and else.
AT_MONTH_END = {"orvanta": (1.55, 0.85), "payroll": (1.7, 0.8), "onboarding": (1.7, 0.8), "reports": (1.4, 0.9)}
PERSISTENCE, OWN_NOISE, SHARED_NOISE = 0.5, 0.14, 0.08


class Demand:
    """
    What arrives by itself. weights: of each service in an ordinary day. total: arrivals expected over all days.

    means: by day, then by service.
    """

    def __init__(
        self, days: Sequence[date], sites: Sequence[Site], weights: Mapping[str, float], *, total: float, chance: Chance
    ) -> None:
        self.days, self.sites, self.names = list(days), sites, list(weights)
        self._chance = chance
        shape = [self._shape_of(day, weights) for day in self.days]
        own = [self._noise(OWN_NOISE) for _ in self.names]
        shared = self._noise(SHARED_NOISE)
        for day, row in enumerate(shape):
            for service in range(len(row)):
                row[service] *= own[service][day] * shared[day]
        level = total / sum(map(sum, shape))
        self.means = [[mean * level for mean in row] for row in shape]

    def counts(self, day: int) -> list[int]:
        """How many arrive of each service on the day with this number."""
        return [self.draw(mean) for mean in self.means[day]]

    def draw(self, mean: float) -> int:
        return self._chance.poisson(mean)

    def weekly(self, service: str) -> float:
        """The service's usual volume of a week."""
        index = self.names.index(service)
        return sum(row[index] for row in self.means) / len(self.means) * 7

    def _shape_of(self, day: date, weights: Mapping[str, float]) -> list[float]:
        here = activity(day, self.sites) * MONTHS[day.month - 1] * (1 + GROWTH * (day - self.days[0]).days / 365)
        return [weight * here * _month_end(day, name) for name, weight in weights.items()]

    def _noise(self, spread: float) -> list[float]:
        """A factor for each day, like that of the day before; one on average."""
        found, state = [], self._chance.gauss(0, 1)
        for _ in self.days:
            found.append(exp(spread * state - spread**2 / 2))
            state = PERSISTENCE * state + (1 - PERSISTENCE**2) ** 0.5 * self._chance.gauss(0, 1)
        return found


def site_weights(day: date, sites: Sequence[Site]) -> list[float]:
    """How many of each site's people are at work, as shares of the company."""
    weekday = WEEKDAYS[day.weekday()]
    return [site.share * (weekday * ON_HOLIDAY if day in site.free else weekday) for site in sites]


def activity(day: date, sites: Sequence[Site]) -> float:
    """The company's activity on a day; about one on an ordinary Wednesday."""
    return sum(site_weights(day, sites)) / sum(site.share for site in sites)


def _month_end(day: date, service: str) -> float:
    peak, rest = AT_MONTH_END.get(service, (1.0, 1.0))
    return peak if day.day <= 3 or (day + timedelta(days=7)).month != day.month else rest
