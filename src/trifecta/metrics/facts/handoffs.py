"""The fact `handoffs`: each offer of the work to another team, and what it comes to for the ticket."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.clock import Times
from trifecta.metrics.facts.columns import NONE, Columns, Ints, Words, at, first_known, in_order, places_of
from trifecta.metrics.facts.declared import HANDOFFS
from trifecta.metrics.facts.names import Names
from trifecta.metrics.facts.runs import Runs
from trifecta.metrics.facts.turns import Turn

LOST_AFTER_S = 8 * 3600
"""Business time that nobody had it, all offers together."""
LOST_AFTER_DECLINED = 2
_ANSWERS = ("accepted", "declined", "withdrawn", "ended")
_NUMBERS = dict.fromkeys(Turn, 2) | {
    Turn.ACCEPTED: 0,
    Turn.DECLINED: 1,
    **dict.fromkeys((Turn.RESOLVED, Turn.CLOSED, Turn.CANCELLED, Turn.MERGED), 3),
}
_ANSWER_OF = np.array([NONE, *(_NUMBERS[turn] for turn in Turn), NONE], np.int8)
"""By turn; the last place is that of NONE."""
_OF_TICKET = {*HANDOFFS.dimensions, "current_team", "owner", "assignee"} - {
    *("team", "from_team", "level", "reason", "answer"),
}


def handoffs(offers: Columns, reasons: Words, tickets: Columns, names: Names, times: Times) -> Columns:
    """One row per offer on these tickets. reasons: of all entries; tickets: the columns of that fact."""
    known = places_of(offers["ticket"], tickets["ticket"]) != NONE
    own = {name: column[known] for name, column in offers.items()}
    places = places_of(own["ticket"], tickets["ticket"])
    calendar = names.calendar_of(tickets["service"][places])
    until_us = first_known(own["answered_us"], np.full(places.size, times.now_us))
    return {
        **own,
        **{name: tickets[name][places] for name in _OF_TICKET},
        "level": names.level(own["team"]),
        "reason": reasons[own["place"]],
        "answer": Words(_ANSWER_OF[own["answer"]], _ANSWERS),
        "offered_on": times.zone.day(own["offered_us"]),
        "answered_on": times.zone.day(own["answered_us"]),
        "nobody_s": times.business.between_s(own["offered_us"], until_us, calendar),
        "is_answered": own["answered_us"] != NONE,
    }


def of_tickets(tickets: Columns, offers: Columns, stays: Columns, received: Columns) -> Columns:
    """What the offers and stays of tickets, until they were first resolved or so far, tell of them as a whole."""
    places = places_of(offers["ticket"], tickets["ticket"])
    solved_us = at(tickets["first_resolved_us"], places)
    places = np.where((solved_us == NONE) | (offers["offered_us"] < solved_us), places, NONE)
    count = tickets["ticket"].size
    is_declined = (places != NONE) & offers["answer"].is_("declined")
    waited = (places != NONE) & (offers["nobody_s"] != NONE)
    declined_count = np.bincount(places[is_declined], minlength=count)
    nobody_s = np.bincount(places[waited], offers["nobody_s"][waited], minlength=count).astype(np.int64)
    return {
        "offer_count": np.bincount(places[places != NONE], minlength=count),
        "declined_count": declined_count,
        "nobody_s": nobody_s,
        "is_lost": (nobody_s > LOST_AFTER_S) | (declined_count >= LOST_AFTER_DECLINED),
        "explained_again_count": _explained_again(tickets, stays, received),
    }


def _explained_again(tickets: Columns, stays: Columns, received: Columns) -> Ints:
    """By ticket, how many stays with another team than the first one the customer had to write something in."""
    places = places_of(stays["ticket"], tickets["ticket"])
    first_team, solved_us = at(tickets["first_team"], places), at(tickets["first_resolved_us"], places)
    is_later = ~stays["is_offered"] & (stays["team"] != NONE) & (stays["team"] != first_team)
    later = np.flatnonzero(is_later & ((solved_us == NONE) | (stays["from_us"] < solved_us)))
    passed_on = np.unique(stays["ticket"][later])
    written = np.flatnonzero(places_of(received["ticket"], passed_on) != NONE)
    ticket = np.concatenate([stays["ticket"][later], received["ticket"][written]])
    instant = np.concatenate([stays["from_us"][later], received["at_us"][written]])
    order = in_order(ticket, then=instant)
    is_stay = order < later.size
    lasting = Runs(ticket[order]).latest(is_stay) if order.size else order
    held = later[order[lasting[~is_stay & (lasting != NONE)]]]
    said_us = instant[order[~is_stay & (lasting != NONE)]]
    until_us = stays["until_us"][held]
    heard = np.unique(held[(until_us == NONE) | (said_us < until_us)])
    return np.bincount(places[heard], minlength=tickets["ticket"].size)
