"""The engines that a question may be put to, opened on a snapshot."""

from __future__ import annotations

import contextlib
from difflib import get_close_matches

from trifecta.metrics.engines import Engine, UnknownEngine
from trifecta.warehouse.engines import postgres, spark
from trifecta.warehouse.generations import Snapshot

DEFAULT = "duckdb"
NAMES = (DEFAULT, "postgres", "spark")


def opened(name: str, snapshot: Snapshot) -> contextlib.AbstractContextManager[str | Engine]:
    """What `metrics.engine.answer` takes. Raises UnknownEngine, NotOnPostgres, NotInstalled."""
    require_known(name)
    if name == "postgres":
        return postgres.opened(snapshot)
    if name == "spark":
        return spark.opened(snapshot)
    return contextlib.nullcontext(name)


def require_known(name: str) -> None:
    """Raises UnknownEngine with what is near."""
    if name not in NAMES:
        near = get_close_matches(name, NAMES, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}?" if near else f"The engines are {', '.join(NAMES)}."
        raise UnknownEngine(f"There is no engine “{name}”. {hint}")
