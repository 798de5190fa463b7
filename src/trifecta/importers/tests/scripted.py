"""A source that tells what a test writes down, and a short way to import it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from tests.desk import monday
from trifecta.base.kinds import Event
from trifecta.importers import ingest
from trifecta.importers.contract import History, Names, Request, Said, Source, Told
from trifecta.importers.reporting.report import Report
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Closed, Opened, Resolved
from trifecta.tickets.models import Ticket

NOON = monday(12)
Script = Callable[[Names], Iterable[Said]]


def source_of(script: Script) -> Source:
    def read(_request: Request, names: Names) -> Iterator[Said]:
        yield from script(names)

    return Source(name="scripted", title="A test", takes="nothing", read=read)


def bring(script: Script, *, at: datetime = NOON, instance: str = "main", is_rehearsal: bool = False) -> Report:
    """Import what the script tells."""
    plan = ingest.Plan(source_of(script), Request([], UTC), instance, is_rehearsal=is_rehearsal)
    return ingest.import_history(plan, clock=lambda: at)


def told(*events: Event, words: str | None = None) -> list[Told]:
    """Events a minute apart from nine o'clock; the words belong to the last one."""
    last = len(events) - 1
    return [
        Told(monday(9, minute), "importer:scripted", event, words if minute == last else None)
        for minute, event in enumerate(events)
    ]


def opened(**fields: object) -> Opened:
    return Opened(**{"sort": "incident", "owner": PLACEHOLDER_ID, **fields})


def ticket(key: str, *events: Event, title: str = "", words: str | None = None) -> History:
    """A ticket's history; without events it is opened, resolved and closed."""
    return History("ticket", key, told(*(events or (opened(), Resolved(), Closed())), words=words), title=title, line=2)


def columns(row: Ticket) -> dict[str, object]:
    """What replay tells of a row."""
    names = [field.attname for field in Ticket._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in {"id", "subject"}}
