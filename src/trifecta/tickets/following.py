"""What each role of a participant may see and do: one table, for customers and colleagues alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from trifecta.base.entries import Entry, in_order
from trifecta.base.text import N_
from trifecta.tickets.events.participants import ParticipantAdded, ParticipantRemoved

Follower = tuple[str, int]
"""The sort and id of who follows: ("customer", 7)."""


class Sight(IntEnum):
    """How much of a ticket's story someone reads; each includes the one before."""

    NOTHING = 0
    PROGRESS = 1
    """What became of it and when, without a word of what was said."""
    CONVERSATION = 2
    """And what the desk and the customer wrote to each other."""
    EVERYTHING = 3
    """And what the desk keeps to itself: notes, handoffs, who works on it."""


class Part(NamedTuple):
    label: str
    sight: Sight
    writes: bool


ROLES: Mapping[str, Part] = {
    "cc": Part(N_("in copy: reads and writes"), Sight.CONVERSATION, writes=True),
    "manager": Part(N_("manager: reads what is written"), Sight.CONVERSATION, writes=False),
    "watcher": Part(N_("watcher: sees what becomes of it"), Sight.PROGRESS, writes=False),
}


def followers(entries: Iterable[Entry]) -> dict[Follower, str]:
    """Who follows a ticket in which role, from its story."""
    found: dict[Follower, str] = {}
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, ParticipantAdded):
            found[_who(event)] = event.role
        elif isinstance(event, ParticipantRemoved):
            found.pop(_who(event), None)
    return found


def _who(event: ParticipantAdded | ParticipantRemoved) -> Follower:
    return ("customer", event.customer) if event.customer else ("agent", event.agent or 0)
