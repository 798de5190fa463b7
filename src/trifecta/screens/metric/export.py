"""The numbers of a metric, or their cases, as the rows of a CSV: shares from 0 to 1, durations in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from trifecta.metrics.answer import Answer, Cell
from trifecta.screens.metric.case_list import Row
from trifecta.warehouse import naming
from trifecta.web import sheets

NUMBERS = ("value", "n", "low", "high", "numerator", "denominator")


def over_time(answer: Answer) -> Iterator[list[object]]:
    yield ["period", *NUMBERS]
    for cell in sorted(answer.rows, key=lambda cell: cell.period or ""):
        yield [cell.period, *_numbers(cell)]


def breakdown(answer: Answer, *, by: str, first: date) -> Iterator[list[object]]:
    """One period, cut by a dimension; first: the period's first day."""
    names = naming.names_in(answer).get(by, {})
    yield ["period", by, *NUMBERS]
    for cell in sorted(answer.rows, key=lambda cell: -cell.n):
        value = cell.dims[by]
        yield [first.isoformat(), sheets.safe(names.get(value, str(value))), *_numbers(cell)]


def cases(rows: Iterable[Row], *, subject: str) -> Iterator[list[object]]:
    """counts_on: a date in the desk's zone; amount: what the case adds to the number."""
    yield [subject, "counts_on", "amount", *(_TICKET if subject == "ticket" else _CONTACT)]
    for row in rows:
        told = [getter(row.thing) for getter in (_TICKET if subject == "ticket" else _CONTACT).values()]
        yield [row.thing.reference, row.on.isoformat(), row.amount, *map(sheets.safe, told)]


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
