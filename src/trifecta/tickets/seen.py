"""An act is meant for the ticket as it was when whoever acts looked at it; every door can say when that was."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.base.actors import Actor
from trifecta.base.entries import Entry
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.tickets import story
from trifecta.tickets.models import Ticket

# What changes nothing about where the ticket stands.
BESIDE = frozenset({
    *("ticket.message_sent", "ticket.note_added", "ticket.linked", "ticket.unlinked", "ticket.split"),
    *("ticket.participant_added", "ticket.participant_removed", "ticket.validation_asked"),
})  # fmt: skip


class MovedOn(RuleBroken):
    """Somebody else did something to the ticket since it was looked at; news: what, oldest first."""

    def __init__(self, news: Sequence[Entry]) -> None:
        super().__init__(N_("Somebody else changed this ticket meanwhile; look at it again before you act."))
        self.news = news


def require_latest(ticket: Ticket, *, seen: int, by: Actor) -> None:
    """
    Hold the ticket until the transaction ends, for an act that follows in it. Raises MovedOn.

    seen: the number of the last entry that whoever acts knew of.
    """
    story.hold(ticket)
    news = [entry for entry in journal.read(ticket.stream)[seen:] if _counts(entry, by)]
    if news:
        raise MovedOn(news)


def _counts(entry: Entry, by: Actor) -> bool:
    kind = entry.event.kind
    return entry.actor != by.actor and kind.startswith("ticket.") and kind not in BESIDE
