"""The kinds of events: what the log may hold."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from importlib.util import find_spec
from itertools import groupby

import trifecta
from docs.from_code.markdown import cell, code, table
from trifecta.base.ids import Code
from trifecta.base.kinds import KINDS, Event

TITLE = "Kinds of events"
INTRODUCTION = """\
The log is a sequence of these. Each entry belongs to one stream (`ticket:482`), has its number there, says who did it
and when it was true in the world, and holds the facts below: ids, codes, numbers, truths and instants, never words.
Words are rows beside the log, so that erasing a person leaves every number as it was
([decision 5](../decisions/0005-how-a-person-is-erased.md)). Kinds only grow
([decision 4](../decisions/0004-event-kinds-only-grow.md))."""
_PLAIN = {int: "number", float: "number", bool: "true or false", Code: "code"}


def body() -> str:
    known = sorted(all_kinds().values(), key=lambda kind: kind.kind)
    return "\n\n".join(
        f"## {subject}\n\n" + "\n\n".join(_entry(kind) for kind in kinds)
        for subject, kinds in groupby(known, key=lambda kind: kind.kind.partition(".")[0])
    )


def all_kinds() -> dict[str, type[Event]]:
    """Every kind of every package's `events`, whether or not something has imported it yet."""
    for package in pkgutil.iter_modules(trifecta.__path__, "trifecta."):
        if package.ispkg and find_spec(f"{package.name}.events"):
            _import_all(f"{package.name}.events")
    return {name: kind for name, kind in KINDS.items() if ".events" in kind.__module__}


def _import_all(name: str) -> None:
    module = importlib.import_module(name)
    for inner in pkgutil.iter_modules(getattr(module, "__path__", []), f"{name}."):
        importlib.import_module(inner.name)


def _entry(kind: type[Event]) -> str:
    parts = [f"### {kind.kind}", f"“{cell(kind.sentence)}”."]
    if explained := _explained(kind):
        parts.append(explained)
    if rows := list(_rows(kind)):
        parts.append(table(("fact", "is", "needed"), rows))
    parts.append(f"Erasure: {kind.erasure.value}.")
    return "\n\n".join(parts)


def _explained(kind: type[Event]) -> str:
    """Its docstring, unless that is the signature that every dataclass gets by itself."""
    told = kind.__doc__ or ""
    return "" if told.startswith(f"{kind.__name__}(") else inspect.cleandoc(told)


def _rows(kind: type[Event]) -> Iterator[tuple[str, str, str]]:
    hints = typing.get_type_hints(kind)
    facts: tuple[Field[object], ...] = fields(kind)  # type: ignore[arg-type]
    for fact in facts:
        yield code(fact.name), _is(kind, fact.name, hints[fact.name]), "yes" if fact.default is MISSING else ""


def _is(kind: type[Event], name: str, hint: object) -> str:
    if name in kind.refers:
        return f"id of the {kind.refers[name]}"
    told = [part for part in typing.get_args(hint) if part is not type(None)] or [hint]
    return _PLAIN.get(told[0], "instant")  # type: ignore[arg-type]
