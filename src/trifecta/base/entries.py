"""An entry of the log as a pure value, and the order in which a fold reads a stream."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from trifecta.base.kinds import Event

_MOMENT = itemgetter(1, 0)


class Entry(NamedTuple):
    """One fact: the event, who did it, when it was true, and its place in the stream (1, 2, 3 …)."""

    seq: int
    happened_at: datetime
    actor: str
    event: Event


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By (happened_at, seq), without the entries that a correction supersedes."""
    known = list(entries)
    superseded = {event.supersedes for _, _, _, event in known if event.kind.endswith(".corrected")}  # type: ignore[attr-defined]
    kept = [entry for entry in known if entry.seq not in superseded] if superseded else known
    return sorted(kept, key=_MOMENT)
