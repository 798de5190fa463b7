"""`python -m bench.promised`: give the desk in `TRIFECTA_HOME` a book that has held since before its first ticket."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402, they need models

from trifecta.base.actors import System  # noqa: E402
from trifecta.promises.actions.revise_book import revise_book  # noqa: E402
from trifecta.promises.models import BookVersion, Recomputing  # noqa: E402
from trifecta.promises.standard import standard_book  # noqa: E402

SINCE = datetime(2005, 1, 1, tzinfo=UTC)


def main() -> None:
    if not BookVersion.objects.filter(holds_from=SINCE).exists():
        revise_book(standard_book(), holds_from=SINCE, by=System("rule:bench"), at=timezone.now())
    Recomputing.objects.all().delete()  # what that asked for is what is to be timed


if __name__ == "__main__":
    main()
