"""Say that a fact was recorded wrongly; the right one, if there is one, is told by an act of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.entries import Entry
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules, sense, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events import flow, structure
from trifecta.tickets.models import Ticket
from trifecta.tickets.replay import STEPS, replay

# What has a row or a story of its own beside the ticket's is taken back by the act that is made for it.
NOT_CORRECTED = {flow.Opened.kind, structure.Merged.kind, structure.Linked.kind}
CORRECTABLE = STEPS.keys() - NOT_CORRECTED


@transaction.atomic
def correct(ticket: Ticket, *, seq: int, words: str = "", by: Agent, at: datetime) -> Ticket:
    """
    The ticket as it is when entry `seq` does not count: its row is told anew by its story.

    The entry stays in the log, marked as corrected; later entries must make sense without it. Whoever told it may
    correct it, and leads and leaders what others told. Raises NotYourTicket, NothingToCorrect, MakesNoSense,
    MergedAway.
    """
    ticket = permits.admit(by, Act.CORRECT, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    entries = journal.read(ticket.stream)
    _require_correctable(entries, seq, ticket, by)
    if sense.built_on(entries, seq):
        raise refusals.MakesNoSense(N_("What came later builds on this; correct the later entries first."))
    corrected = structure.Corrected(supersedes=seq)
    after = [*entries, Entry(len(entries) + 1, at, by.actor, corrected)]
    story.tell(ticket, corrected, *_take_over(ticket, after), by=by, at=at, words=words)
    return ticket


def _require_correctable(entries: list[Entry], seq: int, ticket: Ticket, by: Agent) -> None:
    superseded = {entry.event.supersedes for entry in entries if isinstance(entry.event, structure.Corrected)}
    found = next((entry for entry in entries if entry.seq == seq and seq not in superseded), None)
    if found is None or found.event.kind not in CORRECTABLE:
        raise refusals.NothingToCorrect(N_("This entry cannot be corrected; undo it by an act of its own."))
    if found.actor != by.actor:
        permits.require_leads(by, ticket)


def _take_over(ticket: Ticket, entries: list[Entry]) -> list[str]:
    """Bring the row up to the story, and name the columns that this touches."""
    told = replay(entries)
    changed = [name for name, value in told.items() if name != "updated_at" and getattr(ticket, name) != value]
    for name in changed:
        setattr(ticket, name, told[name])
    return changed
