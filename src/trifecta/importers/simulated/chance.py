"""Seeded chance. Streams are named, so that one part of the world can change without moving the others."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from math import exp
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_STEPS = 4096
_LARGEST_PART = 256.0
_NORMAL = tuple(NormalDist().inv_cdf((step + 0.5) / _STEPS) for step in range(_STEPS))


class Chance(random.Random):
    """A stream of Python's own generator, whose output for a seed is the same in every release."""

    def __init__(self, seed: int, stream: str) -> None:
        super().__init__(f"{seed}/{stream}")

    def happens(self, share: float) -> bool:
        return self.random() < share

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def weighted(self, things: Sequence[T], sums: Sequence[float]) -> T:
        """One of `things`; `sums` are the running totals of their weights."""
        return things[bisect(sums, self.random() * sums[-1])]

    def around(self, median_s: float, spread: float) -> int:
        """
        A duration with a long tail: log-normal about its median.

        Drawn from 4,096 quantiles of the normal, which is several times as quick as `gauss` and has no tail too far.
        """
        return int(median_s * exp(spread * _NORMAL[int(self.random() * _STEPS)])) + 1

    def poisson(self, mean: float) -> int:
        """How many come when `mean` are expected (Knuth 1969; large means in parts, for the sake of `exp`)."""
        if mean > _LARGEST_PART:
            return self.poisson(mean / 2) + self.poisson(mean / 2)
        limit, product, count = exp(-mean), self.random(), 0
        while product > limit:
            product *= self.random()
            count += 1
        return count

    def below(self, limit: int) -> int:
        return int(self.random() * limit)


def running(weights: Sequence[float]) -> tuple[float, ...]:
    """The running totals that `weighted` takes."""
    return tuple(accumulate(weights))
