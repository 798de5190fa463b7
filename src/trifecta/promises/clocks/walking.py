"""What matters of a ticket's story, with what is known of it after each step: pure, made once for all its clocks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from trifecta.base.entries import Entry
from trifecta.base.worktime import zones
from trifecta.promises.terms import Facts
from trifecta.tickets import replay

AT_WORK = frozenset({"open", "waiting"})
TURNING = "state", "team_id", "offered_to_id"
"""What decides about the work and who has it, beside the facts."""
_REST = slice(len(TURNING), None)
COLUMNS = {**replay.FACTS, "organization": "requester_id"}


class Step(NamedTuple):
    """
    One entry, or an instant at which another version of the book takes hold (then `entry` is None). kind: of the event.

    facts: after the entry; the very same object as long as none has changed. holder: the team that has the work.
    turns: whether anything here differs from the step before but the entry itself.
    """

    second: int
    kind: str
    entry: Entry | None
    facts: Facts
    holder: int | None
    at_work: bool
    book: int
    turns: bool


class Walk:
    """
    Makes the steps of stories; most of what is told of a ticket is no step.

    wanted: the facts that matter. minded: the kinds of events that matter whatever they change. organizations: of
    requesters, as far as they are known.
    """

    def __init__(
        self,
        wanted: Iterable[str],
        *,
        minded: Container[str],
        organizations: Mapping[int, int | None] | None = None,
    ) -> None:
        self._columns = {name: COLUMNS[name] for name in wanted}
        self._watch = itemgetter(*TURNING, *self._columns.values())
        self._minded = minded
        self._organizations = organizations or {}

    def steps(self, entries: Sequence[Entry], *, books: Sequence[tuple[int, int]] = ()) -> list[Step]:
        """
        entries: in order. books: (second, number) of each version that open tickets follow, ascending; the story begins
        under the number 0, and a ticket that is not at work at that second keeps what it has.
        """
        row, steps, number = dict(replay.EMPTY), list[Step](), 0
        moves, minded, epoch_s, watch = replay.MOVING, self._minded, zones.epoch_s, self._watch
        known: tuple[Any, ...] = ()
        facts, holder, at_work, coming = self._facts(row), None, False, list(books)
        for entry in entries:
            _, at, actor, event = entry
            kind, turns = event.kind, False
            while coming and coming[0][0] <= epoch_s(at):
                number = _follow(steps, coming.pop(0), facts, holder, number, at_work=at_work)
            move = moves.get(kind)
            if move is not None:
                move(row, event, at, actor)
                now = watch(row)
                if now != known:
                    state, team, offered_to = now[: len(TURNING)]
                    turns, facts = True, facts if now[_REST] == known[_REST] else self._facts(row)
                    holder, at_work, known = team if offered_to is None else None, state in AT_WORK, now
            if turns or kind in minded:
                steps.append(Step(epoch_s(at), kind, entry, facts, holder, at_work, number, turns))
        for version in coming:
            number = _follow(steps, version, facts, holder, number, at_work=at_work)
        return steps

    def _facts(self, row: Mapping[str, Any]) -> dict[str, Any]:
        facts = {name: row[column] for name, column in self._columns.items()}
        if "organization" in facts:
            facts["organization"] = self._organizations.get(row["requester_id"])
        return facts


def _follow(
    steps: list[Step], version: tuple[int, int], facts: Facts, holder: int | None, number: int, *, at_work: bool
) -> int:
    """A version that takes hold in the second of an entry does so before it, and not where no work is done."""
    if not at_work:
        return number
    second, number = version
    steps.append(Step(second, "", None, facts, holder, at_work, number, turns=True))
    return number
