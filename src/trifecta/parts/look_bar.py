"""The line above numbers: by which period, and steps back and forth in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.metrics.answer import PERIODS
from trifecta.parts import periods
from trifecta.parts.look import Look
from trifecta.web import format as written


@dataclass(frozen=True, slots=True)
class LookBar:
    """
    text: what is in sight; earlier_url, later_url: empty at the ends

    notes: what to know of all numbers below; printed_at: the whole date and time, for paper
    """

    tabs: list[dict[str, Any]]
    text: str
    earlier_url: str
    later_url: str
    notes: list[str]
    printed_at: str


def bar(look: Look, url: Callable[..., str], *, sees_all: bool) -> LookBar:
    """
    url: the address of the page with `period` and `until`; an `until` of None is not in it.

    sees_all: whether the reader sees the tickets of every team
    """
    chosen = None if look.ended_on else look.until
    return LookBar(
        tabs=[
            {"label": capfirst(_(periods.WORDS[name])), "url": url(name, chosen), "current": name == look.period}
            for name in PERIODS
        ],
        text=capfirst(_text(look)),
        earlier_url="" if look.began_on and look.began_on >= look.earlier else url(look.period, look.earlier),
        later_url=url(look.period, look.later) if look.until else "",
        notes=list(_notes(look, sees_all=sees_all)),
        printed_at=written.exact(look.now),
    )


def _text(look: Look) -> str:
    """The last whole period, which is the headline, and what runs."""
    if look.until:
        return periods.said(look.last, look.period)
    return _("%(period)s and now") % {"period": periods.said(_whole(look), look.period)}


def _whole(look: Look) -> date:
    """The first day of the last whole period."""
    return periods.back(look.last, look.period, 1)


def _notes(look: Look, *, sees_all: bool) -> Iterator[str]:
    if look.ended_on is not None:
        day = periods.name(look.ended_on, "day")
        yield _("Nothing has happened since %(day)s, so these numbers look back from there.") % {"day": day}
    elif look.latest_on is not None and look.until is None and look.latest_on < _whole(look):
        yield _("Nothing has happened since %(day)s.") % {"day": periods.name(look.latest_on, "day")}
    if look.began_on is not None and look.began_on >= look.on:
        yield _("Nothing is known from before %(day)s.") % {"day": periods.name(look.began_on, "day")}
    if not sees_all:
        yield _("Without tickets of teams whose work only their members see.")
