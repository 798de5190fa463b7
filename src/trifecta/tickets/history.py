"""Rows of tickets from their stories, in bulk, for importers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trifecta.base.entries import Entry
from trifecta.contacts.events import ContactRecorded
from trifecta.log.bulk import Story
from trifecta.log.sheet import Row, Sheet
from trifecta.tickets import following
from trifecta.tickets.events import conversation, flow, participants, structure
from trifecta.tickets.models import ArticleLink, ContactLink, Message, Participant, Remark, Ticket, TicketLink
from trifecta.tickets.replay import EMPTY, replay

_COLUMNS = tuple(EMPTY)
_ARTICLE, _TICKET = ("ticket_id", "article"), ("ticket_id", "other_id", "relation")
_FOLLOWING = {participants.ParticipantAdded, participants.ParticipantRemoved}
_SPOKEN = (conversation.MessageSent, conversation.MessageReceived, conversation.NoteAdded)


def write(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new tickets, with their words, links and participants."""
    rows = ((story.id, story.title, *replay(story.entries).values()) for story in stories)
    sheet.insert(Ticket, ("id", "subject", *_COLUMNS), rows)
    _gather(stories).write(sheet)


def rewrite(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known tickets up to their stories, and add what their fresh entries bring."""
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
    """
    The rows that stand beside the tickets' own.

    unlinked_articles, unlinked_tickets: links that are there from before and were taken back. followed: tickets whose
    participants are told anew.
    """

    messages: list[Row] = field(default_factory=list)
    remarks: list[Row] = field(default_factory=list)
    contacts: list[Row] = field(default_factory=list)
    articles: dict[Row, None] = field(default_factory=dict)
    tickets: dict[Row, None] = field(default_factory=dict)
    unlinked_articles: list[Row] = field(default_factory=list)
    unlinked_tickets: list[Row] = field(default_factory=list)
    followed: list[Row] = field(default_factory=list)
    participants: list[Row] = field(default_factory=list)

    def write(self, sheet: Sheet) -> None:
        sheet.insert(Message, ("ticket_id", "seq", "body"), self.messages)
        sheet.insert(Remark, ("ticket_id", "seq", "body"), self.remarks)
        sheet.ensure(ContactLink, ("ticket_id", "contact_id"), self.contacts)
        sheet.delete(ArticleLink, _ARTICLE, self.unlinked_articles)
        sheet.ensure(ArticleLink, _ARTICLE, self.articles)
        sheet.delete(TicketLink, _TICKET, self.unlinked_tickets)
        sheet.ensure(TicketLink, _TICKET, self.tickets)
        sheet.delete(Participant, ("ticket_id",), self.followed)
        sheet.insert(Participant, ("ticket_id", "customer_id", "agent_id", "role"), self.participants)


def _gather(stories: Sequence[Story]) -> _Beside:
    beside = _Beside()
    for story in stories:
        kinds = set()
        for entry in story.fresh():
            kinds.add(type(entry.event))
            if isinstance(entry.event, (structure.Linked, flow.Resolved)):
                _gather_link(beside, story.id, entry.event)
            elif isinstance(entry.event, structure.Unlinked):
                _gather_unlinked(beside, story, entry.event)
            if entry.seq in story.words:
                _gather_words(beside, story, entry)
        if not kinds.isdisjoint(_FOLLOWING):
            _gather_followers(beside, story)
    return beside


def _gather_words(beside: _Beside, story: Story, entry: Entry) -> None:
    row = (story.id, entry.seq, story.words[entry.seq])
    (beside.messages if isinstance(entry.event, _SPOKEN) else beside.remarks).append(row)


def _gather_link(beside: _Beside, ticket_id: int, event: structure.Linked | flow.Resolved) -> None:
    """Knowledge that solved a ticket is used on it, too."""
    if event.article:
        beside.articles[ticket_id, event.article] = None
    elif isinstance(event, structure.Linked) and event.contact:
        beside.contacts.append((ticket_id, event.contact))
    elif isinstance(event, structure.Linked) and event.ticket:
        beside.tickets[ticket_id, event.ticket, event.relation] = None


def _gather_unlinked(beside: _Beside, story: Story, event: structure.Unlinked) -> None:
    if event.article:
        beside.articles.pop((story.id, event.article), None)
        beside.unlinked_articles.append((story.id, event.article))
    elif event.ticket:
        beside.tickets.pop((story.id, event.ticket, event.relation), None)
        beside.unlinked_tickets.append((story.id, event.ticket, event.relation))


def _gather_followers(beside: _Beside, story: Story) -> None:
    """Everyone who follows in the end, whenever they were let in."""
    beside.followed.append((story.id,))
    for (sort, number), role in following.followers(story.entries).items():
        who = (number, None) if sort == "customer" else (None, number)
        beside.participants.append((story.id, *who, role))
