"""How far an import is, shown to a person at a terminal and to nobody else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from trifecta.importers.ingest import Plan, Watch


@contextmanager
def shown(plan: Plan) -> Iterator[Watch]:
    """A bar with rate and time left, gone at the end; what it gives is told how many source rows are done."""
    if not sys.stderr.isatty():
        yield bool
        return
    total = plan.source.rows(plan.request) if plan.source.rows else None
    with tqdm(total=total, unit=" rows", unit_scale=True, leave=False) as bar:
        yield lambda rows: bar.update(rows - bar.n)
