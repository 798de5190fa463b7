"""What an entry does to a ticket, as a small number."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from trifecta.metrics.facts.columns import Columns
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.events import flow, handoff, structure


class Turn(IntEnum):
    OPENED = 1
    ASSIGNED = 2
    ACCEPTED = 3
    GIVEN_BACK = 4
    OFFERED = 5
    DECLINED = 6
    WORKED_ON = 7
    REOPENED = 8
    RESOLVED = 9
    CLOSED = 10
    CANCELLED = 11
    MERGED = 12
    WITHDRAWN = 13


TAKING = (Turn.OPENED, Turn.ASSIGNED, Turn.ACCEPTED, Turn.GIVEN_BACK)
"""From here on the team that is named holds the work; where none is named, nobody does."""
STARTING = (Turn.OPENED, Turn.WORKED_ON, Turn.REOPENED)
ENDING = (Turn.RESOLVED, Turn.CLOSED, Turn.CANCELLED, Turn.MERGED)
"""A ticket is open from a starting entry until an ending one, as its row says."""
ANSWERING = (Turn.OFFERED, Turn.ACCEPTED, Turn.DECLINED, Turn.WITHDRAWN, *ENDING)
"""An offer stands until one of these, or until the work comes to another team otherwise."""

KINDS = {
    flow.Opened.kind: Turn.OPENED,
    handoff.Assigned.kind: Turn.ASSIGNED,
    handoff.HandoffAccepted.kind: Turn.ACCEPTED,
    handoff.GivenBack.kind: Turn.GIVEN_BACK,
    handoff.HandoffOffered.kind: Turn.OFFERED,
    handoff.HandoffDeclined.kind: Turn.DECLINED,
    handoff.HandoffWithdrawn.kind: Turn.WITHDRAWN,
    flow.Waiting.kind: Turn.WORKED_ON,
    flow.Resumed.kind: Turn.WORKED_ON,
    flow.Reopened.kind: Turn.REOPENED,
    flow.Rejected.kind: Turn.REOPENED,
    flow.Resolved.kind: Turn.RESOLVED,
    flow.Closed.kind: Turn.CLOSED,
    flow.Cancelled.kind: Turn.CANCELLED,
    structure.Merged.kind: Turn.MERGED,
}
TOLD = Wanted("ticket", frozenset(KINDS), ("team", "to_team", "assignee", "reason"))


def turns(told: Columns) -> Columns:
    """
    One row per entry that turns a ticket's story. Grain: entry.

    team: who holds the work from now on, who is offered it, or who solved it; NONE where nobody is named.
    assignee: who works on it. reason: of an offer
    """
    turn = np.array([*(KINDS.get(kind, 0) for kind in told["kind"].known), 0], np.int8)[told["kind"].numbers]
    team = np.where((turn == Turn.GIVEN_BACK) | (turn == Turn.OFFERED), told["to_team"], told["team"])
    kept = ("ticket", "seq", "at_us", "assignee", "reason")
    return {**{name: told[name] for name in kept}, "turn": turn, "team": team}
