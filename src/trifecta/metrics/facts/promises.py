"""The fact `promises`: each run of a promise on a ticket, as it was read last."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from trifecta.metrics.facts import files
from trifecta.metrics.facts.clock import MICRO, Times
from trifecta.metrics.facts.columns import NONE, Columns, Ints, first_known, joined, narrowed, places_of, rows_at
from trifecta.metrics.facts.declared import PROMISES
from trifecta.metrics.facts.names import Names

_TEXTS = ("promise", "terms", "kind", "outcome", "reason")
_NUMBERS = ("ticket", "run", "team", "calendar", "target_s", "spent_s", "paused_s")
_INSTANTS = ("started_at", "due_at", "broken_at", "ended_at")
_OF_TICKET = {*PROMISES.dimensions, "current_team", "owner", "assignee"} - {"team", "level", *_TEXTS}


def read(folder: Path) -> Columns:
    """The copied readings; none where nobody has copied any."""
    columns = (*_TEXTS, *_NUMBERS, *_INSTANTS)
    paths = sorted(folder.glob("*.parquet")) or [folder / "none"]
    return joined([narrowed(files.read(path, columns, texts=_TEXTS), columns) for path in paths])


def promises(told: Columns, tickets: Columns, names: Names, times: Times) -> Columns:
    """One row per run of these tickets. tickets: the columns of that fact."""
    own = rows_at(told, np.flatnonzero(places_of(told["ticket"], tickets["ticket"]) != NONE))
    places = places_of(own["ticket"], tickets["ticket"])
    started_us, due_us, broken_us, ended_us = (own[name].astype(np.int64) for name in _INSTANTS)
    decided_us = first_known(broken_us, due_us, ended_us)
    return {
        **{name: own[name] for name in (*_TEXTS, *_NUMBERS)},
        **{name: tickets[name][places] for name in _OF_TICKET},
        "level": names.level(own["team"]),
        "started_us": started_us,
        "due_us": due_us,
        "broken_us": broken_us,
        "ended_us": ended_us,
        "due_on": times.zone.day(np.where(decided_us <= times.now_us, decided_us, NONE)),
        "ended_on": times.zone.day(ended_us),
        "is_over": ended_us != NONE,
        "late_s": _late_s(own, times),
    }


def _late_s(own: Columns, times: Times) -> Ints:
    """
    Of what is broken, the seconds beyond the target or the deadline until it ended, or so far.

    They are counted as the promise counts them where it has ended and used up its target. Else, as where a deadline was
    named or a longer target came after the breach, by its calendar; where it has none (all hours) by the clock on the
    wall.
    """
    due_us, broken_us, ended_us = (own[name].astype(np.int64) for name in ("due_at", "broken_at", "ended_at"))
    since_us, until_us = first_known(due_us, broken_us), first_known(ended_us, np.full(due_us.size, times.now_us))
    elapsed_s = np.maximum(until_us - since_us, 0) // MICRO
    worked_s = times.business.between_s(since_us, until_us, own["calendar"])
    beyond_s = np.where(own["calendar"] == NONE, elapsed_s, worked_s)
    is_counted = (ended_us != NONE) & (own["target_s"] != NONE) & (own["spent_s"] > own["target_s"])
    late_s = np.where(is_counted, own["spent_s"] - own["target_s"], beyond_s)
    return np.where(broken_us == NONE, NONE, late_s)
