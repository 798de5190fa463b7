"""The worker's side of `asking`: computes what is wanted and keeps it. Loads the engines; no page may import it."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from trifecta.base.errors import TrifectaError
from trifecta.metrics import engine
from trifecta.warehouse import asking, generations
from trifecta.warehouse.generations import Snapshot
from trifecta.warehouse.models import KeptAnswer

logger = logging.getLogger(__name__)
CLAIM = timedelta(minutes=2)
"""After this a question that another worker took is free again."""
RECENT, TODAY = timedelta(minutes=15), timedelta(days=1)
TODAY_EVERY = timedelta(minutes=10)
FORGOTTEN, MOST = timedelta(days=14), 5_000
BROKEN = "This could not be computed; the worker's log says why."


def answer_next(*, at: datetime, only_new: bool = False) -> bool:
    """
    Compute the most wanted question, if there is one: never answered before recently shown.

    only_new: leave those that have an older answer.
    """
    free = KeptAnswer.objects.wanted().filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM))
    if only_new:
        free = free.filter(answered_at=None)
    claimed = _claim(free, at)
    if claimed is None:
        return False
    snapshot = generations.current()
    if snapshot is None:
        raise generations.NoSnapshot("A question was asked before anything was copied.")
    payload, failure = _computed(claimed, snapshot)
    KeptAnswer.objects.filter(pk=claimed.pk).update(
        payload=payload, failure=failure, snapshot=snapshot.id, answered_at=at, is_wanted=False, claimed_at=None
    )
    return True


def want_shown_again(snapshot: Snapshot, *, at: datetime) -> int:
    """Of a new snapshot, want first what was shown: in the last minutes each time, today's every ten minutes."""
    shown = Q(asked_at__gt=at - RECENT) | Q(asked_at__gt=at - TODAY, answered_at__lt=at - TODAY_EVERY)
    older = KeptAnswer.objects.filter(shown, is_wanted=False).exclude(snapshot=snapshot.id)
    return older.update(is_wanted=True, claimed_at=None) if older.exists() else 0


def release(*, at: datetime) -> None:
    """Free what a worker that was killed had taken; called by the only worker at its start."""
    KeptAnswer.objects.filter(claimed_at__lte=at).update(claimed_at=None)


def prune(*, at: datetime) -> int:
    """Forget what nobody has asked for in two weeks, and all but the latest few thousand."""
    too_many = list(KeptAnswer.objects.order_by("-asked_at", "-pk").values_list("pk", flat=True)[MOST:])
    return KeptAnswer.objects.filter(Q(asked_at__lt=at - FORGOTTEN) | Q(pk__in=too_many)).delete()[0]


def _claim(free: Any, at: datetime) -> KeptAnswer | None:
    if not free.exists():
        return None
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        taken: KeptAnswer | None = free.select_for_update(skip_locked=skip).first()
        if taken is not None:
            taken.claimed_at = at
            taken.save(update_fields=["claimed_at"])
    return taken


def _computed(wanted: KeptAnswer, snapshot: Snapshot) -> tuple[Any, str]:
    question = asking.from_json(wanted.question)
    try:
        if wanted.sort == KeptAnswer.Sort.CASES:
            return asdict(engine.cases(question, store=generations.store(snapshot))), ""
        return engine.answer(question, store=generations.store(snapshot)).to_json(), ""
    except TrifectaError as error:
        return None, str(error)[:400]
    except Exception:
        logger.exception("the answer to %s could not be computed", question)
        return None, BROKEN
