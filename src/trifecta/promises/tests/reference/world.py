"""What a life is told against: who works when and sits where, and which book held from when on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from trifecta.base.worktime.calendar import Calendar
from trifecta.promises.terms import Book


@dataclass(frozen=True, eq=False)
class World:
    """teams: calendar of each, None is the desk's; sites: zone of each; customers: organization of each."""

    first_on: date
    last_on: date
    calendars: Mapping[int, Calendar]
    desk: int
    teams: Mapping[int, int | None]
    sites: Mapping[int, str | None]
    customers: Mapping[int, int | None]


@dataclass(frozen=True)
class Version:
    """holds_from: second since 1970; open_follow: open tickets change to it then."""

    holds_from: int
    book: Book
    open_follow: bool = False
