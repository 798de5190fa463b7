"""The worker's duty to forget: rows and files whose words are past their time."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from trifecta.base.actors import System
from trifecta.desk import expiry
from trifecta.desk.actions.forget_words import forget_words
from trifecta.importers.reporting import rejects
from trifecta.preferences.models import Words

logger = logging.getLogger(__name__)
BY = System("rule:retention")
DAILY_S = 24 * 3600.0


def forget(at: datetime) -> float:
    """Everything that is due; says after how many seconds again."""
    removed = rejects.remove(_old_rejects(at))
    while gone := forget_words(rejects=removed, by=BY, at=at):
        logger.info("Words past their time are gone: %s.", ", ".join(f"{n:,} {sort}" for sort, n in gone.items()))
        removed = 0
    return DAILY_S


def due(at: datetime) -> dict[str, int]:
    """How many of each sort would go now."""
    counts = {str(words): rows.count() for words, rows in expiry.due(at).items()}
    return {**counts, **({"rejects": len(found)} if (found := _old_rejects(at)) else {})}


def _old_rejects(at: datetime) -> list[Path]:
    before = expiry.limits(at).get(Words.REJECTS)
    return [path for path in rejects.files() if path.stat().st_mtime < before.timestamp()] if before else []
