"""What a condition may speak of: fields, what their values are, and who knows the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """Whole numbers."""


@dataclass(frozen=True, slots=True)
class Code:
    """One of the known codes or, if `is_open`, of others that imports have brought."""

    known: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a row; `of` is what the names know it as ("team", "customer")."""

    of: str


@dataclass(frozen=True, slots=True)
class Instant:
    """An aware instant; has no equal, only earlier and later."""


Sort: TypeAlias = Number | Code | Name | Instant


@dataclass(frozen=True, slots=True)
class Field:
    """column: the path by which a query of rows reaches the value, such as `requester__organization`."""

    name: str
    sort: Sort
    column: str


class Names(Protocol):
    """Who knows which id a name stands for."""

    def ids(self, of: str, name: str) -> Sequence[int]:
        """The ids of all that are so called, in whatever case; no more than two are needed."""
        ...

    def near(self, of: str, name: str) -> Sequence[str]:
        """A bounded number of names among which the meant one may be."""
        ...

    def name(self, of: str, number: int) -> str | None:
        """The present name; None if there is no such row."""
        ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """zone: in which a day of the text begins at midnight."""

    fields: Mapping[str, Field]
    names: Names
    zone: tzinfo = UTC

    @property
    def columns(self) -> dict[str, str]:
        """By field the path for a query of rows."""
        return {name: field.column for name, field in self.fields.items()}
