"""What was said. The words themselves are rows keyed by (ticket, seq)."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("ticket.message_sent", N_("{actor} replied"), erasure=Erasure.WORDS)
class MessageSent(Event):
    """A public answer to the customer. Automatic ones are no response (promise case 18)."""

    channel: Code | None = None
    automatic: bool | None = None


@kind("ticket.message_received", N_("{actor} wrote"), erasure=Erasure.WORDS)
class MessageReceived(Event):
    """From the customer or a participant. automatic: out of office and the like; thanks: that and nothing else."""

    channel: Code | None = None
    automatic: bool | None = None
    thanks: bool | None = None


@kind("ticket.note_added", N_("{actor} added an internal note"), erasure=Erasure.WORDS)
class NoteAdded(Event):
    pass
