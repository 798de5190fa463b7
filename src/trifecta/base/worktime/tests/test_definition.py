from __future__ import annotations

import json
import os
import time
from datetime import date

import pytest
from hypothesis import given, settings

from trifecta.base.worktime.calendar import Calendar, Closure, Opening, office_hours, parse_window
from trifecta.base.worktime.definition import from_json, to_json
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.base.worktime.tests.strategies import calendars

WRITTEN = {
    "zone": "Asia/Tokyo",
    "week": [["09:00-12:00", "13:00-17:00"], [], [], [], ["22:00-06:00"], [], []],
    "closures": [{"on": "2026-12-31", "name": "New Year's Eve", "stays_open": ["00:00-12:00"]}],
    "openings": [{"on": "2026-06-06", "name": "Release", "windows": ["08:00-24:00"]}],
}
TOKYO = Calendar(
    "Asia/Tokyo",
    ((parse_window("09:00-12:00"), parse_window("13:00-17:00")), (), (), (), (parse_window("22:00-06:00"),), (), ()),
    (Closure(date(2026, 12, 31), "New Year's Eve", (parse_window("00:00-12:00"),)),),
    (Opening(date(2026, 6, 6), (parse_window("08:00-24:00"),), "Release"),),
)


def test_a_calendar_is_written_in_wall_times_and_dates():
    assert to_json(TOKYO) == WRITTEN
    assert from_json(WRITTEN) == TOKYO


@settings(max_examples=50, deadline=None)
@given(calendars("Asia/Tokyo", date(2026, 6, 1), step_s=1))
def test_any_calendar_written_down_reads_the_same_again(calendar):
    assert from_json(json.loads(json.dumps(to_json(calendar)))) == calendar


def test_editing_from_another_zone_shifts_nothing():
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/Los_Angeles"
    time.tzset()
    try:
        edited = to_json(from_json(WRITTEN))
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()

    assert edited == WRITTEN


@pytest.mark.parametrize("missing", ["zone", "week", "closures", "openings"])
def test_a_definition_with_a_part_missing_is_refused(missing):
    torn = {key: part for key, part in WRITTEN.items() if key != missing}

    with pytest.raises(CalendarRefused, match=f"not the definition of a calendar: KeyError\\('{missing}'\\)"):
        from_json(torn)


def test_a_definition_with_a_bad_date_is_refused():
    with pytest.raises(CalendarRefused, match="not the definition of a calendar"):
        from_json(
            {**to_json(office_hours("UTC", "09:00-17:00")), "closures": [{"on": "soon", "name": "", "stays_open": []}]}
        )
