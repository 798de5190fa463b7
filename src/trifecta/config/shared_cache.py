"""
The cache that all web workers share: in it stands how often somebody tried to sign in.

Django's own counts its rows and asks for the old one before each write, ten statements for one attempt, and drops a
third of all beyond 300: whoever tries 300 addresses would be forgotten.
"""

from __future__ import annotations

import base64
import pickle
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

SWEPT_EVERY = 100
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
SET = (
    "INSERT INTO config_cache (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
ADD = SET + " WHERE config_cache.expires < %s"
SWEEP = "DELETE FROM config_cache WHERE expires < %s"


class SharedCache(DatabaseCache):
    """Writes in one statement each; nothing is dropped before its time."""

    _writes = count(1)

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(SET, key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether it was not there, or there no longer."""
        return self._write(ADD, key, value, timeout, version, datetime.now(UTC)) > 0

    def _write(
        self, statement: str, key: str, value: Any, timeout: float | None, version: int | None, *more: datetime
    ) -> int:
        written = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, UTC).replace(microsecond=0)
        if next(self._writes) % SWEPT_EVERY == 0:
            self._run(SWEEP, datetime.now(UTC))
        return self._run(statement, self.make_and_validate_key(key, version=version), written, expires, *more)

    def _run(self, statement: str, *values: str | datetime) -> int:
        """How many rows it wrote."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        adapt = connection.ops.adapt_datetimefield_value
        with connection.cursor() as cursor:
            cursor.execute(statement, [adapt(value) if isinstance(value, datetime) else value for value in values])
            return int(cursor.rowcount)
