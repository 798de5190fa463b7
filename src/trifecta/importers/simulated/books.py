"""What the world counts while it is told, for `truth.json`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from trifecta.base.kinds import Event
from trifecta.care.events import SurveyAnswered
from trifecta.importers.contract import Told


def _counters() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass(slots=True)
class Books:
    """
    events: how many were told of each kind's class. months: by the month of the first solution. services: by code.
    open_of, tickets_of, open_asked: by the key of the owner, and of the customer.
    """

    events: Counter[type[Event]] = field(default_factory=Counter)
    contacts: Counter[str] = field(default_factory=Counter)
    tickets: Counter[str] = field(default_factory=Counter)
    surveys: Counter[str] = field(default_factory=Counter)
    bounced: Counter[str] = field(default_factory=Counter)
    open_of: Counter[str] = field(default_factory=Counter)
    open_ages: Counter[str] = field(default_factory=Counter)
    tickets_of: Counter[str] = field(default_factory=Counter)
    open_asked: Counter[str] = field(default_factory=Counter)
    months: defaultdict[str, Counter[str]] = field(default_factory=_counters)
    services: defaultdict[str, Counter[str]] = field(default_factory=_counters)

    def count_survey(self, told: Sequence[Told]) -> None:
        self.surveys["sent"] += 1
        self.surveys["answered"] += sum(isinstance(entry.event, SurveyAnswered) for entry in told)
        self.count(told)

    def count(self, told: Sequence[Told]) -> None:
        self.events.update([type(entry.event) for entry in told])

    def kinds(self) -> dict[str, int]:
        """How many events of each kind were told."""
        return {kind.kind: count for kind, count in sorted(self.events.items(), key=lambda found: found[0].kind)}
