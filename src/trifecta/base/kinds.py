"""
Kinds of events: what the log may hold.

A kind is one frozen dataclass with its sentence for the timeline and its answer to erasure. Its fields are ids, codes,
numbers, truths and instants; prose is refused at registration, because facts outlive the erasure of a person.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar, TypeVar, dataclass_transform

from trifecta.base import ids
from trifecta.base.errors import TrifectaError


class Erasure(Enum):
    """What happens to an entry when a person it concerns is erased."""

    KEEP = "facts are ids and codes; the name behind the id is erased in its own row"
    WORDS = "the words keyed by this entry are blanked; its facts stay"


class UnknownKind(TrifectaError):
    """The log holds a kind that this version does not know."""


class Event:
    """Base of all kinds."""

    __slots__ = ()
    kind: ClassVar[str]
    sentence: ClassVar[str]
    erasure: ClassVar[Erasure]
    refers: ClassVar[Mapping[str, str]]


KINDS: dict[str, type[Event]] = {}
_ALLOWED = {int, float, bool, datetime, ids.Code, *ids.REFERS_TO}
_INSTANTS: dict[str, frozenset[str]] = {}
E = TypeVar("E", bound=Event)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def kind(name: str, sentence: str, *, erasure: Erasure = Erasure.KEEP) -> Callable[[type[E]], type[E]]:
    """
    Register a class as the kind `name`.

    sentence: translatable; `{actor}` and the names of fields stand for what the page puts in.
    Raises TypeError for a field that could carry prose, ValueError for a name taken twice.
    """

    def register(cls: type[E]) -> type[E]:
        if name in KINDS:
            raise ValueError(f"the kind {name} is registered twice")
        made: type[E] = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        hints = typing.get_type_hints(made)
        inner = {field.name: _inner(hints[field.name]) for field in fields(made)}  # type: ignore[arg-type]
        for field_name, annotation in inner.items():
            if annotation not in _ALLOWED:
                raise TypeError(f"{name}.{field_name} is {annotation}; an event holds ids, codes, numbers and instants")
        made.kind, made.sentence, made.erasure = name, sentence, erasure
        made.refers = {key: ids.REFERS_TO[value] for key, value in inner.items() if value in ids.REFERS_TO}
        _INSTANTS[name] = frozenset(key for key, value in inner.items() if value is datetime)
        KINDS[name] = made
        return made

    return register


def _inner(annotation: Any) -> Any:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        (annotation,) = [part for part in typing.get_args(annotation) if part is not type(None)]
    return annotation


def to_facts(event: Event) -> dict[str, Any]:
    """The JSON object of an event; absent fields are left out, instants are ISO 8601 in UTC."""
    facts: dict[str, Any] = {}
    names: tuple[str, ...] = event.__slots__
    for name in names:
        value = getattr(event, name)
        if value is not None:
            facts[name] = value
    for name in _INSTANTS[event.kind] & facts.keys():
        facts[name] = facts[name].astimezone(UTC).isoformat().replace("+00:00", "Z")
    return facts


def from_facts(kind_name: str, facts: Mapping[str, Any]) -> Event:
    """The event behind stored facts. Raises UnknownKind, and TypeError for a field the kind lacks."""
    if kind_name not in KINDS:
        raise UnknownKind(f"The log holds “{kind_name}”, which this version of Trifecta does not know. Upgrade it.")
    instants = _INSTANTS[kind_name]
    if not instants:
        return KINDS[kind_name](**facts)
    return KINDS[kind_name](**{k: datetime.fromisoformat(v) if k in instants else v for k, v in facts.items()})
