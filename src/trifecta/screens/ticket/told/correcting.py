"""Which lines of the story their reader may say to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits, sense
from trifecta.tickets.actions.structure.correct import CORRECTABLE
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment


def correctable(
    ticket: Ticket, moments: Sequence[Moment], *, by: Agent, ties: frozenset[permits.Relation]
) -> frozenset[int]:
    """
    The numbers of the entries that this agent may correct, be it after later ones of theirs.

    ties: to the ticket. What an entry builds on that somebody else would have to correct first is not among them. No
    query where nothing comes into question, else one.
    """
    mine = {moment.seq for moment in _permitted(moments, by, ties)}
    others = [moment.seq for moment in moments if _demands(moment) and moment.seq not in mine]
    doubtful = sorted((seq for seq in mine if seq < max(others, default=0)), reverse=True)
    entries = journal.read(ticket.stream) if doubtful else []
    for seq in doubtful:
        if not sense.built_on(entries, seq) <= mine:
            mine.discard(seq)
    return frozenset(mine)


def _permitted(moments: Sequence[Moment], by: Agent, ties: frozenset[permits.Relation]) -> Iterator[Moment]:
    if not permits.PERMITS[Act.CORRECT] & ties:
        return
    leads = permits.leads(ties)
    for moment in moments:
        if moment.kind in CORRECTABLE and not moment.is_superseded and (leads or moment.actor == by.actor):
            yield moment


def _demands(moment: Moment) -> bool:
    return moment.kind in sense.DEMANDING and not moment.is_superseded
