"""
The only place that says median, percentile or interval. numpy alone; every function works on all groups at once.

Intervals are 95 % and two-sided. Sources: Wilson 1927 for shares; Kaplan & Meier 1958 with Greenwood's variance and the
log-log interval of Brookmeyer & Crowley for quantiles of times that may not have ended; Efron's bootstrap for means.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[Any]
Mask = NDArray[np.bool_]
Z = 1.959963984540054
DRAWS = 2_000
SEED = 20_260_101
"""Fixed, so that the same cases always have the same interval."""


class Estimate(NamedTuple):
    """One entry per group; NaN where there is nothing to say."""

    value: Floats
    low: Floats
    high: Floats


def wilson(successes: Ints, trials: Ints) -> Estimate:
    """
    Shares with Wilson's score interval.

    >>> share = wilson(np.array([9, 27, 0]), np.array([10, 30, 10]))
    >>> share.low.round(4).tolist(), share.high.round(4).tolist()
    ([0.5958, 0.7438, 0.0], [0.9821, 0.9654, 0.2775])
    """
    k, n = np.asarray(successes, float), np.asarray(trials, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return Estimate(p, np.where(k == 0, 0.0, middle - half), np.where(k == n, 1.0, middle + half))


def km_quantile(durations: Ints, observed: Mask, groups: Ints, *, count: int, q: float) -> Estimate:
    """
    The Kaplan-Meier quantile of durations that may be censored; NaN where the curve does not come down that far.

    groups: 0 to count - 1, one per duration.

    >>> times, ended = np.array([1, 2, 3, 4, 5]), np.array([True, True, False, True, True])
    >>> km_quantile(times, ended, np.zeros(5, int), count=1, q=0.5).value.tolist()
    [4.0]
    """
    order = np.lexsort((~observed, durations, groups))
    t, died, g = durations[order].astype(float), observed[order], groups[order]
    sizes = np.bincount(g, minlength=count)
    ends = np.cumsum(sizes)
    at_risk = (ends[g] - np.arange(g.size)).astype(float)
    curve = _within(np.multiply, np.where(died, (at_risk - 1) / at_risk, 1.0), ends)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = _within(np.add, np.where(died & (at_risk > 1), 1 / (at_risk * (at_risk - 1)), 0.0), ends)
        log_s = np.log(curve)
        spread = Z * np.sqrt(greenwood) / np.abs(log_s)
        low, high = np.exp(log_s * np.exp(spread)), np.exp(log_s * np.exp(-spread))
    level = round(1 - q, 9) * (1 + np.finfo(float).eps * (sizes[g] + 1))
    value, earliest, latest = (_first(t, died & (one <= level), g, count) for one in (curve, low, high))
    return Estimate(value, np.where(np.isnan(value), np.nan, earliest), np.where(np.isnan(value), np.nan, latest))


def _within(running: np.ufunc, steps: Floats, ends: Ints) -> Floats:
    """
    Running sums or products that begin anew with each group, so that no group's rounding reaches the next.

    A product of m steps, each rounded once itself, lies within m machine epsilons of the exact one.
    """
    found = np.empty_like(steps)
    begins = 0
    for end in ends.tolist():
        running.accumulate(steps[begins:end], out=found[begins:end])
        begins = end
    return found


def _first(values: Floats, mask: Mask, groups: Ints, count: int) -> Floats:
    found = np.full(count, np.nan)
    places = np.flatnonzero(mask)[::-1]
    found[groups[places]] = values[places]
    return found


def quantile(values: Floats, groups: Ints, *, count: int, q: float) -> Floats:
    """
    The exact quantile of each group, interpolated linearly; NaN for an empty one.

    >>> quantile(np.array([1.0, 2.0, 4.0]), np.array([0, 0, 1]), count=3, q=0.5).tolist()
    [1.5, 4.0, nan]
    """
    order = np.lexsort((values, groups))
    ordered, sizes = values[order].astype(float), np.bincount(groups, minlength=count)
    found = np.full(count, np.nan)
    known = np.flatnonzero(sizes)
    place = (np.cumsum(sizes) - sizes)[known] + q * (sizes[known] - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, ordered.size - 1)
    found[known] = ordered[below] + (place - below) * (
        ordered[np.ceil(place).astype(int).clip(max=above)] - ordered[below]
    )
    return found


def mean(values: Ints, times: Ints) -> tuple[float, float, float]:
    """
    The mean of values that each occurred so many times, with the percentile interval of the bootstrap.

    >>> [round(x, 3) for x in mean(np.array([0, 1, 2]), np.array([70, 20, 10]))]
    [0.4, 0.28, 0.53]
    """
    n = int(times.sum())
    if n == 0:
        return np.nan, np.nan, np.nan
    drawn = np.random.default_rng(SEED).multinomial(n, times / n, size=DRAWS) @ values / n
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(values @ times / n), float(low), float(high)
