"""How fresh the numbers are. Free of engines: pages import it."""

from __future__ import annotations

from datetime import datetime, timedelta

from trifecta.warehouse.generations import Snapshot
from trifecta.warehouse.models import ONLY_ID, Freshness, Heartbeat


def current() -> Freshness | None:
    """The row of the current snapshot; None before the first copy."""
    return Freshness.objects.filter(id=ONLY_ID).first()


def note(snapshot: Snapshot, *, checked_at: datetime) -> None:
    """Say that this snapshot is current and that at `checked_at` nothing was newer."""
    told = {
        "snapshot": snapshot.id,
        "as_of": snapshot.as_of,
        "checked_at": checked_at,
        "watermark": snapshot.watermark,
    }
    Freshness.objects.update_or_create(id=ONLY_ID, defaults=told)


def lag(fresh: Freshness, *, at: datetime) -> timedelta:
    """How old the current numbers may be: the log was found unchanged until `checked_at`."""
    return at - max(fresh.as_of, fresh.checked_at)


def is_worker_running(*, at: datetime) -> bool:
    """Whether somebody refreshes and answers at all."""
    beat = Heartbeat.objects.filter(id=ONLY_ID).first()
    return beat is not None and beat.is_alive(at)
