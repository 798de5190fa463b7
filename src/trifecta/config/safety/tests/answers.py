"""
`python -m trifecta.config.safety.tests.answers`: every metric, whole and by whom it concerns, as a line of JSON.

Once for each line that it reads, because most of an answer is writing its query; in between it holds nothing open.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.db import connections
from django.utils import timezone

django.setup()

from trifecta.metrics import engine, metric  # noqa: E402
from trifecta.metrics.answer import Question  # noqa: E402
from trifecta.warehouse import generations, refreshing  # noqa: E402

CUT_BY = {"", "requester", "customer", "department", "site", "team"}


def main() -> None:
    for _ in sys.stdin:
        told = json.dumps(answers())
        connections.close_all()  # before it answers: a database closed later takes its files from under the reader
        sys.stdout.write(told + "\n")
        sys.stdout.flush()


def answers() -> dict[str, dict[str, Any]]:
    store = generations.store(refreshing.refresh(at=timezone.now()))
    cuts = [(one, dim) for one in metric.all_metrics() for dim in ("", *one.dimensions) if dim in CUT_BY]
    questions = [Question(one.id, (dim,) if dim else ()) for one, dim in cuts]
    told = {f"{one.metric} by {one.by}": engine.answer(one, store=store).to_json() for one in questions}
    return {name: {key: value for key, value in one.items() if key == "rows"} for name, one in told.items()}


if __name__ == "__main__":
    main()
