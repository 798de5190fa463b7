"""Activities of one incident, gathered into moments: what one person did in one second, told in several lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from trifecta.base.ids import TeamId
from trifecta.importers.contract import Names, Reject
from trifecta.importers.hpsm.activity_clock import ActivityClock
from trifecta.importers.hpsm.folder import column_like
from trifecta.importers.reading.cells import BadCell
from trifecta.importers.reading.dates import BadDate
from trifecta.importers.reading.tables import Table

OPEN = "Open"
Stamp = tuple[datetime, TeamId | None, str]
"""(instant, team of the person who did it, sort of activity)"""
Stamps = dict[str, list[Stamp]]


class Moment(NamedTuple):
    """What a person of `team` did at once."""

    at: datetime
    team: TeamId | None
    sorts: frozenset[str]


def gather(tables: Iterable[Table], names: Names, stamps: Stamps) -> Iterator[Reject]:
    """Append the activities to the incidents in `stamps`; yield those that belong to none or cannot be read."""
    teams: dict[str, TeamId | None] = {"": None}
    for table in tables:
        columns = [column_like(table, name) or name for name in ("Incident ID", "IncidentActivity_Type", "DateStamp")]
        dates = table.dates(columns[2])
        for row in table.rows(*columns, column_like(table, "Assignment Group") or "Assignment Group"):
            if isinstance(row, Reject):
                yield row
                continue
            key, sort, stamp, group = row[1]
            try:
                at = dates.need(stamp, "the date of the activity")
                _require(key, sort, stamps)
            except (BadDate, BadCell) as error:
                yield table.reject(row, error)
                continue
            if group not in teams:
                teams[group] = names.team(group)
            stamps[key].append((at, teams[group], sort))


def _require(key: str, sort: str, stamps: Stamps) -> None:
    if not sort:
        raise BadCell("it does not say which activity it is")
    if key not in stamps:
        raise BadCell(f"the incident “{key}” is not in the incident table")


def put_right(stamps: Stamps, clock: ActivityClock) -> int:
    """Move the stamps that the clock told wrong, and say how many they are."""
    moved = 0
    for told in stamps.values() if clock.is_wrong else ():
        for place, (at, team, sort) in enumerate(told):
            right = clock.right(at)
            if right != at:
                told[place] = (right, team, sort)
                moved += 1
    return moved


def moments(stamps: Iterable[Stamp], *, not_before: datetime) -> list[Moment]:
    """The moments in the order of time. What lies before the opening is told at the opening."""
    late_enough = [stamp if stamp[0] >= not_before else (not_before, *stamp[1:]) for stamp in stamps]
    late_enough.sort(key=_instant)
    return [
        Moment(at, team, frozenset([sort for _, _, sort in group]))
        for (at, team), group in groupby(late_enough, key=_instant_and_team)
    ]


_instant = itemgetter(0)
_instant_and_team = itemgetter(0, 1)
