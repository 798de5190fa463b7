"""Windows and dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trifecta.base.worktime.calendar import Closure, Opening, Windows, parse_window
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.parts import spoken

_DASH = re.compile(r"\s*[-–]\s*")
_WINDOW = r"\d{1,2}:\d\d(?::\d\d)?\s*[-–]\s*\d{1,2}:\d\d(?::\d\d)?"
_DATE = r"\d{4}-\d\d-\d\d"
_DATES = rf"(?P<on>{_DATE})(?:[\s,;]*[\s–-][\s,;]*(?P<until>{_DATE}))?"
_LINE = re.compile(rf"{_DATES}(?P<windows>(?:[\s,;]+{_WINDOW})*)[\s,;]*(?P<name>.*)", re.ASCII)
LONGEST_NAME = 80
MOST_LINES = MOST_DAYS = 400


def windows(text: str) -> Windows:
    """Raises CalendarRefused."""
    return tuple(parse_window(part) for part in re.split(r"[\s,;]+", _DASH.sub("-", text)) if part)


def written(found: Windows) -> str:
    return " ".join(str(window) for window in found)


class LongSelect(forms.Select):
    """A select of hundreds, written in one go: Django’s own asks a template for each option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        chosen, plain, marked = str(value or ""), SafeString(""), SafeString(" selected")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, marked if code == chosen else plain, label) for code, label in self.choices),
        )
        told = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(told), options)


class WindowsField(forms.CharField):
    """Windows of one day, such as “09:00-12:00 13:00-17:00”; nothing is a closed day."""

    def to_python(self, value: Any) -> Any:
        """The windows. Raises ValidationError on what is none."""
        try:
            return windows(super().to_python(value) or "")
        except CalendarRefused as error:
            raise forms.ValidationError(spoken.said(error.sentence)) from error

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else written(value or ())


class DatesField(forms.CharField):
    """
    A date a line, or the first and the last of several, with windows and a name if need be: “2026-12-24 2026-12-26
    Christmas”.

    needs_windows: whether a date alone says nothing.
    """

    def __init__(self, *, needs_windows: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.needs_windows = needs_windows

    def to_python(self, value: Any) -> Any:
        """(date, windows, name) of each day. Raises ValidationError that names the line."""
        lines = (super().to_python(value) or "").splitlines()
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Write at most %(most)d lines.") % {"most": MOST_LINES})
        told = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
        found = [(number, day) for number, line in told for day in _read(number, line)]
        for number, (on, day_windows, _name) in found:
            if self.needs_windows and not day_windows:
                raise forms.ValidationError(
                    _("Line %(number)d: say from when to when, like %(on)s 10:00-14:00.") % {"number": number, "on": on}
                )
        return tuple(day for _, day in found)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(_lines(value or ()))


def _lines(days: Iterable[tuple[date, Windows, str]]) -> Iterable[str]:
    return (" ".join(filter(None, (on.isoformat(), written(found), name))) for on, found, name in days)


def _read(number: int, line: str) -> list[tuple[date, Windows, str]]:
    """The days of a line, each with its windows and the name."""
    match = _LINE.fullmatch(line.strip())
    told = {"number": number, "line": line.strip()[:60]}
    if match is None:
        raise forms.ValidationError(
            _("Line %(number)d, “%(line)s”: begin with the date, like 2026-12-24 Christmas Eve.") % told
        )
    try:
        first_on, last_on = date.fromisoformat(match["on"]), date.fromisoformat(match["until"] or match["on"])
        found, name = windows(match["windows"]), match["name"].strip()[:LONGEST_NAME]
    except CalendarRefused as error:
        raise forms.ValidationError(
            _("Line %(number)d: %(why)s") % {**told, "why": spoken.said(error.sentence)}
        ) from error
    except ValueError as error:
        raise forms.ValidationError(_("Line %(number)d, “%(line)s”: there is no such date.") % told) from error
    count = (last_on - first_on).days + 1
    if not 0 < count <= MOST_DAYS:
        raise forms.ValidationError(
            _("Line %(number)d, “%(line)s”: the last day must follow the first one within a year.") % told
        )
    return [(first_on + timedelta(days=day), found, name) for day in range(count)]


def closures(days: Iterable[tuple[date, Windows, str]]) -> tuple[Closure, ...]:
    return tuple(Closure(on, name, stays_open) for on, stays_open, name in days)


def openings(days: Iterable[tuple[date, Windows, str]]) -> tuple[Opening, ...]:
    return tuple(Opening(on, found, name) for on, found, name in days)
