"""From the rows of a ticket to its histories, with what is known only when all tickets were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from trifecta.importers.contract import History, Reject, Remark, Said, Told
from trifecta.importers.csv import happenings, story, surveys
from trifecta.importers.csv.happenings import Happening
from trifecta.importers.csv.people import People
from trifecta.importers.csv.tickets import Line, Ticket, ticket_of
from trifecta.importers.reading.cells import BadCell
from trifecta.importers.reading.dates import BadDate

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Draft(NamedTuple):
    """A ticket that is understood and not yet told."""

    ticket: Ticket
    lines: Sequence[Line]
    opened_at: datetime
    retold: list[Told]


@dataclass(slots=True)
class Telling:
    """
    The state of an import.

    agents: texts that are known to be agents. as_of: the latest instant met so far. running: tickets whose promise
    nothing has ended; whether it is broken depends on how late the export is, which the last row may tell.
    """

    people: People
    agents: frozenset[str] = frozenset()
    as_of: datetime = _LONG_AGO
    running: list[Draft] = field(default_factory=list)
    repeated_count: int = 0

    def tell(self, key: str, lines: Sequence[Line]) -> Iterator[Said]:
        """The histories of one ticket, and its rows that cannot be used."""
        try:
            ticket = ticket_of(key, lines, self.people)
        except (BadDate, BadCell) as error:
            yield lines[0].reject(error)
            return
        happened, rejects = self._happened(lines)
        opened_at = ticket.opened_at or min((one.at for _, one in happened), default=None)
        if opened_at is None:
            yield from rejects
            yield lines[0].reject("nothing says when the ticket was opened")
            return
        rejects += [
            line.reject("it happened before the ticket was opened") for line, one in happened if one.at < opened_at
        ]
        yield from rejects
        in_time = sorted((one for _, one in happened if one.at >= opened_at), key=_instant)
        retold = list(happenings.Retelling(ticket, self.people, self.agents).tell(in_time))
        self.as_of = max(self.as_of, story.latest(ticket, retold) or opened_at)
        draft = Draft(ticket, lines, opened_at, retold)
        if ticket.deadline_at is not None and story.done(ticket, retold) is None:
            self.running.append(draft)
        else:
            yield from self._finish(draft)

    def settle(self) -> Iterator[Said]:
        """The tickets that had to wait for the last row."""
        for draft in self.running:
            yield from self._finish(draft)

    def remarks(self) -> Iterator[Remark]:
        if self.repeated_count:
            yield Remark(f"Rows that repeat an event of another row: {self.repeated_count:,}; each event is told once.")

    def _happened(self, lines: Sequence[Line]) -> tuple[list[tuple[Line, Happening]], list[Reject]]:
        happened: dict[Happening, Line] = {}
        rejects = []
        for line in lines:
            try:
                one = happenings.read(line)
            except (BadDate, BadCell) as error:
                rejects.append(line.reject(error))
                continue
            if one is not None:
                self.repeated_count += one in happened
                happened.setdefault(one, line)
        return [(line, one) for one, line in happened.items()], rejects

    def _finish(self, draft: Draft) -> Iterator[Said]:
        ticket, lines, opened_at, retold = draft
        try:
            told = story.tell(ticket, retold, opened_at=opened_at, as_of=self.as_of)
        except BadCell as error:
            yield ticket.first.reject(error)
            return
        yield History("ticket", ticket.key, told, title=ticket.subject, line=ticket.first.row[0])
        try:
            survey = surveys.survey_of(ticket, lines, self.people.names, told=told)
        except (BadDate, BadCell) as error:
            yield lines[0].reject(error)
            return
        if survey is not None:
            yield survey


def _instant(happening: Happening) -> datetime:
    return happening.at
