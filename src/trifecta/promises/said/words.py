"""The words that were given on a ticket, and which of them still run."""

from __future__ import annotations

from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.promises import rules
from trifecta.promises.events import WordBroken, WordGiven, WordKept
from trifecta.tickets.models import Ticket


def given_on(ticket: Ticket) -> list[WordGiven]:
    return [entry.event for entry in journal.read(ticket.stream) if isinstance(entry.event, WordGiven)]


def require_running(ticket: Ticket, word: str) -> None:
    """Raises NoSuchWord."""
    running: set[str] = set()
    for entry in journal.read(ticket.stream):
        event = entry.event
        if isinstance(event, WordGiven):
            running.add(event.word)
        elif isinstance(event, WordKept | WordBroken):
            running.discard(event.word)
    if word not in running:
        raise rules.NoSuchWord(N_("This word was never given, or it was kept or taken back already."))
