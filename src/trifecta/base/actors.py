"""Who does something: anything that can name itself in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A person or a system; `actor` is what the log keeps, such as `staff:4` or `rule:auto_close`."""

    @property
    def actor(self) -> str: ...

    @property
    def only_reads(self) -> bool:
        """An auditor, who does nothing that would have to be audited."""
        ...


@dataclass(frozen=True, slots=True)
class System:
    """A rule, an importer or a command that acts on its own."""

    actor: str

    @property
    def only_reads(self) -> bool:
        return False
