"""
Time zones by the rules of the pinned `tzdata` package.

The system's own zone files are passed over: they differ from machine to machine, and one calendar must not be worked
by two sets of rules. The package's version is kept beside what was settled by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from zoneinfo import ZoneInfo

from trifecta.base.text import N_
from trifecta.base.worktime.errors import UnknownZone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PACKAGE = "tzdata"
RULES_VERSION = version(_PACKAGE)
_PROBE_S = 86_400


@cache
def names() -> frozenset[str]:
    return frozenset(files(_PACKAGE).joinpath("zones").read_text().split())


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name. Raises UnknownZone with the nearest names."""
    if name not in names():
        near = get_close_matches(name, names(), n=3, cutoff=0.5)
        if not near:
            raise UnknownZone(N_("“{name}” is not a time zone; use an IANA name such as Europe/Berlin."), name=name)
        raise UnknownZone(N_("“{name}” is not a time zone; did you mean {near}?"), name=name, near=", ".join(near))
    with files(_PACKAGE).joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def epoch_s(at: datetime) -> int:
    """Whole seconds since 1970 UTC, the fraction dropped."""
    since = at - EPOCH
    return since.days * 86_400 + since.seconds


def at_second(second: int) -> datetime:
    return EPOCH + timedelta(seconds=second)


def wall_s(on: date, second: int = 0) -> int:
    """A place on the zone's wall clock as one number: seconds since 1970 as if the wall showed UTC."""
    return (on - EPOCH.date()).days * 86_400 + second


@lru_cache(maxsize=4096)
def second_of(tz: ZoneInfo, wall: int, *, latest: bool = False) -> int:
    """
    The instant at which the wall clock shows `wall`.

    A repeated time is meant the first time, or the last if `latest`; a skipped one becomes the first valid instant.
    """
    shown = EPOCH.replace(tzinfo=tz) + timedelta(seconds=wall)
    first, last = wall - _offset_of(shown), wall - _offset_of(shown.replace(fold=1))
    if first > last:
        return _change_between(tz, last, first)
    return last if latest else first


def stretches(tz: ZoneInfo, from_s: int, to_s: int) -> Iterator[tuple[int, int, int]]:
    """The time from `from_s` to `to_s` cut where the offset changes: (from, to, offset)."""
    start, probe = from_s, from_s
    while probe < to_s:
        ahead = min(probe + _PROBE_S, to_s)
        if offset_at(tz, ahead) != offset_at(tz, probe):
            change = _change_between(tz, probe, ahead)
            yield start, change, offset_at(tz, probe)
            start = ahead = change
        probe = ahead
    if start < to_s:
        yield start, to_s, offset_at(tz, start)


def offset_at(tz: ZoneInfo, second: int) -> int:
    return _offset_of(datetime.fromtimestamp(second, tz))


def _offset_of(moment: datetime) -> int:
    offset = moment.utcoffset()
    return offset.days * 86_400 + offset.seconds if offset is not None else 0


def _change_between(tz: ZoneInfo, before: int, after: int) -> int:
    """The first second that has left the offset of `before`."""
    offset = offset_at(tz, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if offset_at(tz, middle) == offset else (before, middle)
    return after
