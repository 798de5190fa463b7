"""Who uses a home: whatever serves, works or imports holds it, and what replaces the database wants it alone."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from trifecta.base.errors import TrifectaError

_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


class InUse(TrifectaError):
    """Something else runs on this desk."""


@contextlib.contextmanager
def held() -> Iterator[None]:
    """The desk is in use as long as this lasts; the operating system lets go when the process dies. Raises InUse."""
    with _lock(fcntl.LOCK_SH, "This desk is being restored or upgraded. Start again when that is done."):
        yield


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Nothing else uses the desk as long as this lasts. Raises InUse."""
    told = "Something serves, works or imports in this home. Stop it first, as with `systemctl stop trifecta`."
    with _lock(fcntl.LOCK_EX, told):
        _require_no_session()
        yield


@contextlib.contextmanager
def _lock(how: int, refusal: str) -> Iterator[None]:
    with Path(settings.HOME, "in_use.lock").open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(refusal) from error
        yield


def _require_no_session() -> None:
    """On PostgreSQL other machines may serve the same desk, and their homes know nothing of this one."""
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(_OTHERS)
            (count,) = cursor.fetchone()
    except OperationalError:
        return  # whoever needs the database says so in its own words
    if count:
        raise InUse(
            f"{count} other sessions use this database. Stop `trifecta serve` and `trifecta work` on every machine."
        )
