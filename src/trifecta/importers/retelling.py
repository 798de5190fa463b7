"""
What a newer telling of a known history adds to its stream.

What is there already is left alone. Where the newer export knows a fact better (the same kind at the same instant, with
other details), all that was told of that instant is superseded and told again, so that its order stays right. What the
newer export no longer tells stays, because it may only have been cut off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trifecta.base.entries import Entry, in_order
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.telling import BEGINNINGS
from trifecta.tickets.events.structure import Corrected

_BEGUN_ONCE = {"ticket", "problem", "survey"}


def additions(sort: str, told: Sequence[Told], there: Sequence[Entry], *, by: str) -> list[Told]:
    """What is to be appended to the entries that are there; `by` is who corrects them."""
    told = [one for one in told if not _is_beginning(sort, one.event)]
    standing = [entry for entry in in_order(there) if not _is_beginning(sort, entry.event)]
    fresh, untold = _compare(told, standing)
    if sort != "ticket":
        return fresh
    known = {(entry.happened_at, entry.event.kind) for entry in untold}
    better = {one.at for one in fresh if (one.at, one.event.kind) in known}
    # Words are keyed by the entry that they belong to, so an instant with words stays as it was told.
    worded = {one.at for one in told if one.words}
    added = [
        one for one in fresh if one.at not in better or (one.at in worded and (one.at, one.event.kind) not in known)
    ]
    for at in sorted(better - worded):
        again = [one for one in told if one.at == at]
        kinds = {one.event.kind for one in again}
        superseded = [entry for entry in standing if entry.happened_at == at and entry.event.kind in kinds]
        added += [Told(at, by, Corrected(supersedes=entry.seq)) for entry in superseded]
        added += again
    return added


def is_contradicted(told: Sequence[Told], there: Sequence[Entry], added: Sequence[Told]) -> bool:
    """Whether something that is told stays unsaid, because the log says otherwise and keeps to it."""
    untold = {one[:3] for one in told} - {one[:3] for one in added}
    return not untold <= {(entry.happened_at, entry.actor, entry.event) for entry in in_order(there)}


def _is_beginning(sort: str, event: Event) -> bool:
    """A ticket is opened once, also if a later export begins in the middle of its life."""
    return sort in _BEGUN_ONCE and type(event) is BEGINNINGS[sort]


def _compare(told: Sequence[Told], standing: Sequence[Entry]) -> tuple[list[Told], list[Entry]]:
    """What is told and not there, and what is there and not told."""
    left = Counter((at, actor, event) for _, at, actor, event in standing)
    fresh = []
    for one in told:
        if left[one[:3]] > 0:
            left[one[:3]] -= 1
        else:
            fresh.append(one)
    return fresh, [entry for entry in standing if left[entry[1:]] > 0]
