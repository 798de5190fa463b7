"""The asked lines as CSV, in blocks of whole lines, however many there are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice

from trifecta.base.kinds import to_facts
from trifecta.log import trail
from trifecta.log.trail import Asked
from trifecta.screens.audit import page
from trifecta.screens.audit.page import Told
from trifecta.staff.models import Agent
from trifecta.web import sheets

# Names of columns, as programs read them; they are the log's own and stay what they are in every language.
HEAD = ("recorded_at", "happened_at", "actor", "who", "kind", "stream", "seq", "thing", "sentence", "changes", "facts")
_AT_ONCE = 200


def blocks(asked: Asked, *, reader: Agent) -> Iterator[str]:
    yield _written([HEAD])
    lines = trail.every(asked)
    while some := list(islice(lines, _AT_ONCE)):
        yield _written(_cells(told) for told in page.tell(some, reader=reader))


def _cells(told: Told) -> tuple[object, ...]:
    line = told.line
    changed = "; ".join(f"{label}: {before} → {after}" for label, before, after in told.changes)
    return (
        line.recorded_at.isoformat(),
        line.entry.happened_at.isoformat(),
        line.entry.actor,
        sheets.safe(told.who),
        line.entry.event.kind,
        line.stream,
        line.entry.seq,
        told.thing,
        sheets.safe(told.sentence),
        sheets.safe(changed),
        json.dumps(to_facts(line.entry.event)),
    )


def _written(rows: object) -> str:
    block = io.StringIO()
    csv.writer(block).writerows(rows)  # type: ignore[arg-type]
    return block.getvalue()
