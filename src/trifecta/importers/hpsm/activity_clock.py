"""
How far the clock of the activities was behind that of the incidents.

Such exports come from two systems whose clocks may disagree for a time (one told local time, the other UTC). Each
incident is opened once in both, so its own `Open` activity measures the difference, and no zone needs to be known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

_HOUR_S = 3600
_NEAR_S = 60


@dataclass(frozen=True, slots=True)
class ActivityClock:
    """Whole hours to add, from which stamp on; before the first measurement its hours hold too."""

    since: tuple[datetime, ...]
    behind: tuple[timedelta, ...]

    def right(self, stamp: datetime) -> datetime:
        """The instant meant by a stamp."""
        if not self.since:
            return stamp
        return stamp + self.behind[max(0, bisect_right(self.since, stamp) - 1)]

    @property
    def is_wrong(self) -> bool:
        return any(self.behind)


def measure(openings: Iterable[tuple[datetime, datetime]]) -> ActivityClock:
    """
    The clock, from pairs of the stamp of an `Open` activity and the instant at which its incident was opened.

    Differences that are no whole hours measure something else and are left out.
    """
    since: list[datetime] = []
    behind: list[timedelta] = []
    for stamp, opened_at in sorted(openings):
        difference_s = (opened_at - stamp).total_seconds()
        hours = round(difference_s / _HOUR_S)
        if abs(difference_s - hours * _HOUR_S) <= _NEAR_S and behind[-1:] != [timedelta(hours=hours)]:
            since.append(stamp)
            behind.append(timedelta(hours=hours))
    return ActivityClock(tuple(since), tuple(behind))
