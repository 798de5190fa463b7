"""What the person asked for: how large a world, from which seed, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from trifecta.importers.contract import BadSource

MONTHS = 13
HELP = {
    "size": "small (about 3,000 tickets), medium (25,000) or large (1,000,000); medium if left out",
    "seed": "a whole number; the same size, seed and end give the same world; 7 if left out",
    "until": "where it ends: a date (as that day begins) or an instant such as 2026-11-22T09:30Z; today if left out",
}


@dataclass(frozen=True, slots=True)
class Size:
    """
    tickets, customers: about how many. staff: teams of the medium desk times this, two people at least.

    surveyed: share of ended tickets after which the customer is asked, if not asked lately.
    is_thorough: whether the desk also logs what a very large one would not, such as receipts and notes.
    """

    name: str
    tickets: int
    customers: int
    staff: float
    surveyed: float = 0.62
    is_thorough: bool = True


SIZES = {
    "small": Size("small", tickets=3_000, customers=260, staff=0.45),
    "medium": Size("medium", tickets=25_000, customers=1_400, staff=1.0),
    "large": Size("large", tickets=1_000_000, customers=40_000, staff=12.0, surveyed=0.15, is_thorough=False),
}


@dataclass(frozen=True, slots=True)
class Options:
    """begins_at, ends_at: seconds since 1970; nothing happens outside of them."""

    size: Size
    seed: int
    until: str
    begins_on: date
    ends_on: date
    begins_at: int
    ends_at: int

    @property
    def prefix(self) -> str:
        """Keys of two different worlds never meet."""
        return f"{self.size.name[0]}{self.seed}-{self.until}-"


def read(options: Mapping[str, str], zone: ZoneInfo) -> Options:
    """The options as given. Raises BadSource with what is wrong."""
    end = _until(options.get("until", ""), zone)
    first = _months_before(end.astimezone(zone).date(), MONTHS)
    begin = datetime.combine(first, time(), tzinfo=zone)
    return Options(
        size=_size(options.get("size", "medium")),
        seed=_seed(options.get("seed", "7")),
        until=f"{end.astimezone(zone):%Y%m%dT%H%M}",
        begins_on=first,
        ends_on=end.astimezone(zone).date(),
        begins_at=int(begin.timestamp()),
        ends_at=int(end.timestamp()),
    )


def _size(text: str) -> Size:
    if text not in SIZES:
        raise BadSource(f"The size is “{text}”; it can be small, medium or large.")
    return SIZES[text]


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadSource(f"The seed is “{text}”; it must be a whole number such as 7.") from None


def _until(text: str, zone: ZoneInfo) -> datetime:
    if not text:
        raise BadSource("Say where the history ends, for example --until 2026-11-22.")
    try:
        end = datetime.fromisoformat(text)
    except ValueError:
        raise BadSource(f"The end is “{text}”; write it as a date such as 2026-11-22.") from None
    return end if end.tzinfo else end.replace(tzinfo=zone)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one that the month has."""
    index = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(index // 12, index % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
