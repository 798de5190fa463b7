from __future__ import annotations

import struct
from datetime import date
from importlib.resources import files

import pytest

from trifecta.base.worktime import zones
from trifecta.base.worktime.tests.reference import utc

BERLIN, NEW_YORK = zones.zone("Europe/Berlin"), zones.zone("America/New_York")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
FROM, TO = utc("2005-01-01"), utc("2037-01-01")


def instant(tz, on, second, **how):
    return zones.at_second(zones.second_of(tz, zones.wall_s(on, second), **how))


@pytest.mark.parametrize(
    ("on", "second", "latest", "expected"),
    [
        (date(2026, 1, 15), 9 * 3600, False, "2026-01-15 08:00"),
        (date(2026, 7, 15), 9 * 3600, False, "2026-07-15 07:00"),
        (SPRING, 9000, False, "2026-03-29 01:00"),
        (SPRING, 9000, True, "2026-03-29 01:00"),
        (AUTUMN, 9000, False, "2026-10-25 00:30"),
        (AUTUMN, 9000, True, "2026-10-25 01:30"),
    ],
)
def test_wall_time_becomes_the_instant_at_which_the_wall_shows_it(on, second, latest, expected):
    assert instant(BERLIN, on, second, latest=latest) == utc(expected)


def test_a_skipped_date_begins_when_the_next_one_does():
    apia = zones.zone("Pacific/Apia")

    assert (
        instant(apia, date(2011, 12, 30), 9 * 3600) == instant(apia, date(2011, 12, 31), 0) == utc("2011-12-30 10:00")
    )


def test_stretches_cover_the_time_without_gap_and_change_the_offset_each_time():
    start, end = zones.epoch_s(utc("2026-01-01")), zones.epoch_s(utc("2027-01-01"))

    cut = list(zones.stretches(BERLIN, start, end))

    changes = [zones.epoch_s(utc("2026-03-29 01:00")), zones.epoch_s(utc("2026-10-25 01:00"))]
    assert cut == [(start, changes[0], 3600), (changes[0], changes[1], 7200), (changes[1], end, 3600)]


@pytest.mark.parametrize(
    "name",
    ["Africa/Casablanca", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Gaza", "Pacific/Apia", "America/Caracas",
     "Europe/Istanbul", "Asia/Pyongyang", "Antarctica/Troll", "Africa/Cairo", "Europe/Dublin", "Asia/Tehran"],
)  # fmt: skip
def test_every_change_of_offset_in_the_zones_file_is_found(name):
    start, end = zones.epoch_s(FROM), zones.epoch_s(TO)

    found = [to_s for _, to_s, _ in zones.stretches(zones.zone(name), start, end)][:-1]

    assert set(written_changes(name, start, end)) <= set(found)


def test_an_instant_loses_its_fraction_of_a_second():
    assert zones.epoch_s(utc("1970-01-01 00:00:01.999999")) == 1
    assert zones.epoch_s(utc("1969-12-31 23:59:59.000001")) == -1


def written_changes(name, start, end):
    """The instants of a compiled zone file (RFC 9636) at which the offset becomes another one."""
    content = (files("tzdata") / "zoneinfo" / name).read_bytes()
    first = struct.unpack(">6l", content[20:44])
    header = 44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0]
    _, _, _, count, types, _ = struct.unpack(">6l", content[header + 20 : header + 44])
    times = struct.unpack_from(f">{count}q", content, header + 44)
    kinds = content[header + 44 + 8 * count : header + 44 + 9 * count]
    offsets = [struct.unpack_from(">l", content, header + 44 + 9 * count + 6 * kind)[0] for kind in range(types)]
    for earlier, later, at in zip(kinds, kinds[1:], times[1:], strict=False):
        if start < at < end and offsets[earlier] != offsets[later]:
            yield at
