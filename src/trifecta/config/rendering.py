"""An answer on the command line: a table to read, JSON or CSV for programs. Names stand where the store has ids."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from trifecta.metrics.answer import Answer, Cell
from trifecta.metrics.metric import Metric
from trifecta.warehouse import naming
from trifecta.web import format as written

Names = Mapping[str, Mapping[Any, str]]
NOTHING = "–"
FIGURES = ("value", "n", "low", "high", "numerator", "denominator")


def as_json(answer: Answer) -> str:
    told = {
        "metric": answer.metric,
        "unit": answer.unit,
        "date_basis": answer.date_basis,
        "as_of": answer.as_of,
        "definition": answer.definition,
        "sql": answer.sql,
        "rows": rows(answer),
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def as_csv(answer: Answer) -> str:
    dims = list(answer.rows[0].dims) if answer.rows else []
    lines = io.StringIO()
    writer = csv.DictWriter(lines, ["period", *dims, *FIGURES, "too_few"], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(answer))
    return lines.getvalue().rstrip()


def as_table(answer: Answer, metric: Metric, *, checked_at: datetime) -> str:
    """Times in the active zone. checked_at: when nothing newer than the answer was found."""
    if not answer.rows:
        return metric.unmeasured if metric.date_basis == "instant" else f"No case. {metric.unmeasured}"
    names = naming.names_in(answer)
    ordered = sorted(answer.rows, key=lambda cell: _rank(cell, names))
    lines = [[*_place(cell, names), *_figures(cell, metric)] for cell in ordered]
    heads = [*_heads(answer), metric.label, "95 %", "n"]
    table = aligned(heads, lines, right={len(heads) - 1, len(heads) - 2, len(heads) - 3})
    notes = [*_notes(answer, metric)]
    return "\n".join([table, "", *notes, f"By {metric.date_basis}, {freshness(answer, checked_at=checked_at)}."])


def freshness(answer: Answer, *, checked_at: datetime) -> str:
    as_of = datetime.fromisoformat(answer.as_of)
    return f"as of {written.exact(max(as_of, checked_at))}"


def rows(answer: Answer) -> list[dict[str, Any]]:
    """Each cell as a flat object; shares 0 to 1, durations in seconds. `too_few` only where it is so."""
    names = naming.names_in(answer)
    return [_flat(cell, names) for cell in answer.rows]


def said(value: float | None, metric: Metric) -> str:
    """A value as people say it."""
    if value is None:
        return NOTHING
    if metric.unit == "share":
        return written.share(value, decimals=1)
    if metric.unit == "s":
        return written.worked(value) if metric.is_business_time else written.duration(value)
    return written.number(value, decimals=0 if float(value).is_integer() else 2)


def aligned(heads: Sequence[str], lines: Iterable[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """
    Columns as wide as their widest text.

    >>> print(aligned(["team", "n"], [["Network", "7"], ["First", "120"]], right={1}))
    team       n
    Network    7
    First    120
    """
    all_lines = [list(heads), *(list(line) for line in lines)]
    widths = [max(len(text) for text in column) for column in zip(*all_lines, strict=True)]
    placed = [
        [text.rjust(width) if place in right else text.ljust(width) for place, (text, width) in enumerate(pairs)]
        for pairs in (zip(line, widths, strict=True) for line in all_lines)
    ]
    return "\n".join("  ".join(line).rstrip() for line in placed)


def _flat(cell: Cell, names: Names) -> dict[str, Any]:
    place = {"period": cell.period, **{name: _name(names, name, value) for name, value in cell.dims.items()}}
    told = {**place, **{name: getattr(cell, name) for name in FIGURES}}
    return {**told, "too_few": True} if cell.too_few else told


def _name(names: Names, dimension: str, value: Any) -> str | None:
    return None if value is None else names[dimension][value]


def _heads(answer: Answer) -> list[str]:
    first = answer.rows[0]
    return [*(["period"] if first.period else []), *first.dims]


def _place(cell: Cell, names: Names) -> list[str]:
    periods = [cell.period] if cell.period else []
    return [*periods, *(names[name][value] for name, value in cell.dims.items())]


def _rank(cell: Cell, names: Names) -> tuple[Any, ...]:
    ranks = (naming.rank(name, value, names[name][value]) for name, value in cell.dims.items())
    return (cell.period or "", *ranks)


def _notes(answer: Answer, metric: Metric) -> Iterator[str]:
    if any(cell.maturing for cell in answer.rows):
        yield "* still maturing"
    if metric.unreached and any(cell.n and cell.value is None and not cell.too_few for cell in answer.rows):
        yield f"{NOTHING} {metric.unreached}"


def _figures(cell: Cell, metric: Metric) -> list[str]:
    value = f"too few ({cell.n})" if cell.too_few else said(cell.value, metric) + ("*" if cell.maturing else "")
    interval = NOTHING if cell.low is None else f"{said(cell.low, metric)} to {said(cell.high, metric)}"
    return [value, interval, written.number(cell.n)]
