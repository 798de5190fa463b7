"""What people say to each other on tickets."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.columns import NONE, Columns, Ints, Mask, at, places_of, rows_at
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.codes import SPOKEN_CHANNELS
from trifecta.tickets.events.conversation import MessageReceived, MessageSent
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.events.structure import Linked

TOLD = Wanted(
    "ticket",
    frozenset({MessageSent.kind, MessageReceived.kind, Linked.kind, Opened.kind}),
    ("actor_sort", "automatic", "thanks", "direction", "answered", "channel"),
)
_NEVER = np.iinfo(np.int64).max


def replies(told: Columns) -> Columns:
    """Only a human agent's public answer, or call that the customer answered, is one, as in the ticket's row."""
    is_written = told["kind"].is_(MessageSent.kind) & (told["automatic"] != 1)
    is_called = told["kind"].is_(Linked.kind) & told["direction"].is_("outbound") & (told["answered"] == 1)
    return _instants(told, (is_written | is_called) & told["actor_sort"].is_("staff"))


def received(told: Columns) -> Columns:
    """What customers write with something to say."""
    is_said = (told["automatic"] != 1) & (told["thanks"] != 1)
    return _instants(told, told["kind"].is_(MessageReceived.kind) & is_said)


def _instants(told: Columns, wanted: Mask) -> Columns:
    return rows_at({name: told[name] for name in ("ticket", "seq", "at_us")}, np.flatnonzero(wanted))


def firsts(ticket: Ints, told: Columns, replies: Columns) -> Columns:
    """Of tickets in ascending order: when they were first responded to, and whether there was any conversation."""
    first = np.full(ticket.size + 1, _NEVER)  # the last place is that of no ticket
    for answered in (replies, _answered_at_once(told)):
        np.minimum.at(first, places_of(answered["ticket"], ticket), answered["at_us"])
    received = told["ticket"][told["kind"].is_(MessageReceived.kind)]
    has_received = np.zeros(ticket.size + 1, bool)
    has_received[places_of(received, ticket)] = True
    is_answered = first != _NEVER
    return {
        "first_response_us": np.where(is_answered, first, NONE)[:-1],
        "has_conversation": (is_answered | has_received)[:-1],
    }


def _answered_at_once(told: Columns) -> Columns:
    """What an agent opened while talking with the customer."""
    spoken = np.logical_or.reduce([told["channel"].is_(channel) for channel in SPOKEN_CHANNELS])
    return _instants(told, told["kind"].is_(Opened.kind) & told["actor_sort"].is_("staff") & spoken)


def early_counts(tickets: Columns, replies: Columns) -> Ints:
    """How many came before the first resolution; all, where there is none. tickets: with `solved_seq`."""
    places = places_of(replies["ticket"], tickets["ticket"])
    solved_us = at(tickets["first_resolved_us"], places)
    is_early = (replies["at_us"] < solved_us) | (solved_us == NONE)
    is_early |= (replies["at_us"] == solved_us) & (replies["seq"] < at(tickets["solved_seq"], places))
    return np.bincount(places[is_early & (places != NONE)], minlength=tickets["ticket"].size)
