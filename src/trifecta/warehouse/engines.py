"""The engines that a question may be put to, opened on a snapshot."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from difflib import get_close_matches
from importlib.util import find_spec

from trifecta.base.errors import TrifectaError
from trifecta.metrics.engines import Engine, UnknownEngine
from trifecta.warehouse import publishing
from trifecta.warehouse.generations import Snapshot

DEFAULT = "duckdb"
NAMES = (DEFAULT, "postgres", "spark")


class NotInstalled(TrifectaError):
    """The engine is known but its package is not there."""


@contextlib.contextmanager
def opened(name: str, snapshot: Snapshot) -> Iterator[str | Engine]:
    """What `metrics.engine.answer` takes. Raises UnknownEngine, NotOnPostgres, NotInstalled."""
    require_known(name)
    if name == "postgres":
        with publishing.opened(snapshot) as engine:
            yield engine
    elif name == "spark":
        with _spark(snapshot) as engine:
            yield engine
    else:
        yield name


def require_known(name: str) -> None:
    """Raises UnknownEngine with what is near."""
    if name not in NAMES:
        near = get_close_matches(name, NAMES, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}?" if near else f"The engines are {', '.join(NAMES)}."
        raise UnknownEngine(f"There is no engine “{name}”. {hint}")


def _spark(snapshot: Snapshot) -> contextlib.AbstractContextManager[Engine]:
    if find_spec("pyspark") is None:
        raise NotInstalled("The engine spark is not installed; add it with `pip install trifecta[spark]`.")
    sparking = importlib.import_module("trifecta.warehouse.sparking")
    found: contextlib.AbstractContextManager[Engine] = sparking.opened(snapshot)
    return found
