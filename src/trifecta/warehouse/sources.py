"""Everything but the log that the store is made from, as it is at one moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa

from trifecta.calendars.models import CalendarVersion
from trifecta.metrics.facts import declared
from trifecta.preferences.models import Desk
from trifecta.warehouse import dims, hours
from trifecta.warehouse.copying import clocks, columns


@dataclass(frozen=True, slots=True)
class Sources:
    at: datetime
    columns: dict[str, str]
    dims: dict[str, pa.Table]
    versions: list[CalendarVersion]
    desk: dict[str, Any]
    clocks: str

    @classmethod
    def read(cls, at: datetime) -> Sources:
        calendar = hours.default_calendar()
        desk = {"zone": desk_zone(), "default_calendar": calendar, "week_start": "monday"}
        read = clocks.fingerprint()
        return cls(at, columns.promoted(), dims.read(calendar), hours.versions_in_use(), desk, read)

    def prints(self, earliest_at: datetime | None) -> dict[str, str]:
        """A fingerprint of each, by which a change is seen. earliest_at: where the log begins."""
        return {
            "columns": columns.fingerprint(self.columns),
            "clocks": self.clocks,
            "desk": sha256(json.dumps(self.desk).encode()).hexdigest()[:16],
            "facts": str(declared.VERSION),
            "dims": dims.fingerprint(self.dims),
            "hours": hours.fingerprint(self.versions, self.span(earliest_at)),
        }

    def span(self, earliest_at: datetime | None) -> hours.Range:
        return hours.Range.around(earliest_at, self.at)


def desk_zone() -> str:
    """The zone that periods are in; UTC as long as the desk has not been set up."""
    return Desk.objects.values_list("zone", flat=True).first() or "UTC"


def is_set_up() -> bool:
    """Whether somebody has said in which zone this desk lives."""
    return Desk.objects.exists()
