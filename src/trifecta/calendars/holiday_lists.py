"""Public holidays of countries and their regions, as closures; the `holidays` library keeps the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from trifecta.base.text import N_
from trifecta.base.worktime.calendar import Closure
from trifecta.base.worktime.errors import CalendarRefused


@dataclass(frozen=True, slots=True)
class HolidayList:
    """country: ISO 3166 of two letters; subdivision: as the country's own codes name it, such as BY for Bavaria."""

    country: str
    subdivision: str | None = None
    language: str = "en_US"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@cache
def _library() -> ModuleType:
    """The `holidays` package, loaded with the first list: half a second that no start of a web worker should pay."""
    return import_module("holidays")


@dataclass(frozen=True, slots=True)
class Country:
    """A country that has a list, and the codes of its regions that have their own."""

    code: str
    name: str
    regions: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """By English name."""
    named = {code: name for name, code, *_ in import_module("holidays.registry").COUNTRIES.values()}
    lists = _library().list_supported_countries(include_aliases=False)
    found = [Country(code, _spaced(named.get(code, code)), tuple(regions)) for code, regions in lists.items()]
    return tuple(sorted(found, key=lambda country: country.name))


def _spaced(name: str) -> str:
    """
    >>> _spaced("UnitedStates")
    'United States'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def days_of(lists: Iterable[HolidayList], years: Iterable[int]) -> tuple[Closure, ...]:
    """
    The full days these lists close in these years, by date: to be shown for review, then saved.

    Raises CalendarRefused for a country or region that has no list.
    """
    wanted = list(years)
    days = {(on, name) for each in lists for on, name in _named_days(each, wanted)}
    return tuple(Closure(on, name) for on, name in sorted(days))


def _named_days(each: HolidayList, years: list[int]) -> list[tuple[Any, str]]:
    _require_known(each)
    named = _library().country_holidays(each.country, each.subdivision, years=years, language=each.language)
    return list(named.items())


def _require_known(each: HolidayList) -> None:
    countries = _library().list_supported_countries(include_aliases=False)
    if each.country not in countries:
        raise CalendarRefused(
            N_("There is no list of holidays for the country “{country}”; use a code of two letters such as DE."),
            country=each.country,
        )
    regions = countries[each.country]
    if each.subdivision is not None and each.subdivision not in regions:
        raise CalendarRefused(
            N_("“{region}” is not a region of {country} with holidays of its own; use one of {regions}."),
            region=each.subdivision,
            country=each.country,
            regions=", ".join(get_close_matches(each.subdivision, regions, n=3, cutoff=0.6) or regions) or "none",
        )
