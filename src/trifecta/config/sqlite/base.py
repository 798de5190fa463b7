"""The backend itself: `ENGINE = "trifecta.config.sqlite"`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from trifecta.base.errors import Spoken
from trifecta.base.text import N_
from trifecta.config.sqlite.line import Line

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
BUSY = N_("Something else has been writing for {seconds} s, so nothing was saved. Try again in a moment.")


class DeskBusy(Spoken, OperationalError):
    """The database was being written all the time that a writer was ready to wait."""


class Cursor(base.SQLiteCursorWrapper):
    """Stands in line for a statement that writes outside of any transaction."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if self.wrapper.in_atomic_block or not _writes(query):
            return super().execute(query, params)
        with self.wrapper.turn():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.wrapper.in_atomic_block or not _writes(query):
            return super().executemany(query, param_list)
        with self.wrapper.turn():
            return super().executemany(query, param_list)


def _writes(query: str) -> bool:
    return query.lstrip()[:7].upper().startswith(WRITES)


class DatabaseWrapper(base.DatabaseWrapper):
    """
    SQLite, whose transactions begin with a place in line; readers never wait.

    The four methods with an underscore are Django's hooks for backends, which its stubs leave out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line = Line(Path(self.settings_dict["NAME"]))
        self._patience_s = float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002, so does Django
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._enter()
        try:
            yield
        finally:
            self._line.leave()

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._line.leave()
            raise

    def _enter(self) -> None:
        if self.is_in_memory_db():
            return
        if not self._line.enter(within_s=self._patience_s):
            raise DeskBusy(BUSY, seconds=round(self._patience_s))

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._line.leave()  # a commit that fails is followed by a rollback

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]
        self._line.leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._line.close()
