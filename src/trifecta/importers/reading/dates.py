"""
Local date texts become UTC instants.

Whether a column says day or month first is told from all of its values together and said; a text that carries an
offset keeps it. A local time that the clock showed twice (autumn) is meant the first time; one that it skipped
(spring) is moved on by the gap, so that distances to later times stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = {name: at for at, name in enumerate(("jan feb mar apr may jun jul aug sep oct nov dec").split(), 1)}  # noqa: SIM905
_DATE = re.compile(
    r"(\d{1,4})([-/. ])(\d{1,2}|[A-Za-z]{3})\2(\d{1,4})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"(?: ?([AaPp])\.?[Mm]\.?)?"
    r"(?: ?(Z|[+-]\d{2}:?\d{2}))?"
)
ORDERS = {"ymd": "year-month-day", "dmy": "day/month/year", "mdy": "month/day/year"}
_MOST_KEPT = 300_000
_PIVOT = 70
_LAST = "59:59"
_WITHIN_HOUR = {f"{minute:02}": timedelta(minutes=minute) for minute in range(60)} | {
    f"{minute:02}:{second:02}": timedelta(minutes=minute, seconds=second)
    for minute in range(60)
    for second in range(60)
}


class BadDate(ValueError):
    """A text that is no date in the style of its column; the message is a reason for the rejects file."""


@dataclass(frozen=True, slots=True)
class Style:
    """
    How a column writes its dates.

    order: ymd, dmy or mdy. is_sure: False when no value tells day from month. share: of the sample that fits.
    """

    order: str
    is_sure: bool
    share: float
    example: str

    def __str__(self) -> str:
        doubt = "" if self.is_sure else ", though no value tells day from month (--option dates=mdy for the other way)"
        return f"dates such as “{self.example}” are read as {ORDERS[self.order]}{doubt}"


def detect(texts: Iterable[str]) -> Style | None:
    """The style of a column from its values; None when most of them are no dates."""
    seen = [text for text in texts if text]
    fits = [(match, text) for text in seen if (match := _DATE.fullmatch(text))]
    if not fits or len(fits) * 2 < len(seen):
        return None
    share = len(fits) / len(seen)
    if sum(len(match[1]) == 4 for match, _ in fits) * 2 > len(fits):
        return Style("ymd", is_sure=True, share=share, example=fits[0][1])
    day_first = [text for match, text in fits if not match[3].isdigit() or int(match[1]) > 12]
    month_first = [text for match, text in fits if match[3].isdigit() and int(match[3]) > 12]
    order = "mdy" if len(month_first) > len(day_first) else "dmy"
    telling = month_first if order == "mdy" else day_first
    return Style(order, is_sure=bool(telling), share=share, example=(telling or [fits[0][1]])[0])


class Dates(dict[str, datetime | None]):
    """
    Date texts of one style as UTC instants: `dates["29/2/2016 01:23"]`; the empty text is None. Raises BadDate.

    A dictionary that fills itself, because exports repeat their instants and a lookup costs a tenth of a reading.

    >>> dates = Dates("dmy", UTC)
    >>> dates["1/2/2016 13:05"].isoformat()
    '2016-02-01T13:05:00+00:00'
    """

    def __init__(self, order: str, zone: tzinfo) -> None:
        super().__init__({"": None})
        self._order = order
        self._zone = zone
        self._hours: dict[str, datetime | None] = {}

    def __missing__(self, text: str) -> datetime:
        if len(self) > _MOST_KEPT:
            self.clear()
            self[""] = None
        instant = self[text] = self._within_hour(text)
        return instant

    def need(self, text: str, what: str) -> datetime:
        """The instant of a cell that must hold one. Raises BadDate when it is empty."""
        instant = self[text]
        if instant is None:
            raise BadDate(f"{what} is empty")
        return instant

    def _within_hour(self, text: str) -> datetime:
        """An hour is read once; what the clock shows within it follows, unless the clock is changed in that hour."""
        hour, _, rest = text.partition(":")
        passed = _WITHIN_HOUR.get(rest)
        if passed is None:
            return self._read(text)
        if hour not in self._hours:
            instant = self._read(text)
            start, end = self._read(f"{hour}:00"), self._read(f"{hour}:{_LAST}")
            self._hours[hour] = start if end - start == _WITHIN_HOUR[_LAST] else None
            return instant
        begun = self._hours[hour]
        return self._read(text) if begun is None else begun + passed

    def _read(self, text: str) -> datetime:
        match = _DATE.fullmatch(text)
        if match is None:
            raise BadDate(f"“{text[:40]}” is no date")
        first, _, second, third, hour, minute, second_of_minute, fraction, half, offset = match.groups()
        try:
            year, month, day = _ordered(self._order, first, second, third)
            local = datetime(  # noqa: DTZ001  (a wall time; its zone comes below)
                year, month, day, _hour(hour, half), int(minute or 0), int(second_of_minute or 0)
            )
            zone = _fixed(offset) if offset else self._zone
            instant = local.replace(tzinfo=zone).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise BadDate(f"“{text[:40]}” is no date when read as {ORDERS[self._order]}") from error
        return instant.replace(microsecond=int(fraction[:6].ljust(6, "0"))) if fraction else instant


def _ordered(order: str, first: str, second: str, third: str) -> tuple[int, int, int]:
    month = int(second) if second.isdigit() else _MONTHS.get(second.lower(), 0)
    if len(first) == 4:
        return int(first), month, int(third)
    year = int(third) if len(third) == 4 else int(third) + (2000 if int(third) < _PIVOT else 1900)
    return (year, int(first), month) if order == "mdy" and second.isdigit() else (year, month, int(first))


def _hour(hour: str | None, half: str | None) -> int:
    if half is None:
        return int(hour or 0)
    return int(hour or 0) % 12 + (12 if half in "pP" else 0)


def _fixed(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
