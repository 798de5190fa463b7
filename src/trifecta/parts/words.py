"""How codes of tickets are said on a page; a code of a foreign history is shown as it came."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from trifecta.tickets import codes

STATES = {
    "open": gettext_noop("open"),
    "waiting": gettext_noop("waiting"),
    "resolved": gettext_noop("solved?"),
    "closed": gettext_noop("closed"),
    "cancelled": gettext_noop("cancelled"),
    "merged": gettext_noop("merged"),
}
TONES = {"waiting": "paused", "resolved": "risk", "closed": "kept"}


def state(code: str | None) -> str:
    return _(STATES[code]) if code in STATES else code or ""


def tone(code: str | None) -> str:
    """The pill's state of a ticket's state; a claim that nobody confirmed is no success yet."""
    return TONES.get(code or "", "")


def priority(number: int | None) -> str:
    return _label(codes.PRIORITIES, None if number is None else str(number))


def sort(code: str | None) -> str:
    return _label(codes.SORTS, code)


def channel(code: str | None) -> str:
    return _label(codes.CHANNELS, code)


def _label(choices: Iterable[codes.Choice], code: str | None) -> str:
    labels = {choice.code: choice.label for choice in choices}
    return _(labels[code]) if code in labels else code or ""
