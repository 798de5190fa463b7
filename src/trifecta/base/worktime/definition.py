"""A calendar as JSON: wall times and dates only, so that it reads the same wherever it is edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from trifecta.base.text import N_
from trifecta.base.worktime.calendar import Calendar, Closure, Opening, Windows, parse_window, week_of
from trifecta.base.worktime.errors import CalendarRefused


def to_json(calendar: Calendar) -> dict[str, Any]:
    # Absent where there is nothing to say, so that what was written down before it could be said reads the same.
    before = {} if calendar.before is None else {"before": _former(*calendar.before)}
    return before | {
        "zone": calendar.zone,
        "week": [_texts(windows) for windows in calendar.week],
        "closures": [
            {"on": closure.on.isoformat(), "name": closure.name, "stays_open": _texts(closure.stays_open)}
            for closure in calendar.closures
        ],
        "openings": [
            {"on": opening.on.isoformat(), "name": opening.name, "windows": _texts(opening.windows)}
            for opening in calendar.openings
        ],
    }


def from_json(definition: Mapping[str, Any]) -> Calendar:
    """The calendar that was written down. Raises CalendarRefused on a text that is none."""
    try:
        return Calendar(
            definition["zone"],
            week_of({number: _windows(texts) for number, texts in enumerate(definition["week"])}),
            tuple(
                Closure(date.fromisoformat(each["on"]), each["name"], _windows(each["stays_open"]))
                for each in definition["closures"]
            ),
            tuple(
                Opening(date.fromisoformat(each["on"]), _windows(each["windows"]), each["name"])
                for each in definition["openings"]
            ),
            _before(definition.get("before")),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise CalendarRefused(N_("This is not the definition of a calendar: {fault}."), fault=repr(fault)) from fault


def _former(until_on: date, hours: Calendar) -> dict[str, Any]:
    return {"until": until_on.isoformat(), "hours": to_json(hours)}


def _before(told: Mapping[str, Any] | None) -> tuple[date, Calendar] | None:
    return None if told is None else (date.fromisoformat(told["until"]), from_json(told["hours"]))


def _texts(windows: Windows) -> list[str]:
    return [str(window) for window in windows]


def _windows(texts: Iterable[str]) -> Windows:
    return tuple(parse_window(text) for text in texts)
