"""A page of a long list by keyset: from a place in it on, forth or back, however far in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

PER_PAGE = 50
MOST_COUNTED = 10_000
T = TypeVar("T")
_PLACE = re.compile(
    r"((?P<rank>\d)|(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z)|-)_(?P<number>\d{1,18})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """
    A row in an address, to go on behind it or before it.

    value: by which the list is ordered; others may share it; None where the row has none. number: its primary key
    """

    value: datetime | int | None
    number: int

    @classmethod
    def parse(cls, text: str, *kinds: type) -> Place | None:
        """kinds: of the value. None for what is no place in such a list, which then begins at its beginning."""
        match = _PLACE.fullmatch(text)
        if match is None:
            return None
        try:
            at = datetime.fromisoformat(match["at"]) if match["at"] else None
        except ValueError:
            return None
        value = int(match["rank"]) if match["rank"] else at
        return cls(value, int(match["number"])) if isinstance(value, kinds) else None

    def __str__(self) -> str:
        """
        >>> str(Place(3, 77)), str(Place(None, 4))
        ('3_77', '-_4')
        """
        value = self.value.isoformat().replace("+00:00", "Z") if isinstance(self.value, datetime) else self.value
        return f"{'-' if value is None else value}_{self.number}"


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """rows: in the list's own order; has_before, has_after: whether more lies on either side."""

    rows: list[T]
    has_before: bool
    has_after: bool


def leaf(asked: Sequence[T], *, size: int, is_from_place: bool, is_backward: bool) -> Leaf[T] | None:
    """
    asked: one row more than a page holds, if there are as many, in the direction that is taken.

    None where the list must begin anew: the place leads beyond it, or what lies before the place fills no page.

    >>> leaf([1, 2, 3], size=2, is_from_place=False, is_backward=False)
    Leaf(rows=[1, 2], has_before=False, has_after=True)
    >>> leaf([5, 4, 3], size=2, is_from_place=True, is_backward=True)
    Leaf(rows=[4, 5], has_before=True, has_after=True)
    """
    if is_from_place and (not asked or (is_backward and len(asked) < size)):
        return None
    has_more = len(asked) > size
    rows = list(asked[:size])[:: -1 if is_backward else 1]
    return Leaf(rows, has_before=has_more if is_backward else is_from_place, has_after=has_more or is_backward)


def beyond(column: str, value: Any, number: int, *, is_descending: bool) -> Q:
    """What lies behind a row, which has this value and this primary key, in the order of both."""
    side = "lt" if is_descending else "gt"
    # The first condition is implied by the second; it lets the database start inside the index.
    return Q(**{f"{column}__{side}e": value}) & (
        Q(**{f"{column}__{side}": value}) | Q(**{column: value, f"pk__{side}": number})
    )


def counted(found: QuerySet[Any, Any], shown: Leaf[Any], *, most: int) -> int:
    """How many there are, one more than `most` for any more; a leaf that is the whole list is not asked for."""
    return found[: most + 1].count() if shown.has_before or shown.has_after else len(shown.rows)
