"""Columns of equal length as numpy arrays; NONE is null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Mask = NDArray[np.bool_]
NONE = -1


@dataclass(frozen=True, slots=True)
class Words:
    """A column of texts: numbers of the known words."""

    numbers: Ints
    known: tuple[str, ...]

    def __getitem__(self, places: Ints) -> Words:
        return Words(at(self.numbers, places), self.known)

    def is_(self, word: str) -> Mask:
        number = self.known.index(word) if word in self.known else NONE - 1
        found: Mask = self.numbers == number
        return found


_SPARSE = 16
"""Ids that are at most so many times as high as there are of them are looked up in a table, which is quicker."""

_NARROW = (np.int8, np.int16, np.int32)

Columns = Mapping[str, Any]
"""By name an array or Words."""


def at(values: Ints, places: Ints) -> Ints:
    """
    The values at the places, NONE where there is no place.

    >>> at(np.array([5, 6]), np.array([1, -1])).tolist()
    [6, -1]
    """
    if not values.size:
        return np.full(places.shape, NONE)
    return np.where(places == NONE, NONE, values[places])


def places_of(wanted: Ints, ids: Ints) -> Ints:
    """
    Where each wanted id stands among the ascending ids, NONE where it does not.

    >>> places_of(np.array([9, 4, -1]), np.array([2, 4, 9])).tolist()
    [2, 1, -1]
    """
    if not ids.size:
        return np.full(wanted.shape, NONE)
    return _found(wanted, ids) if ids[-1] > _SPARSE * ids.size else _looked_up(wanted, ids)


def _found(wanted: Ints, ids: Ints) -> Ints:
    found = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
    return np.where(ids[found] == wanted, found, NONE)


def _looked_up(wanted: Ints, ids: Ints) -> Ints:
    """The last place of the table is that of all ids that are not known."""
    table = np.full(int(ids[-1]) + 2, NONE, np.int32)
    table[ids] = np.arange(ids.size, dtype=np.int32)
    wide = wanted.astype(np.promote_types(wanted.dtype, np.int32), copy=False)
    found: Ints = table[np.clip(wide, NONE, table.size - 1)]
    return found


def first_known(*columns: Ints) -> Ints:
    """
    Of each row the first value that is not null.

    >>> first_known(np.array([-1, 2, -1]), np.array([7, 7, -1])).tolist()
    [7, 2, -1]
    """
    found = columns[0]
    for column in columns[1:]:
        found = np.where(found == NONE, column, found)
    return found


def changes(*columns: Ints) -> Mask:
    """
    Where a row differs from the one before, the first row included.

    >>> changes(np.array([1, 1, 2]), np.array([0, 5, 5])).tolist()
    [True, True, True]
    """
    differs = np.zeros(columns[0].size, bool)
    differs[:1] = True
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    return differs


def rows_at(columns: Columns, places: Ints) -> dict[str, Any]:
    return {name: column[places] for name, column in columns.items()}


def replaced(column: Any, by: Any, places: Ints) -> Any:
    """
    The column, with the values at the places of another one wherever there is a place; the same words, if words.

    >>> replaced(np.array([5, 6, 7]), np.array([8, -1]), np.array([-1, 0, 1])).tolist()
    [5, 8, -1]
    """
    if isinstance(column, Words):
        return Words(replaced(column.numbers, by.numbers, places), column.known)
    return np.where(places == NONE, column, at(by, places))


def narrowed(columns: Columns, names: Iterable[str]) -> dict[str, Any]:
    """These columns, whole numbers in as little room as they need; instants keep theirs."""
    return {name: columns[name] if name.endswith("_us") else _narrowed(columns[name]) for name in names}


def _narrowed(column: Any) -> Any:
    if isinstance(column, Words):
        return Words(_narrowed(column.numbers), column.known)
    if column.dtype == bool or column.itemsize == 1:
        return column
    highest = max(int(column.max(initial=0)), -int(column.min(initial=0)))
    return column.astype(next((dtype for dtype in _NARROW if highest <= np.iinfo(dtype).max), column.dtype), copy=False)


def joined(parts: Sequence[Columns]) -> dict[str, Any]:
    """The rows of all parts, which have the same columns."""
    return {name: _joined([part[name] for part in parts]) for name in parts[0]}


def _joined(columns: Sequence[Any]) -> Any:
    if not isinstance(columns[0], Words):
        return np.concatenate(columns)
    known = tuple(sorted({word for column in columns for word in column.known}))
    numbers = {word: number for number, word in enumerate(known)}
    anew = [_narrowed(np.array([*(numbers[word] for word in column.known), NONE])) for column in columns]
    return Words(np.concatenate([new[column.numbers] for new, column in zip(anew, columns, strict=True)]), known)


def ascending(columns: Columns, key: str, *, latest_by: tuple[str, ...] = ()) -> dict[str, Any]:
    """
    The rows in ascending order of a key, each key once: the first row, or the latest one.

    >>> rows = {"id": np.array([3, 1, 3]), "seq": np.array([1, 1, 2])}
    >>> ascending(rows, "id")["seq"].tolist(), ascending(rows, "id", latest_by=("seq",))["seq"].tolist()
    ([1, 1], [1, 2])
    """
    if (columns[key][1:] > columns[key][:-1]).all():
        return dict(columns)
    order = in_order(columns[key])
    begins = changes(columns[key][order])
    if latest_by and not begins.all():
        order = np.lexsort([*(columns[name] for name in reversed(latest_by)), columns[key]])[::-1]
        begins = changes(columns[key][order])[::-1]
        order = order[::-1]
    return rows_at(columns, order[begins])


def in_order(*keys: Ints, then: Ints | None = None) -> Ints:
    """
    Places in ascending order of the keys, the first one first; equal ones in the order of `then`, or as they came.

    Keys are not negative. Each is sorted together with the places, as one number, which is quicker than to sort places
    by it; what nearly is in order already, such as instants, is quicker by itself: that is `then`.

    >>> in_order(np.array([70_000, 1, 1]), then=np.array([0, 9, 8])).tolist()
    [2, 1, 0]
    """
    count = keys[0].size
    places, room = np.arange(count), count.bit_length()
    order = places if then is None else np.argsort(then, kind="stable")
    for key in reversed(keys):
        for shift in range(0, max(int(key.max(initial=0)).bit_length(), 1), 63 - room):
            digits = key[order].astype(np.int64) >> shift & (1 << 63 - room) - 1
            order = order[np.sort(digits << room | places) & (1 << room) - 1]
    return order
