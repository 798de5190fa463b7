"""The fact `stays`: whose an open ticket was, and when."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.clock import DAY_S, MICRO, Times
from trifecta.metrics.facts.columns import NONE, Columns, Ints, Words, first_known, places_of
from trifecta.metrics.facts.declared import RECENT_WEEKS, STAYS
from trifecta.metrics.facts.names import Names
from trifecta.metrics.facts.turns import Turn

_OF_TICKET = {*STAYS.dimensions, "waits_since_us", "current_team", "owner", "assignee"} - {"team", "level"}
_ENDINGS = ("", *(turn.name.lower() for turn in Turn))
"""What the numbers of the turns are called."""


def stays(folded: Columns, tickets: Columns, names: Names, times: Times) -> Columns:
    """One row per stay of these tickets. tickets: the columns of that fact."""
    places = places_of(folded["ticket"], tickets["ticket"])
    known = places != NONE
    own = {name: column[known] for name, column in folded.items()}
    since_us = tickets["waits_since_us"][places[known]]
    calendar = names.calendar_of(tickets["service"][places[known]])
    until_us = first_known(own["until_us"], np.full(since_us.size, times.now_us))
    instants = {"from": own["from_us"], "until": own["until_us"], "recent": _recent_until_us(own["until_us"], times)}
    numbers = {end: times.numbered.of(times.zone.day(instant_us)) for end, instant_us in instants.items()}
    return {
        **own,
        **{name: tickets[name][places[known]] for name in _OF_TICKET},
        "level": names.level(own["team"]),
        "ended_by": Words(own["ended_by"], _ENDINGS),
        "opened_s": since_us // MICRO,
        "from_on": times.zone.day(own["from_us"]),
        "held_s": times.business.between_s(own["from_us"], until_us, calendar),
        "is_over": own["until_us"] != NONE,
        **{f"{end}_{period}": values for end in numbers for period, values in numbers[end].items()},
    }


def _recent_until_us(until_us: Ints, times: Times) -> Ints:
    """The last instant at which the end of a stay is recent; NONE while it is, and while the stay lasts."""
    recent_us = until_us + RECENT_WEEKS * 7 * DAY_S * MICRO
    return np.where((until_us == NONE) | (recent_us >= times.now_us), NONE, recent_us)
