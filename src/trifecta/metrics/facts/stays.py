"""The fact `stays`: whose an open ticket was, and when."""

from __future__ import annotations

from trifecta.metrics.facts.clock import MICRO, Times
from trifecta.metrics.facts.columns import NONE, Columns, Words, places_of
from trifecta.metrics.facts.declared import STAYS
from trifecta.metrics.facts.names import Names
from trifecta.metrics.facts.turns import Turn

_OF_TICKET = {*STAYS.dimensions, "opened_us", "current_team", "owner", "assignee"} - {"team", "level"}
_ENDINGS = ("", *(turn.name.lower() for turn in Turn))
"""What the numbers of the turns are called."""


def stays(folded: Columns, tickets: Columns, names: Names, times: Times) -> Columns:
    """One row per stay of these tickets. tickets: the columns of that fact."""
    places = places_of(folded["ticket"], tickets["ticket"])
    known = places != NONE
    own = {name: column[known] for name, column in folded.items()}
    opened_us = tickets["opened_us"][places[known]]
    numbers = {end: times.numbered.of(times.zone.day(own[f"{end}_us"])) for end in ("from", "until")}
    return {
        **own,
        **{name: tickets[name][places[known]] for name in _OF_TICKET},
        "level": names.level(own["team"]),
        "ended_by": Words(own["ended_by"], _ENDINGS),
        "opened_s": opened_us // MICRO,
        **{f"{end}_{period}": values for end in numbers for period, values in numbers[end].items()},
    }
