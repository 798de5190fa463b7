from __future__ import annotations

from tests.desk import NINE, monday
from trifecta.screens.ticket import page
from trifecta.tickets.actions.conversation.add_note import add_note


def shown(ticket, agent):
    return page.read(page.TICKETS.get(pk=ticket.pk), by=agent, at=monday(18))


def noted(desk, *, times):
    """A ticket with so many notes, by an agent who may see them."""
    ann = desk.agent("Ann", desk.team("First"))
    ticket = desk.ticket(by=ann, at=NINE)
    for minute in range(times):
        add_note(ticket, body=f"Note {minute}", by=ann, at=monday(10, minute))
    return shown(ticket, ann)


def test_a_short_story_stands_whole(desk):
    read = noted(desk, times=page.MOST_IN_SIGHT - 1)

    assert read.earlier == []
    assert read.latest == read.stretches


def test_the_middle_of_a_long_story_folds(desk):
    read = noted(desk, times=40)

    assert read.beginning + read.earlier + read.latest == read.stretches
    assert (len(read.beginning), len(read.latest)) == (page.BEGINNING, page.LATEST)
    assert read.latest[-1].message.words == "Note 39"
