"""One shelf for each sort of name: what is there, what is new, what was filled in later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from trifecta.importers.numbers import NAMES, Numbers
from trifecta.log.sheet import Sheet

ONE_PER_NAME = frozenset({"team", "organization", "site", "service", "item", "category"})
"""Sorts of which the desk has one row per name: a foreign name that is there already means that row."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Rows of names that the database does not hold yet. fresh, filled: to be inserted, and updated."""

    model: type[models.Model]
    columns: Sequence[str]
    fresh: Sequence[dict[str, Any]]
    filled: Sequence[dict[str, Any]]

    def write(self, sheet: Sheet) -> None:
        sheet.insert(self.model, self.columns, ([*row.values()] for row in self.fresh))
        sheet.update(self.model, self.columns, ([*row.values(), row["id"]] for row in self.filled))


class Shelf:
    """The names of one sort. ids: by foreign key."""

    def __init__(self, sort: str, numbers: Numbers, ids: dict[str, int]) -> None:
        self.sort = sort
        self.ids = ids
        self._fresh_keys: list[str] = []
        self._model: type[models.Model] = NAMES[sort]
        self._columns = [field.attname for field in self._model._meta.concrete_fields]
        self._longest_name = self._model._meta.get_field("name").max_length  # type: ignore[union-attr]
        self._blank = {field.attname: field.get_default() for field in self._model._meta.concrete_fields}
        self._numbers = numbers
        self._rows: dict[int, dict[str, Any]] = {}
        self._by_mark: dict[str, int] = {}
        self._fresh: dict[int, None] = {}
        self._filled: dict[int, None] = {}
        self._is_loaded = False

    def find(self, key: str, name: str, more: Mapping[str, Any]) -> int:
        """The id behind a foreign key, made if it is new; what `more` says fills what is still empty."""
        found = self.ids.get(key)
        if found is not None and not more:
            return found
        if not self._is_loaded:
            self._load()
        if found is None:
            found = self._existing(name, more) or self._make(name, more)
            self.ids[key] = found
            self._fresh_keys.append(key)
        self._fill(found, more)
        return found

    def take_unwritten(self) -> Unwritten:
        """What is new or was filled in since the last time."""
        fresh = [self._rows[number] for number in self._fresh]
        filled = [self._rows[number] for number in self._filled if number not in self._fresh]
        self._fresh.clear()
        self._filled.clear()
        return Unwritten(self._model, self._columns, fresh, filled)

    def take_fresh_keys(self) -> list[str]:
        """The foreign keys that were met since the last time."""
        keys, self._fresh_keys = self._fresh_keys, []
        return keys

    def _load(self) -> None:
        self._is_loaded = True
        for row in self._model._default_manager.values(*self._columns):
            self._keep(row)

    def _keep(self, row: dict[str, Any]) -> None:
        self._rows[row["id"]] = row
        if mark := self._mark(row["name"], row):
            self._by_mark[mark] = row["id"]

    def _mark(self, name: str, more: Mapping[str, Any]) -> str:
        """By what a row is the same thing whatever its key: a name the desk has once, or a person's address."""
        return (name if self.sort in ONE_PER_NAME else more.get("email", "")).lower()

    def _existing(self, name: str, more: Mapping[str, Any]) -> int | None:
        mark = self._mark(self._shown(name), more)
        return self._by_mark.get(mark) if mark else None

    def _make(self, name: str, more: Mapping[str, Any]) -> int:
        number = self._numbers.take(self.sort)
        self._keep({**self._blank, **more, "id": number, "name": self._shown(name)})
        self._fresh[number] = None
        return number

    def _shown(self, name: str) -> str:
        """The name as its column can hold it, inner spaces evened out."""
        return " ".join(name.replace("\0", "").split())[: self._longest_name]

    def _fill(self, number: int, more: Mapping[str, Any]) -> None:
        row = self._rows[number]
        news = {column: value for column, value in more.items() if row[column] in {None, ""}}
        if self._by_mark.get(self._mark("", news), number) != number:
            del news["email"]
        if news:
            self._keep(row | news)
            self._filled[number] = None
