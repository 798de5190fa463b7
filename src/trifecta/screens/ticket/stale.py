"""An act is meant for the ticket as its page showed it: what others did since is said before it is overwritten."""

from __future__ import annotations

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.base.errors import RuleBroken
from trifecta.staff.models import Agent
from trifecta.tickets import names, story, timeline, wording
from trifecta.tickets.models import Ticket
from trifecta.web import format as written

# What a colleague writes changes nothing about where the ticket stands.
BESIDE = frozenset({"ticket.message_sent", "ticket.note_added", "ticket.linked"})
MOST_TOLD = 3


class MovedOn(RuleBroken):
    """Somebody else did something to the ticket that the page did not show yet."""


def require_seen(ticket: Ticket, seen: str, *, by: Agent) -> None:
    """
    Hold the ticket, and let the act go on if nothing happened since. Raises MovedOn.

    seen: the number of the last entry that the page showed; nothing for a form that does not say it.
    """
    if not seen.isdecimal():
        return
    story.hold(ticket)
    moments = timeline.timeline(ticket, seen_by=by)
    news = [
        moment
        for moment in moments
        if moment.seq > int(seen)
        and moment.actor != by.actor
        and moment.kind.startswith("ticket.")
        and moment.kind not in BESIDE
    ][-MOST_TOLD:]
    if news:
        known, now = names.names_of(news), timezone.now()
        told = "; ".join(
            f"{capfirst(wording.sentence_of(moment, known))} ({written.moment(moment.at, now=now)})" for moment in news
        )
        raise MovedOn(
            _("Meanwhile: %(news)s. The page shows it now; do this again if you still want to.") % {"news": told}
        )
