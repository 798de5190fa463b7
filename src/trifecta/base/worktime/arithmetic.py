"""Measuring and adding business time. Instants are read in whole seconds: a fraction of a second is dropped."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import datetime

from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.errors import BeyondHorizon, NeverReached
from trifecta.base.worktime.settling import HOUR_S, UNUSED, SettledTime


def worked_between(settled: SettledTime, a: datetime, b: datetime) -> int:
    """Open seconds from `a` to `b`; negative when `b` is before `a`. Raises BeyondHorizon."""
    return open_before(settled, zones.epoch_s(b)) - open_before(settled, zones.epoch_s(a))


def add(settled: SettledTime, a: datetime, seconds: int) -> datetime:
    """The earliest instant at which that many open seconds have passed since `a`. Raises NeverReached."""
    return zones.at_second(reached(settled, zones.epoch_s(a), seconds))


def reached(settled: SettledTime, start_s: int, seconds: int, *, opened_s: int | None = None) -> int:
    """
    `add` for who counts in seconds since 1970.

    opened_s: `open_before` of the start, from who knows it. Raises NeverReached.
    """
    _require_forward(seconds)
    target = (open_before(settled, start_s) if opened_s is None else opened_s) + seconds
    # The second after the last one that is open with one second less done; the total is no place to look up.
    reached_s = _latest(settled, target - 1, since=start_s) + 1 if seconds and target <= settled.total_s else start_s
    if target > settled.total_s or reached_s >= settled.end_s:
        raise NeverReached(
            N_("Business time cannot be computed: {wanted} open seconds after {at} lie beyond {last_on}."),
            wanted=seconds,
            at=zones.at_second(start_s).isoformat(),
            last_on=settled.last_on,
        )
    return reached_s


def subtract(settled: SettledTime, b: datetime, seconds: int) -> datetime:
    """The latest instant from which that many open seconds pass until `b`. Raises BeyondHorizon."""
    _require_forward(seconds)
    end_s = zones.epoch_s(b)
    target = open_before(settled, end_s) - seconds
    if target < 0:
        raise BeyondHorizon(
            N_("Business time cannot be computed: {wanted} open seconds before {at} lie before {first_on}."),
            wanted=seconds,
            at=b.isoformat(),
            first_on=settled.first_on,
        )
    return zones.at_second(_latest(settled, target) if seconds else end_s)


def is_open(settled: SettledTime, at: datetime) -> bool:
    second = zones.epoch_s(at)
    place, into = settled.place_of(second)
    return any(
        starts[place] <= into < ends[place]
        for starts, ends in zip(settled.spans[::2], settled.spans[1::2], strict=True)
    )


def next_open(settled: SettledTime, at: datetime) -> datetime:
    """The instant itself if it is open, else the next opening. Raises NeverReached."""
    return zones.at_second(next_open_second(settled, zones.epoch_s(at)))


def next_open_second(settled: SettledTime, second: int) -> int:
    """`next_open` for who counts in seconds since 1970."""
    target = open_before(settled, second)
    if target == settled.total_s:
        raise NeverReached(
            N_("Business time cannot be computed: after {at} the calendar does not open again before {last_on} ends."),
            at=zones.at_second(second).isoformat(),
            last_on=settled.last_on,
        )
    return _latest(settled, target, since=second)


def open_before(settled: SettledTime, second: int) -> int:
    """
    Open seconds from the settled beginning to this second: the hour's sum and the clamped spans inside it.

    Asked more often than anything else here, so it looks up the row by itself.
    """
    place = second // HOUR_S - settled.first_hour
    if not 0 <= place < len(settled.cum_open_s) - 1:
        settled.place_of(second)
    into, spans = second % HOUR_S, settled.spans
    worked, start, end = settled.cum_open_s[place], spans[0][place], spans[1][place]
    if start == UNUSED or start >= into:
        return worked
    if into <= end:
        return worked + into - start
    return worked + end - start + _open_in_later_spans(settled, place, into)


def _open_in_later_spans(settled: SettledTime, place: int, into: int) -> int:
    later = zip(settled.spans[2::2], settled.spans[3::2], strict=True)
    return sum(min(into, ends[place]) - starts[place] for starts, ends in later if UNUSED < starts[place] < into)


def _latest(settled: SettledTime, target: int, *, since: int | None = None) -> int:
    """
    The latest second before which exactly `target` open seconds lie: the calendar is open at it.

    since: a settled second that does not lie after it, from who knows one.
    """
    sums = settled.cum_open_s
    first, end = (0, len(sums)) if since is None else _hours_around(sums, target, since // HOUR_S - settled.first_hour)
    place = bisect_right(sums, target, first, end) - 1
    left = target - sums[place]
    start = settled.spans[0][place]
    if left < settled.spans[1][place] - start:
        return (settled.first_hour + place) * HOUR_S + start + left
    for starts, ends in zip(settled.spans[::2], settled.spans[1::2], strict=True):
        length = ends[place] - starts[place]
        if left < length:
            return (settled.first_hour + place) * HOUR_S + starts[place] + left
        left -= length
    raise AssertionError("an hour's spans add up to its open time")


def _hours_around(sums: array[int], target: int, first: int) -> tuple[int, int]:
    """From which hour on and before which one `target` is to be looked for: most are a few days after the first."""
    width = 64
    while first + width < len(sums) and sums[first + width] <= target:
        first, width = first + width, 2 * width
    return first, min(first + width, len(sums))


def _require_forward(seconds: int) -> None:
    if seconds < 0:
        raise ValueError(f"business time of {seconds} s is negative; measure it forward")
