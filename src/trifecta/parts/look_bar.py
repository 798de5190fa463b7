"""The line above numbers: by which period, and steps back and forth in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.metrics.answer import PERIODS
from trifecta.parts import periods
from trifecta.parts.look import Look


@dataclass(frozen=True, slots=True)
class LookBar:
    """text: up to when one looks; later_url: empty at the latest; note: why one does not look from now, or nothing."""

    tabs: list[dict[str, Any]]
    text: str
    earlier_url: str
    later_url: str
    note: str


def bar(look: Look, url: Callable[..., str]) -> LookBar:
    """url: the address of the page with `period` and `until`; an `until` of None is not in it."""
    chosen = None if look.ended_on else look.until
    return LookBar(
        tabs=[
            {"label": capfirst(_(periods.WORDS[name])), "url": url(name, chosen), "current": name == look.period}
            for name in PERIODS
        ],
        text=capfirst(periods.said(look.last, look.period)) if look.until else _("Up to now"),
        earlier_url=url(look.period, look.earlier),
        later_url=url(look.period, look.later) if look.until else "",
        note=_note(look),
    )


def _note(look: Look) -> str:
    if look.ended_on is None:
        return ""
    day = periods.name(look.ended_on, "day")
    return _("Nothing has happened since %(day)s, so these numbers look back from there.") % {"day": day}
