"""Windows and dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
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
_LINE = re.compile(rf"(?P<on>\d{{4}}-\d\d-\d\d)(?P<windows>(?:[\s,;]+{_WINDOW})*)[\s,;]*(?P<name>.*)", re.ASCII)
LONGEST_NAME = 80
MOST_LINES = 400


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
    """A date a line, with windows and a name if need be: “2026-12-24 09:00-12:00 Christmas Eve”."""

    def to_python(self, value: Any) -> Any:
        """(date, windows, name) of each line. Raises ValidationError that names the line."""
        lines = (super().to_python(value) or "").splitlines()
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Write at most %(most)d lines.") % {"most": MOST_LINES})
        return tuple(_read(number, line) for number, line in enumerate(lines, start=1) if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(_lines(value or ()))


def _lines(days: Iterable[tuple[date, Windows, str]]) -> Iterable[str]:
    return (" ".join(filter(None, (on.isoformat(), written(found), name))) for on, found, name in days)


def _read(number: int, line: str) -> tuple[date, Windows, str]:
    match = _LINE.fullmatch(line.strip())
    told = {"number": number, "line": line.strip()[:60]}
    if match is None:
        raise forms.ValidationError(
            _("Line %(number)d, “%(line)s”: begin with the date, like 2026-12-24 Christmas Eve.") % told
        )
    try:
        return date.fromisoformat(match["on"]), windows(match["windows"]), match["name"].strip()[:LONGEST_NAME]
    except CalendarRefused as error:
        raise forms.ValidationError(
            _("Line %(number)d: %(why)s") % {**told, "why": spoken.said(error.sentence)}
        ) from error
    except ValueError as error:
        raise forms.ValidationError(_("Line %(number)d, “%(line)s”: there is no such date.") % told) from error


def closures(days: Iterable[tuple[date, Windows, str]]) -> tuple[Closure, ...]:
    return tuple(Closure(on, name, stays_open) for on, stays_open, name in days)


def openings(days: Iterable[tuple[date, Windows, str]]) -> tuple[Opening, ...]:
    return tuple(Opening(on, found, name) for on, found, name in days)
