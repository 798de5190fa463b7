"""What an entry does to a ticket, as a small number."""

from __future__ import annotations

from enum import IntEnum

import ibis
from ibis import Table
from ibis.expr.types import BooleanValue

from trifecta.tickets.events import conversation, flow, handoff, structure


class Turn(IntEnum):
    REPLY = 1
    OPENED = 2
    ASSIGNED = 3
    ACCEPTED = 4
    GIVEN_BACK = 5
    OFFERED = 6
    DECLINED = 7
    WORKED_ON = 8
    REOPENED = 9
    RESOLVED = 10
    CLOSED = 11
    CANCELLED = 12
    MERGED = 13
    RECEIVED = 14


TAKING = (Turn.OPENED, Turn.ASSIGNED, Turn.ACCEPTED, Turn.GIVEN_BACK)
"""From here on the team that is named holds the work; where none is named, nobody does."""
STARTING = (Turn.OPENED, Turn.WORKED_ON, Turn.REOPENED)
ENDING = (Turn.RESOLVED, Turn.CLOSED, Turn.CANCELLED, Turn.MERGED)
"""A ticket is open from a starting entry until an ending one, as its row says."""

KINDS = {
    conversation.MessageSent.kind: Turn.REPLY,
    conversation.MessageReceived.kind: Turn.RECEIVED,
    flow.Opened.kind: Turn.OPENED,
    handoff.Assigned.kind: Turn.ASSIGNED,
    handoff.HandoffAccepted.kind: Turn.ACCEPTED,
    handoff.GivenBack.kind: Turn.GIVEN_BACK,
    handoff.HandoffOffered.kind: Turn.OFFERED,
    handoff.HandoffDeclined.kind: Turn.DECLINED,
    flow.Waiting.kind: Turn.WORKED_ON,
    flow.Resumed.kind: Turn.WORKED_ON,
    flow.Reopened.kind: Turn.REOPENED,
    flow.Rejected.kind: Turn.REOPENED,
    flow.Resolved.kind: Turn.RESOLVED,
    flow.Closed.kind: Turn.CLOSED,
    flow.Cancelled.kind: Turn.CANCELLED,
    structure.Merged.kind: Turn.MERGED,
}
NOBODY = -1


def turns(entries: Table) -> Table:
    """
    One row per entry that turns a ticket's story. Grain: entry.

    team: who holds the work from now on, or who solved it; NOBODY where none is named.
    """
    turn = entries.kind.cases(*((kind, int(turn)) for kind, turn in KINDS.items()))
    told = entries.filter(entries.kind.isin(list(KINDS))).mutate(turn=turn)
    team = ibis.ifelse(told.turn == Turn.GIVEN_BACK, told.f_to_team, told.f_team)
    return told.filter((told.turn != Turn.REPLY) | _is_response(told)).select(
        entry=told.entry_id,
        ticket=told.stream_id,
        seq=told.seq,
        at_us=told.at_us,
        turn=told.turn,
        team=team.fill_null(NOBODY).cast("int32"),
    )


def _is_response(told: Table) -> BooleanValue:
    """Only a human agent's public answer is one, as in the ticket's row."""
    return (told.actor_sort == "staff") & ~told.f_automatic.fill_null(False)  # noqa: FBT003
