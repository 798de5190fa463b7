"""Rows of tickets from their stories, in bulk, for importers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trifecta.base.entries import Entry
from trifecta.contacts.events import ContactRecorded
from trifecta.log.bulk import Story
from trifecta.log.sheet import Row, Sheet
from trifecta.tickets.events import conversation, flow, structure
from trifecta.tickets.models import ArticleLink, ContactLink, Message, Remark, Ticket, TicketLink
from trifecta.tickets.replay import EMPTY, replay

_COLUMNS = tuple(EMPTY)
_SPOKEN = (conversation.MessageSent, conversation.MessageReceived, conversation.NoteAdded)


def write(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new tickets, with their words and their links to contacts, articles and tickets."""
    rows = ((story.id, story.title, *replay(story.entries).values()) for story in stories)
    sheet.insert(Ticket, ("id", "subject", *_COLUMNS), rows)
    _gather(stories).write(sheet)


def rewrite(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known tickets up to their stories, and add the words and links of their fresh entries."""
    sheet.update(Ticket, _COLUMNS, ((*replay(story.entries).values(), story.id) for story in stories))
    _gather(stories).write(sheet)


def write_contact_links(contacts: Sequence[Story], sheet: Sheet) -> None:
    """Link recorded contacts to the tickets that they name."""
    links = [
        (story.id, entry.event.ticket)
        for story in contacts
        for entry in story.fresh()
        if isinstance(entry.event, ContactRecorded) and entry.event.ticket
    ]
    sheet.ensure(ContactLink, ("contact_id", "ticket_id"), links)


@dataclass(slots=True)
class _Beside:
    """The rows that stand beside the tickets' own."""

    messages: list[Row] = field(default_factory=list)
    remarks: list[Row] = field(default_factory=list)
    contacts: list[Row] = field(default_factory=list)
    articles: list[Row] = field(default_factory=list)
    tickets: list[Row] = field(default_factory=list)

    def write(self, sheet: Sheet) -> None:
        sheet.insert(Message, ("ticket_id", "seq", "body"), self.messages)
        sheet.insert(Remark, ("ticket_id", "seq", "body"), self.remarks)
        sheet.ensure(ContactLink, ("ticket_id", "contact_id"), self.contacts)
        sheet.ensure(ArticleLink, ("ticket_id", "article"), self.articles)
        sheet.ensure(TicketLink, ("ticket_id", "other_id", "relation"), self.tickets)


def _gather(stories: Sequence[Story]) -> _Beside:
    beside = _Beside()
    for story in stories:
        for entry in story.fresh():
            if isinstance(entry.event, (structure.Linked, flow.Resolved)):
                _gather_link(beside, story.id, entry.event)
            if entry.seq in story.words:
                _gather_words(beside, story, entry)
    return beside


def _gather_words(beside: _Beside, story: Story, entry: Entry) -> None:
    row = (story.id, entry.seq, story.words[entry.seq])
    (beside.messages if isinstance(entry.event, _SPOKEN) else beside.remarks).append(row)


def _gather_link(beside: _Beside, ticket_id: int, event: structure.Linked | flow.Resolved) -> None:
    """Knowledge that solved a ticket is used on it, too."""
    if event.article:
        beside.articles.append((ticket_id, event.article))
    elif isinstance(event, structure.Linked) and event.contact:
        beside.contacts.append((ticket_id, event.contact))
    elif isinstance(event, structure.Linked) and event.ticket:
        beside.tickets.append((ticket_id, event.ticket, event.relation))
