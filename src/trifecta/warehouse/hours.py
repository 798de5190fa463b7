"""
Settled business time as a file: the hours of the calendars in use, as far as the log reaches and a year ahead.

The rows are those of `calendars`. A desk without a calendar counts elapsed time: it is taken to be always open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from trifecta.base.worktime import settling, zones
from trifecta.base.worktime.calendar import always_open
from trifecta.base.worktime.settling import HOUR_S
from trifecta.calendars.models import SPAN_COLUMNS, Calendar, CalendarVersion, SettledHour
from trifecta.warehouse.copying import moving

ALWAYS_OPEN = 0
"""The calendar of a desk that has none."""
SPANS = tuple(f"{end}_{number}" for number in range(1, 5) for end in ("from", "to"))
_NUMBERS = ("calendar", "hour", "cum_open_s")
_SCHEMA = pa.schema([*((name, pa.int64()) for name in _NUMBERS), *((name, pa.int16()) for name in SPANS)])


@dataclass(frozen=True, slots=True)
class Range:
    """Whole years of UTC hours: from the one in which the log begins to the one after the present one."""

    first_on: date
    last_on: date

    @classmethod
    def around(cls, earliest_at: datetime | None, at: datetime) -> Range:
        return cls(date((earliest_at or at).year, 1, 1), date(at.year + 1, 12, 31))

    @property
    def hours(self) -> tuple[int, int]:
        first, last = (datetime(on.year, on.month, on.day, tzinfo=UTC) for on in (self.first_on, self.last_on))
        return zones.epoch_s(first) // HOUR_S, zones.epoch_s(last) // HOUR_S + 23


def default_calendar() -> int:
    """The desk's calendar."""
    found = Calendar.objects.filter(is_default=True).values_list("id", flat=True).first()
    return ALWAYS_OPEN if found is None else found


def versions_in_use() -> list[CalendarVersion]:
    """What the desk, its services, its teams and its promises may be open by now: every calendar."""
    return list(CalendarVersion.objects.current().order_by("calendar"))


def fingerprint(versions: list[CalendarVersion], within: Range) -> str:
    """Changes when any hour of the file would."""
    told = [str(within), str(default_calendar()), zones.RULES_VERSION]
    told += [f"{version.calendar_id}:{version.fingerprint}" for version in versions]
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def write(versions: list[CalendarVersion], within: Range, target: Path) -> None:
    tables = [_of_version(version, within) for version in versions]
    if default_calendar() == ALWAYS_OPEN:
        tables.append(_always(within))
    parquet.write_table(pa.concat_tables(tables), target)


def _of_version(version: CalendarVersion, within: Range) -> pa.Table:
    wanted = SettledHour.objects.filter(version=version, hour__range=within.hours).order_by("hour")
    rows = moving.queried(wanted.values("hour", "cum_open_s", *SPAN_COLUMNS))
    return _table(version.calendar_id, rows)


def _always(within: Range) -> pa.Table:
    settled = settling.settle(always_open(), within.first_on, within.last_on)
    columns = [pa.array(values) for values in zip(*settled.rows(), strict=True)]
    return _table(ALWAYS_OPEN, pa.table(columns, names=["hour", "cum_open_s", *SPANS]))


def _table(calendar: int, rows: pa.Table) -> pa.Table:
    known = pa.array([calendar] * rows.num_rows, pa.int64())
    return rows.add_column(0, "calendar", known).rename_columns(_SCHEMA.names).cast(_SCHEMA)
