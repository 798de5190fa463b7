"""
The fold of the tickets' stories: what SQL would need many sorted windows for, in one pass over sorted columns.

A story is read in order of (`happened_at`, `seq`), as `tickets.replay` reads it; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from trifecta.metrics.facts.columns import NONE, Ints, Mask, at, changes, first_known, in_order
from trifecta.metrics.facts.runs import Runs
from trifecta.metrics.facts.turns import ANSWERING, ENDING, STARTING, TAKING, Turn

PIECE = 1 << 17
"""Entries that are folded at once: few enough to stay in the processor's cache."""
Numbers = Mapping[str, Ints]
Levels = Callable[[Ints], Ints]


class Folded(NamedTuple):
    """What the stories of a piece come to, in columns."""

    stories: dict[str, Ints]
    stays: dict[str, Ints]
    offers: dict[str, Ints]


def pieces(turns: Numbers, *, size: int = PIECE) -> Iterator[Ints]:
    """Places of whole stories, ticket by ticket, some `size` entries at a time; at least one piece."""
    order = in_order(turns["ticket"])
    ticket = turns["ticket"][order]
    start = 0
    while start < order.size or start == 0:
        end = order.size
        if start + size < end:
            end = int(np.searchsorted(ticket, ticket[start + size], side="right"))
        yield order[start:end]
        start = max(end, 1)


def fold(turns: Numbers, places: Ints, *, is_first_level: Levels) -> Folded:
    """
    One row per story; one per stay, the time in which a ticket was open with one team, or on offer to one; one per
    offer of a handoff.

    turns: numbers; places: of whole stories, one after the other, each in the order of the log
    is_first_level: of teams, 1 or 0, NONE where nobody knows
    Instants `_us` are microseconds; NONE where there is none.
    """
    piece = _in_order({"place": np.array(places), **{name: column[places] for name, column in turns.items()}})
    runs = Runs(piece["ticket"])
    taken = runs.latest(_is(piece["turn"], *TAKING))
    held = at(piece["team"], taken)
    answers = _is(piece["turn"], *ANSWERING) | changes(runs.number, held)
    return Folded(
        _stories(piece, runs, taken, is_first_level),
        _stays(piece, runs, held, answers),
        _offers(piece, runs, held, answers),
    )


def _in_order(piece: dict[str, Ints]) -> dict[str, Ints]:
    """The log arrives nearly in order; only stories that were told out of order are sorted."""
    ticket, instant, seq = piece["ticket"], piece["at_us"], piece["seq"]
    late = (instant[1:] < instant[:-1]) | ((instant[1:] == instant[:-1]) & (seq[1:] < seq[:-1]))
    late &= ticket[1:] == ticket[:-1]
    if not late.any():
        return piece
    runs = Runs(ticket)
    rows = np.flatnonzero(runs.any(np.flatnonzero(late))[runs.number])
    ordered = rows[np.lexsort((seq[rows], instant[rows], ticket[rows]))]
    for column in piece.values():
        column[rows] = column[ordered]
    return piece


def _stories(piece: Numbers, runs: Runs, taken: Ints, is_first_level: Levels) -> dict[str, Ints]:
    turn, instant, team = piece["turn"], piece["at_us"], piece["team"]
    solved = runs.first(turn == Turn.RESOLVED)
    early = runs.before(solved)
    came = _arrivals(piece, runs)
    came_early = came[early[came]]
    named, latest = at(team, solved), taken[runs.ends]
    return {
        "ticket": piece["ticket"][runs.starts],
        "opened_us": at(instant, runs.first(turn == Turn.OPENED)),
        "first_resolved_us": at(instant, solved),
        "solved_seq": at(piece["seq"], solved),
        "reopened_us": at(instant, runs.first((turn == Turn.REOPENED) & ~early)),
        "ended_us": at(instant, runs.first(_is(turn, *ENDING))),
        "is_cancelled": runs.any(turn == Turn.CANCELLED),
        "is_merged": runs.any(turn == Turn.MERGED),
        "team_change_count": np.maximum(runs.count(came_early) - 1, 0),
        "has_returned": _returns(team, runs, came_early),
        "is_first_level": _never_climbed(runs, came_early, is_first_level(team[came_early])),
        "solver": first_known(named, at(team, at(taken, solved))),
        "first_team": at(team, _first_of(runs, came)),
        "current_team": at(team, latest),
        "assignee": at(piece["assignee"], latest),
    }


def _arrivals(piece: Numbers, runs: Runs) -> Ints:
    """Places where the work comes to a team that is not the one which had it last; the first team counts."""
    places = np.flatnonzero(_is(piece["turn"], *TAKING) & (piece["team"] != NONE))
    return places[changes(runs.number[places], piece["team"][places])]


def _first_of(runs: Runs, places: Ints) -> Ints:
    mask = np.zeros(runs.row_count, bool)
    mask[places] = True
    return runs.first(mask)


def _returns(team: Ints, runs: Runs, came: Ints) -> Mask:
    """By story, whether a team received it a second time (A-B-A)."""
    pairs = np.sort((runs.number[came] << 32) | team[came])
    returned = np.zeros(runs.starts.size, bool)
    returned[pairs[1:][pairs[1:] == pairs[:-1]] >> 32] = True
    return returned


def _never_climbed(runs: Runs, came: Ints, is_first_level: Ints) -> Ints:
    """By story, 1 if all teams that held it are of the first level, else 0; NONE where none did or one's is unknown."""
    is_told = runs.any(came) & ~runs.any(came[is_first_level == NONE])
    return np.where(is_told, ~runs.any(came[is_first_level == 0]), NONE)


def _stays(piece: Numbers, runs: Runs, held: Ints, answers: Mask) -> dict[str, Ints]:
    turn, instant = piece["turn"], piece["at_us"]
    is_open = _is(at(turn, runs.latest(_is(turn, *STARTING, *ENDING))), *STARTING)
    is_offered = at(turn, runs.latest(answers)) == Turn.OFFERED
    places = np.flatnonzero(changes(runs.number, held, is_open, is_offered))
    following = np.where(np.append(changes(runs.number[places])[1:], True), NONE, np.append(places[1:], NONE))
    until = at(instant, following)
    kept = is_open[places] & (until != instant[places])
    places, following = places[kept], following[kept]
    ended_by = at(turn, following)
    return {
        "ticket": piece["ticket"][places],
        "team": held[places],
        "is_offered": is_offered[places],
        "from_us": instant[places],
        "until_us": until[kept],
        "ended_by": np.where(_is(ended_by, *ENDING), ended_by, NONE),
    }


def _offers(piece: Numbers, runs: Runs, held: Ints, answers: Mask) -> dict[str, Ints]:
    """place: of the entry that offers; answer: the turn that ended the offer, NONE while it stands."""
    turn, instant = piece["turn"], piece["at_us"]
    offered = np.flatnonzero(turn == Turn.OFFERED)
    following = runs.following(answers)[offered]
    return {
        "place": piece["place"][offered],
        "ticket": piece["ticket"][offered],
        "team": piece["team"][offered],
        "from_team": held[offered],
        "offered_us": instant[offered],
        "answered_us": at(instant, following),
        "answer": at(turn, following),
    }


def _is(turn: Ints, *wanted: Turn) -> Mask:
    """As `numpy.isin`, by one look at a table; NONE is none of them."""
    table = np.zeros(len(Turn) + 2, bool)
    table[list(wanted)] = True
    return table[turn]
