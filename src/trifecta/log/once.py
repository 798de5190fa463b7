"""
A request that is sent twice is carried out once.

Whoever takes requests in gives each a token and acts inside `asked(token)`. The first event that is appended keeps the
token, in the act's own transaction; the same token again fails the act with DoneAlready, whoever was faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from trifecta.base.errors import Spoken
from trifecta.base.text import N_
from trifecta.log import bulk
from trifecta.log.models import Done

KEPT_FOR = timedelta(days=7)
_KEEPING = "INSERT INTO log_done (stream, seq, done_at, token) VALUES (%s, %s, %s, %s)"
_MOVING = "UPDATE log_done SET stream = %s, seq = %s, done_at = %s WHERE token = %s"


class DoneAlready(Spoken):
    """The same request was carried out before; this one has changed nothing."""


@dataclass(slots=True)
class Asked:
    """A request in hand. is_kept: it has come to an act of its own."""

    token: str
    is_kept: bool = False


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def asked(token: str) -> Iterator[Asked]:
    """What is appended within belongs to the request with this token (at most 64 characters)."""
    request = Asked(token)
    before = _asked.set(request)
    try:
        yield request
    finally:
        _asked.reset(before)


def keep(stream: str, seq: int, *, at: datetime) -> None:
    """
    Note where the request in hand has led. Raises DoneAlready.

    An act composed of several leads to where the last of them wrote.
    """
    request = _asked.get()
    if request is None:
        return
    told = [stream, seq, bulk.moments()(at), request.token]
    with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
        if request.is_kept:
            cursor.execute(_MOVING, told)
            if cursor.rowcount:
                return
        try:
            cursor.execute(_KEEPING, told)
        except IntegrityError as error:
            raise DoneAlready(N_("This was done already.")) from error
    request.is_kept = True


def done(token: str) -> str | None:
    """The stream that the request with this token has led to, or None when it was not carried out."""
    return Done.objects.filter(token=token).values_list("stream", flat=True).first()


def prune(*, at: datetime) -> int:
    """Forget what was asked long ago, and return how many requests that were."""
    return Done.objects.filter(done_at__lt=at - KEPT_FOR).delete()[0]
