"""The numbers of a metric, or their cases, as the rows of a CSV: shares from 0 to 1, durations in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import periods
from trifecta.parts.look import Look
from trifecta.screens.metric.case_list import Row
from trifecta.warehouse import naming
from trifecta.web import sheets

NUMBERS = ("value", "n", "low", "high", "numerator", "denominator")
CAVEATS = ("final", "unit", "as_of", "definition_version")


def over_time(answer: Answer, look: Look) -> Iterator[list[object]]:
    yield ["period", *NUMBERS, *CAVEATS]
    for cell in sorted(answer.rows, key=lambda cell: cell.period or ""):
        first = date.fromisoformat(cell.period or look.on.isoformat())
        yield [cell.period, *_numbers(cell), *_caveats(answer, cell, first, look)]


def breakdown(answer: Answer, look: Look, *, by: str, first: date) -> Iterator[list[object]]:
    """One period, cut by a dimension; first: the period's first day."""
    names = naming.names_in(answer).get(by, {})
    yield ["period", by, *NUMBERS, *CAVEATS]
    for cell in sorted(answer.rows, key=lambda cell: -cell.n):
        value = cell.dims[by]
        name = sheets.safe(names.get(value, str(value)))
        yield [first.isoformat(), name, *_numbers(cell), *_caveats(answer, cell, first, look)]


def _caveats(answer: Answer, cell: Cell, first: date, look: Look) -> list[object]:
    """What the page says beside a number: whether it may still change, what it is, from when."""
    is_over = periods.following(first, look.period) <= look.on
    return ["yes" if is_over and not cell.maturing else "no", answer.unit, answer.as_of, answer.version]


def cases(rows: Iterable[Row], *, subject: str) -> Iterator[list[object]]:
    """counts_on: a date in the desk's zone; amount: what it adds to the number; times, hits: as in `answer.Cases`."""
    yield [subject, "counts_on", "amount", "times", "hits", *(_TICKET if subject == "ticket" else _CONTACT)]
    for row in rows:
        told = [getter(row.thing) for getter in (_TICKET if subject == "ticket" else _CONTACT).values()]
        yield [row.thing.reference, row.on.isoformat(), row.amount, row.times, row.hits, *map(sheets.safe, told)]


def _named(thing: Any) -> str:
    return thing.name if thing is not None else ""


_TICKET: dict[str, Callable[[Any], object]] = {
    "subject": lambda ticket: ticket.subject,
    "state": lambda ticket: ticket.state,
    "team": lambda ticket: _named(ticket.team),
    "customer": lambda ticket: _named(ticket.requester),
    "opened_at": lambda ticket: ticket.opened_at.isoformat(),
    "first_resolved_at": lambda ticket: ticket.first_resolved_at and ticket.first_resolved_at.isoformat(),
}
_CONTACT: dict[str, Callable[[Any], object]] = {
    "channel": lambda contact: contact.channel,
    "customer": lambda contact: _named(contact.customer),
    "answered_by": lambda contact: _named(contact.agent),
    "began_at": lambda contact: contact.started_at.isoformat(),
}


def _numbers(cell: Cell) -> list[object]:
    return [getattr(cell, name) for name in NUMBERS]
