"""Problems and changes as the incidents name them: nothing is known of them but that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from trifecta.base.ids import ChangeId, Code, ProblemId
from trifecta.importers.contract import History, Names, Told
from trifecta.importers.servicenow.audit import Audit
from trifecta.importers.servicenow.naming import SYSTEM
from trifecta.records.events import ChangeRecorded, ProblemOpened
from trifecta.tickets.events.structure import Linked

_FIXED_BY, _CAUSED_BY = Code("fixed_by_change"), Code("caused_by_change")


class Mentions:
    """Links incidents to problems and changes, and keeps when each was named first."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._first_at: dict[tuple[str, str], datetime] = {}

    def links(self, before: Audit, row: Audit, at: datetime) -> list[Linked]:
        """What a row names that the row before did not."""
        found = []
        if row.problem and row.problem != before.problem:
            problem = ProblemId(self._named("problem", row.problem, at))
            found.append(Linked(relation=Code("problem"), problem=problem))
        if row.fixing_change and row.fixing_change != before.fixing_change:
            found.append(Linked(relation=_FIXED_BY, change=self._change(row.fixing_change, at)))
        if row.causing_change and row.causing_change != before.causing_change:
            found.append(Linked(relation=_CAUSED_BY, change=self._change(row.causing_change, at)))
        return found

    def histories(self) -> Iterator[History]:
        """The problems and changes themselves, each from its first mention on."""
        for (sort, key), at in self._first_at.items():
            event = ProblemOpened() if sort == "problem" else ChangeRecorded()
            yield History(sort, key, [Told(at, SYSTEM, event)], title=key)

    def _change(self, key: str, at: datetime) -> ChangeId:
        return ChangeId(self._named("change", key, at))

    def _named(self, sort: str, key: str, at: datetime) -> int:
        self._first_at[sort, key] = min(at, self._first_at.get((sort, key), at))
        return self._names.reserve(sort, key)
