"""What others did since the page was read is said before an act overwrites it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.base.errors import RuleBroken
from trifecta.staff.models import Agent
from trifecta.tickets import names, seen, timeline, wording
from trifecta.tickets.models import Ticket
from trifecta.web import format as written

MOST_TOLD = 3


class MovedOn(RuleBroken):
    """Somebody else did something to the ticket that the page did not show yet."""


def require_seen(ticket: Ticket, shown: str, *, by: Agent) -> None:
    """
    Hold the ticket, and let the act go on if nothing happened since. Raises MovedOn.

    shown: the number of the last entry that the page showed; nothing for a form that does not say it.
    """
    if told := news(ticket, shown, by=by):
        raise MovedOn(_("Meanwhile: %(news)s. The page shows it now; do this again if you still want to.") % told)


def news(ticket: Ticket, shown: str, *, by: Agent) -> dict[str, str]:
    """What others did since, as `news` in a sentence; empty where nothing happened. Inside a transaction."""
    if not shown.isdecimal():
        return {}
    try:
        seen.require_latest(ticket, seen=int(shown), by=by)
    except seen.MovedOn as error:
        return {"news": _told(ticket, {entry.seq for entry in error.news}, by)}
    return {}


def _told(ticket: Ticket, news: set[int], by: Agent) -> str:
    moments = [moment for moment in timeline.timeline(ticket, seen_by=by) if moment.seq in news][-MOST_TOLD:]
    known, now = names.names_of(moments), timezone.now()
    return "; ".join(
        f"{capfirst(wording.sentence_of(moment, known))} ({written.moment(moment.at, now=now)})" for moment in moments
    )
