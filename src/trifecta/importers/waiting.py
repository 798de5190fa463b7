"""Histories in an order in which they can be written: what one leans on is there, or comes in the same batch."""

from __future__ import annotations

from collections import defaultdict, deque

from trifecta.importers.met import Thing
from trifecta.importers.telling import Telling


class WaitingRoom:
    """Holds a history back until everything it leans on has been let through. untold: shared with the names."""

    def __init__(self, untold: set[Thing]) -> None:
        self._untold = untold
        self._waiting: dict[Thing, list[Telling]] = defaultdict(list)

    def admit(self, telling: Telling) -> list[Telling]:
        """The histories that can go now, in order: none, this one, or this one and those that waited for it."""
        through, turn = [], deque([telling])
        while turn:
            one = turn.popleft()
            missing = next((thing for thing in one.leans_on if thing in self._untold), None)
            if missing is not None:
                self._waiting[missing].append(one)
                continue
            self._untold.discard(one.thing)
            through.append(one)
            turn.extend(self._waiting.pop(one.thing, ()))
        return through

    def rest(self) -> tuple[list[Telling], list[Telling]]:
        """At the end: those that lean only on each other and go together, and those that lean on what never came."""
        waiting = {one.thing: one for queue in self._waiting.values() for one in queue}
        missing = self._untold - waiting.keys()
        lost: dict[Thing, Telling] = {}
        while more := {thing: one for thing, one in waiting.items() if one.leans_on & (missing | lost.keys())}:
            lost |= more
            for thing in more:
                del waiting[thing]
        self._untold -= waiting.keys()
        self._waiting.clear()
        return list(waiting.values()), list(lost.values())
