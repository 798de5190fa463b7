"""
The only place that says median, percentile or interval. numpy alone; every function works on all groups at once.

Intervals are 95 % and two-sided. Sources: Wilson 1927 for shares; Kaplan & Meier 1958 with Greenwood's variance and the
log-log interval of Brookmeyer & Crowley for quantiles of times that may not have ended; Efron's bootstrap for means.
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[Any]
Mask = NDArray[np.bool_]
Z = 1.959963984540054
ROWS, GROUPS = 1 << 16, 64
"""That are looked at at once: few enough to stay in the processor's cache."""
NOTHING = 1e-20
"""Of a share: less than this cannot be told from zero."""


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


def km_quantile(durations: Ints, observed: Mask, sizes: Ints, *, q: float) -> Estimate:
    """
    The Kaplan-Meier quantile of durations that may be censored; NaN where the curve does not come down that far.

    durations, observed: group after group, each ascending and at equal times what was observed first; sizes: by group.

    >>> times, ended = np.array([1, 2, 3, 4, 5]), np.array([True, True, False, True, True])
    >>> km_quantile(times, ended, np.array([5]), q=0.5).value.tolist()
    [4.0]
    """
    ends = np.cumsum(sizes)
    pieces = np.split(sizes, np.flatnonzero(np.diff(ends // ROWS)) + 1)
    cuts = np.cumsum([piece.sum() for piece in pieces])[:-1]
    parts = zip(np.split(durations, cuts), np.split(observed, cuts), pieces, strict=True)
    return Estimate(*map(np.concatenate, zip(*(_km_quantile(*part, q=q) for part in parts), strict=True)))


def _km_quantile(durations: Ints, observed: Mask, sizes: Ints, *, q: float) -> Estimate:
    ends = np.cumsum(sizes)
    at_risk = (np.repeat(ends, sizes) - np.arange(durations.size)).astype(float)
    curve = _within(np.multiply, np.where(observed, (at_risk - 1) / at_risk, 1.0), ends)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = _within(np.add, np.where(observed & (at_risk > 1), 1 / (at_risk * (at_risk - 1)), 0.0), ends)
        log_s = np.log(curve)
        spread = np.exp(Z * np.sqrt(greenwood) / -log_s)
        level = round(1 - q, 9) * (1 + np.finfo(float).eps * (sizes + 1))
        log_level = np.repeat(np.log(level), sizes)
        crossed = (curve <= np.repeat(level, sizes), log_s * spread <= log_level, log_s / spread <= log_level)
    value, earliest, latest = (_first(durations, observed & mask, ends) for mask in crossed)
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


def _first(values: Ints, mask: Mask, ends: Ints) -> Floats:
    """Of each group the first value where the mask is true."""
    found = np.full(ends.size, np.nan)
    for group, (begin, end) in enumerate(itertools.pairwise([0, *ends.tolist()])):
        within = mask[begin:end]
        if within.any():
            found[group] = values[begin + within.argmax()]
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


def means(times: Ints) -> Estimate:
    """
    Means of whole numbers, with the percentile interval of the bootstrap.

    times: by group (row) how often each whole number from 0 on (column) occurred; NaN for a group without cases

    The bootstrap's distribution is that of the sum of as many draws as there are cases. It is not sampled but exact:
    the power of the characteristic function of one draw, turned back into shares of each possible sum.

    >>> told = means(np.array([[70, 20, 10]]))
    >>> [round(float(part[0]), 3) for part in told]
    [0.4, 0.27, 0.53]
    """
    values, is_empty = np.arange(times.shape[1]), times.sum(axis=1) == 0
    cases, total = times.sum(axis=1) + is_empty, times @ values
    spread = np.sqrt(np.maximum(times @ values**2 - total**2 / cases, 0))
    # Beyond so many standard deviations nothing is left that could be told from zero.
    widths = np.exp2(np.ceil(np.log2(20 * spread + 2))).astype(int)
    low, high = np.empty(cases.size), np.empty(cases.size)
    for width in np.unique(widths):
        of_width = np.flatnonzero(widths == width)
        for some in np.split(of_width, range(GROUPS, of_width.size, GROUPS)):
            low[some], high[some] = _limits(times[some], total[some], int(width))
    return Estimate(*(np.where(is_empty, np.nan, sums / cases) for sums in (total, low, high)))


def _limits(times: Ints, total: Ints, width: int) -> tuple[Ints, Ints]:
    """The sums below which 2.5 % and 97.5 % of all resamples lie; all lie within `width` around the total."""
    cases, values = np.maximum(times.sum(axis=1), 1), np.arange(times.shape[1])
    frequencies = np.arange(width // 2 + 1) / width
    one_draw = (times / cases[:, None]) @ np.exp(-2j * np.pi * np.outer(values, frequencies))
    first = total - width // 2
    group, place = np.nonzero(np.abs(one_draw) > NOTHING ** (1 / cases[:, None]))
    all_draws = np.zeros_like(one_draw)
    turned = np.exp(2j * np.pi * first[group] * frequencies[place])
    all_draws[group, place] = one_draw[group, place] ** cases[group] * turned
    reached = np.cumsum(np.fft.irfft(all_draws, n=width), axis=1)
    low, high = ((reached < share).sum(axis=1) + first for share in (0.025, 0.975))
    return low, high
