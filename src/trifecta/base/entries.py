"""An entry of the log as a pure value, and the order in which a fold reads a stream."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from trifecta.base.kinds import Event


class Entry(NamedTuple):
    """One fact: the event, who did it, when it was true, and its place in the stream (1, 2, 3 …)."""

    seq: int
    happened_at: datetime
    actor: str
    event: Event


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By (happened_at, seq), without the entries that a correction supersedes."""
    known = list(entries)
    superseded = {entry.event.supersedes for entry in known if entry.event.kind.endswith(".corrected")}  # type: ignore[attr-defined]
    kept = [entry for entry in known if entry.seq not in superseded] if superseded else known
    return sorted(kept, key=_moment)


def _moment(entry: Entry) -> tuple[datetime, int]:
    return entry.happened_at, entry.seq
