"""What an import did, in numbers and sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from trifecta.importers.contract import Reject


@dataclass(slots=True)
class Report:
    """
    rows: source rows turned into histories or rejects. told: new histories by sort. grown: known histories with news.
    unchanged: histories that brought nothing new. events: log entries written. names: foreign names met so far.
    """

    source: str
    instance: str
    is_rehearsal: bool
    rows: int = 0
    told: dict[str, int] = field(default_factory=dict)
    grown: int = 0
    unchanged: int = 0
    events: int = 0
    names: dict[str, int] = field(default_factory=dict)
    rejects: int = 0
    rejects_path: str | None = None
    first_rejects: list[Reject] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rows_per_s(self) -> float:
        return self.rows / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"rows_per_s": round(self.rows_per_s)}

    def counts(self) -> dict[str, Any]:
        """What the run's row keeps."""
        kept = ("rows", "told", "grown", "unchanged", "events", "names", "rejects", "rejects_path", "seconds")
        return {name: getattr(self, name) for name in kept}
