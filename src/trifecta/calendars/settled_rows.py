"""Open time by hour, to and from the database, some two hundred thousand rows at a time."""

from __future__ import annotations

from django.db import connection

from trifecta.base.worktime import settling
from trifecta.base.worktime.settling import SettledTime
from trifecta.calendars.models import SPAN_COLUMNS, CalendarVersion, SettledHour

_TABLE = SettledHour._meta.db_table
_COLUMNS = ("hour", "cum_open_s", *SPAN_COLUMNS)
_NAMES = ", ".join(("version_id", *_COLUMNS))


def write(version: CalendarVersion, settled: SettledTime, *, skip: int = 0) -> None:
    """Add the hours after the first `skip`; an hour that is there already is refused by the table."""
    rows = ((version.pk, *row) for row in settled.rows(skip=skip))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({_NAMES}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * (1 + len(_COLUMNS)))
            cursor.executemany(f"INSERT INTO {_TABLE} ({_NAMES}) VALUES ({places})", list(rows))  # noqa: S608


def read(version: CalendarVersion) -> SettledTime:
    """What the rows say, whatever the zone rules of today are."""
    stored = SettledHour.objects.filter(version=version).order_by("hour").values_list(*_COLUMNS)
    return settling.restored(
        version.hours, version.settled_from_on, version.settled_to_on, stored.iterator(chunk_size=10_000)
    )
