"""How the draft's lines fare on the desk's own latest tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trifecta.promises.drafting.warnings import reads, tally
from trifecta.screens.book import page
from trifecta.screens.book.reading import written_book
from trifecta.tickets.models import Ticket
from trifecta.tickets.vocabulary import FIELDS

LATEST = 10_000


@dataclass(frozen=True, slots=True)
class Counted:
    """idle: the names of lines that took none of the tickets; uncovered: (promise, how many tickets)."""

    ticket_count: int
    idle: list[str]
    uncovered: list[tuple[str, int]]


def read() -> Counted:
    """By the facts that the tickets have now."""
    book = written_book()[0].book
    found = tally(book, _latest(reads(book)))
    idle = [terms.name for terms in book.terms if not found.by_code[terms.code]] if found.ticket_count else []
    uncovered = [(page.label_of(promise), count) for promise, count in found.uncovered.items() if count]
    return Counted(found.ticket_count, idle, uncovered)


def _latest(names: frozenset[str]) -> Iterator[dict[str, Any]]:
    columns = {FIELDS[name].column: name for name in names} or {"sort": "sort"}
    rows = Ticket.objects.order_by("-pk").values_list(*columns)[:LATEST]
    return (dict(zip(columns.values(), row, strict=True)) for row in rows.iterator(chunk_size=2_000))
