"""Rows that lie in runs, one run per ticket: the few questions that a fold asks of them, without a loop."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.columns import NONE, Ints, Mask, changes


class Runs:
    """
    Consecutive rows of the same key are a run; a place is the index of a row.

    >>> runs = Runs(np.array([7, 7, 7, 9, 9]))
    >>> mask = np.array([False, True, True, False, False])
    >>> runs.first(mask).tolist(), runs.count(mask).tolist()
    ([1, -1], [2, 0])
    >>> runs.latest(mask).tolist()
    [-1, 1, 2, -1, -1]
    >>> runs.following(mask).tolist()
    [1, 2, -1, -1, -1]
    """

    def __init__(self, keys: Ints) -> None:
        begins = changes(keys)
        self.row_count = keys.size
        self.starts = np.flatnonzero(begins)
        self.number = np.cumsum(begins) - 1
        """Of the run, by row."""
        self._places = np.arange(keys.size)

    @property
    def ends(self) -> Ints:
        """The last place of each run."""
        return np.append(self.starts, self.row_count)[1:] - 1

    def first(self, mask: Mask) -> Ints:
        """By run, the first place where the mask is true."""
        backward = np.flatnonzero(mask)[::-1]
        found = np.full(self.starts.size, NONE)
        found[self.number[backward]] = backward
        return found

    def count(self, rows: Mask | Ints) -> Ints:
        """By run, how many of these rows (a mask, or places)."""
        return np.bincount(self.number[rows], minlength=self.starts.size)

    def any(self, rows: Mask | Ints) -> Mask:
        return self.count(rows) > 0

    def latest(self, mask: Mask) -> Ints:
        """By row, the latest place in its run, up to and with itself, where the mask is true."""
        latest = np.maximum.accumulate(np.where(mask, self._places, NONE))
        return np.where(latest < self.starts[self.number], NONE, latest)

    def following(self, mask: Mask) -> Ints:
        """By row, the nearest place after it in its run where the mask is true."""
        nearest = np.minimum.accumulate(np.where(mask, self._places, self.row_count)[::-1])[::-1]
        following = np.append(nearest[1:], self.row_count)
        return np.where(following > self.ends[self.number], NONE, following)

    def before(self, places: Ints) -> Mask:
        """By row, whether it lies before the place given for its run; all do where there is none."""
        earlier: Mask = self._places < np.where(places == NONE, self.row_count, places)[self.number]
        return earlier
