"""
Upward news: who reacts to which kind.

The table itself is `config/wiring.py`; it is put in here once at start, so that the log knows no one above it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trifecta.base.entries import Entry

Reaction = Callable[[str, Entry], None]
"""Function of one entry: (stream, entry)."""


@dataclass
class Wiring:
    in_transaction: Mapping[str, tuple[Reaction, ...]] = field(default_factory=dict)
    after_commit: Mapping[str, tuple[Reaction, ...]] = field(default_factory=dict)


wiring = Wiring()


def wire(
    *, in_transaction: Mapping[str, tuple[Reaction, ...]], after_commit: Mapping[str, tuple[Reaction, ...]]
) -> None:
    """Install the table; called once by config."""
    wiring.in_transaction, wiring.after_commit = in_transaction, after_commit


def name_of(reaction: Reaction) -> str:
    """How the outbox names a reaction: stable as long as the function keeps its place."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


def find(kind: str, name: str) -> Reaction | None:
    """The reaction the outbox means, or None when the wiring no longer has it."""
    return next((reaction for reaction in wiring.after_commit.get(kind, ()) if name_of(reaction) == name), None)
