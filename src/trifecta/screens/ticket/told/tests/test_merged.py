"""What a ticket tells of those that were merged into it."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.screens.ticket import page
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.structure.merge import merge


@pytest.fixture
def going_on(desk, ann, first):
    mira = desk.customer("Mira")
    return desk.ticket(by=ann, team=first, requester=mira, body="It jams.", channel="mail", at=monday(9))


@pytest.fixture
def merged(desk, ann, first, going_on):
    """A second ticket of the same matter, with a note, and merged at noon."""
    asked = {"team": first, "requester": desk.customer("Noor"), "channel": "mail"}
    other = desk.ticket(by=ann, body="Paper stuck.", at=monday(8), **asked)
    add_note(other, body="The same printer.", by=ann, at=monday(10))
    merge(other, into=going_on, by=ann, at=monday(12))
    return other


def read(ticket, by):
    return page.read(page.TICKETS.get(pk=ticket.pk), by=by, at=monday(18))


def said(ticket, by):
    return [
        (line.kind, line.who, line.words, line.origin) for one in read(ticket, by).stretches if (line := one.message)
    ]


def facts(ticket, by):
    return [line for one in read(ticket, by).stretches for line in (*one.first, *one.folded, *one.latest)]


def test_the_words_of_the_merged_ticket_stand_where_they_were_said(going_on, merged, ann):
    reply(going_on, body="Which tray?", by=ann, at=monday(11))

    assert said(going_on, ann) == [
        ("customer", "Noor", "Paper stuck.", merged.reference),
        ("customer", "Mira", "It jams.", ""),
        ("internal", "Ann", "The same printer.", merged.reference),
        ("own", "Ann", "Which tray?", ""),
    ]


def test_what_was_tried_there_is_told_and_no_other_step(desk, going_on, ann, first):
    other = desk.ticket(by=ann, team=first, at=monday(8))
    offer_handoff(
        other, to=desk.team("Network"), reason="expertise", tried="Cleaned the rollers.", by=ann, at=monday(9)
    )
    merge(other, into=going_on, by=ann, at=monday(12))

    told = [(line.text, line.words) for line in facts(going_on, ann) if line.origin == other.reference]
    assert told == [("Ann offered the work to Network", "Cleaned the rollers.")]


def test_what_was_merged_before_is_told_as_well(desk, going_on, merged, ann, first):
    third = desk.ticket(by=ann, team=first, at=monday(13))
    merge(going_on, into=third, by=ann, at=monday(14))

    assert [origin for _kind, _who, _words, origin in said(third, ann)] == [
        merged.reference, going_on.reference, merged.reference,
    ]  # fmt: skip


def test_the_line_of_the_merge_and_the_words_lead_to_the_merged_ticket(house, going_on, merged, ann):
    html = house.enter(ann).get(f"/tickets/{going_on.reference}/").content.decode()

    way = f'<a href="/tickets/{merged.reference}/">{merged.reference}</a>'
    assert f"Ann merged {way} into it" in html
    assert f'<a href="/tickets/{merged.reference}/">from {merged.reference}</a>' in html


def test_who_may_not_see_the_merged_ticket_reads_no_word_of_it_and_gets_no_way_to_it(desk, going_on, ann, first):
    board = desk.team("Board", is_restricted=True)
    bo = desk.agent("Bo", board, first)
    hidden = desk.ticket(by=bo, team=board, body="Between us.", at=monday(8))
    merge(hidden, into=going_on, by=bo, at=monday(12))

    assert said(going_on, bo)[0] == ("customer", "Bo", "Between us.", hidden.reference)
    assert said(going_on, ann) == [("customer", "Mira", "It jams.", "")]
    assert [line.linked for line in facts(going_on, ann)][-1] == f"Bo merged {hidden.reference} into it"


def test_a_text_with_a_reference_in_it_is_no_markup(desk, going_on, ann, first):
    named = desk.agent("<b>T-1</b>", first)
    other = desk.ticket(by=ann, team=first, at=monday(8))
    merge(other, into=going_on, by=named, at=monday(12))

    (line,) = [line for line in facts(going_on, ann) if "into it" in line.text]
    assert line.linked.startswith("&lt;b&gt;T-1&lt;/b&gt; merged <a href=")
