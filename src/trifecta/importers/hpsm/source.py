"""The folder of HP Service Manager, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trifecta.base.ids import ChangeId
from trifecta.importers.contract import History, Names, Remark, Request, Said, Source
from trifecta.importers.hpsm import activity_clock, incidents, moments, story
from trifecta.importers.hpsm.changes import Changes
from trifecta.importers.hpsm.folder import Folder, open_folder
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.interactions import Contacts
from trifecta.importers.hpsm.naming import Naming
from trifecta.importers.reading import tables

_MOVED = "they are moved by the difference that the incidents opened at that time show"
_LEFT_OUT = "those dates are left out"
_ALONE = "they are linked to none"
_UNLINKED = "they are not linked to it"


@dataclass(slots=True)
class _Tickets:
    """Incidents with their activities and changes, on their way to histories."""

    names: Names
    incidents: Mapping[str, Incident]
    stamps: moments.Stamps
    changes: Changes
    unlinked_count: int = 0

    def histories(self) -> Iterator[History]:
        for key, incident in self.incidents.items():
            told_of = moments.moments(self.stamps[key], not_before=incident.opened_at)
            change = self._change(incident)
            if change is None:
                told = story.tell(incident, told_of, None, incident.opened_at)
            else:
                link = story.relation(incident, change, started_at=self.changes.started_at(incident.change))
                told = story.tell(incident, told_of, link, self.changes.recorded_at(incident.change))
            yield History("ticket", key, told, title=key, line=incident.line)

    def _change(self, incident: Incident) -> ChangeId | None:
        if not incident.change:
            return None
        if incident.change not in self.changes.parts:
            self.unlinked_count += 1
            return None
        return ChangeId(self.names.reserve("change", incident.change))


def read(request: Request, names: Names) -> Iterator[Said]:
    """Changes first, then the tickets that name them, then the contacts that name the tickets."""
    folder = open_folder(request)
    naming = Naming(names)
    changes, known = Changes(naming), dict[str, Incident]()
    for table in folder.changes:
        yield from changes.read(table)
    for table in folder.incidents:
        yield from incidents.read(table, naming, known)
    stamps: moments.Stamps = {key: [] for key in known}
    yield from moments.gather(folder.activities, names, stamps)
    moved_count = moments.put_right(stamps, _clock(known, stamps))
    yield from changes.histories()
    tickets = _Tickets(names, known, stamps, changes)
    yield from tickets.histories()
    contacts = Contacts(names, naming, known)
    for table in folder.interactions:
        yield from contacts.read(table)
    yield from _remarks(folder, tickets, contacts, moved_count)


def _clock(known: Mapping[str, Incident], stamps: moments.Stamps) -> activity_clock.ActivityClock:
    return activity_clock.measure(
        (at, known[key].opened_at) for key, told in stamps.items() for at, _, sort in told if sort == moments.OPEN
    )


def _remarks(folder: Folder, tickets: _Tickets, contacts: Contacts, moved_count: int) -> Iterator[Remark]:
    yield from folder.remarks
    for table in folder.tables():
        yield from table.remarks
    for what, count, so in (
        ("Activities stamped whole hours before their incidents", moved_count, _MOVED),
        ("Rows of changes with actual dates days after their closing", tickets.changes.impossible_count, _LEFT_OUT),
        ("Incidents that name a change which is not in the export", tickets.unlinked_count, _UNLINKED),
        ("Interactions that name an incident which is not in the export", contacts.unlinked_count, _UNLINKED),
        ("Interactions that were not solved and name no incident, or several", contacts.unnamed_count, _ALONE),
    ):
        if count:
            yield Remark(f"{what}: {count:,}; {so}.")
    if folder.interactions:
        yield Remark("The export does not tell calls from mails: the channel of its contacts is “other”.")


def _row_count(request: Request) -> int:
    return sum(table.survey.lines for table in open_folder(request).tables())


SOURCE = Source(
    name="hpsm",
    title="HP Service Manager",
    takes="the folder with the exported interactions, incidents, activities and changes (.csv, .csv.gz)",
    read=read,
    options=tables.OPTIONS,
    rows=_row_count,
)
