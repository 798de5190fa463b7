"""What promises do when something happens to a ticket: its clocks are read again, in the same transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.calendars.events import CalendarRevised
from trifecta.customers.events import SiteZoneTold
from trifecta.promises import keeping, recomputing
from trifecta.promises.actions.open_book import open_book
from trifecta.promises.loading import in_force
from trifecta.promises.models import Recomputing
from trifecta.tickets.models import Ticket

SETUP = System("rule:set_up")

# After these, what has ended may have ended otherwise; after any other entry, what ended later than it happened.
REWRITES = frozenset({"ticket.corrected", "promise.waived", "promise.started"})

BEGINNING = datetime.min.replace(tzinfo=UTC)


def on_entry(stream: str, entry: Entry) -> None:
    """Keep the ticket's clocks as they are after this entry."""
    ticket_id = int(stream.partition(":")[2])
    since = BEGINNING if entry.event.kind in REWRITES else entry.happened_at
    keeping.keep(ticket_id, at=entry.happened_at, since=since, after=entry.event.kind)


def on_desk_set_up(_stream: str, entry: Entry) -> None:
    """A new desk promises what most do, until somebody says otherwise."""
    open_book(by=SETUP, at=entry.happened_at)


def on_hours_changed(_stream: str, entry: Entry) -> None:
    """Have what is open timed by the hours as they are now; a calendar's first version timed nothing before."""
    event = entry.event
    if isinstance(event, CalendarRevised) and event.version == 1:
        return
    recomputing.ask(by=System(entry.actor), at=entry.happened_at)


def on_site_zone_told(_stream: str, entry: Entry) -> None:
    """Have what is open timed by the site's own days, where any terms mean them; once for all sites of one act."""
    event, by = entry.event, System(entry.actor)
    if not isinstance(event, SiteZoneTold) or not Ticket.objects.filter(site=event.site).exists():
        return
    means_sites = any("site" in version.lines.reads for version in in_force(at=entry.happened_at).versions)
    asked = Recomputing.objects.filter(asked_by=by.actor, asked_at=entry.happened_at, done_at=None, after_entry=None)
    if means_sites and not asked.exists():
        recomputing.ask(by=by, at=entry.happened_at)
