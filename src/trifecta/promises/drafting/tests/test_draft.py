"""A draft is written on by all administrators and published once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.desk import Desk, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.promises.actions.change_draft import change_draft
from trifecta.promises.actions.discard_draft import discard_draft
from trifecta.promises.actions.publish_draft import BookMoved, NothingDrafted, publish_draft
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.drafting import draft
from trifecta.promises.models import BookVersion
from trifecta.promises.rules import BookRefused
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book
from trifecta.staff.models import Agent, Role
from trifecta.tickets.vocabulary import vocabulary

SETUP = System("rule:set_up")
STANDARD = standard_book()
FIRST, *OTHERS = STANDARD.terms
CALLED = replace(FIRST, name="At once")


@pytest.fixture
def ada(desk: Desk) -> Agent:
    revise_book(STANDARD, holds_from=monday(0), by=SETUP, at=monday(0))
    return desk.agent("Ada", role=Role.ADMIN)


def test_what_is_drafted_holds_for_nobody(ada):
    change_draft(Book((CALLED, *OTHERS)), by=ada, at=monday(9))

    known = draft.read(vocabulary())
    assert (known.book.terms[0].name, known.holding.terms[0].name) == ("At once", "First response, priority 1")
    assert (known.is_draft, known.based_on, known.changed_by, known.changed_at) == (True, 1, ada.actor, monday(9))
    assert BookVersion.objects.count() == 1


def test_published_it_is_the_next_version_and_no_draft_any_more(ada):
    change_draft(Book((CALLED, *OTHERS)), by=ada, at=monday(9))

    version = publish_draft(follows=True, by=ada, at=monday(10))

    assert (version.number, version.holds_from, version.follows) == (2, monday(10), True)
    assert [entry.event.kind for entry in journal.read("book:1")] == ["book.revised", "book.revised"]
    known = draft.read(vocabulary())
    assert not known.is_draft
    assert known.book.terms[0].name == "At once"


def test_nothing_changed_is_not_published(ada):
    with pytest.raises(NothingDrafted):
        publish_draft(follows=False, by=ada, at=monday(10))

    change_draft(STANDARD, by=ada, at=monday(9))
    with pytest.raises(NothingDrafted):
        publish_draft(follows=False, by=ada, at=monday(10))


def test_a_draft_of_a_book_that_moved_on_is_refused(ada):
    change_draft(Book((CALLED, *OTHERS)), by=ada, at=monday(9))
    revise_book(Book(tuple(OTHERS)), holds_from=monday(10), by=SETUP, at=monday(10))

    with pytest.raises(BookMoved):
        publish_draft(follows=False, by=ada, at=tuesday(9))

    assert BookVersion.objects.count() == 2


def test_a_draft_can_be_thrown_away(ada):
    change_draft(Book((CALLED, *OTHERS)), by=ada, at=monday(9))

    discard_draft(by=ada)

    assert draft.read(vocabulary()).book == STANDARD


def test_an_unsound_book_is_no_draft_and_no_agent_writes_one(ada, desk):
    with pytest.raises(BookRefused):
        change_draft(Book((FIRST, FIRST)), by=ada, at=monday(9))
    for act in (change_draft, publish_draft):
        told = {"book": STANDARD} if act is change_draft else {"follows": False}
        with pytest.raises(NotPermitted):
            act(**told, by=desk.agent("Ann"), at=monday(9))
    with pytest.raises(NotPermitted):
        discard_draft(by=desk.agent("Ben", role=Role.LEADER))


def test_a_difference_names_what_is_new_other_gone_and_moved():
    second, third, *rest = OTHERS
    new = replace(FIRST, code="vip", name="Guests of honor")

    found = draft.difference(STANDARD, Book((new, third, CALLED, *rest)))

    assert (found.added, found.changed, found.removed, found.is_reordered) == ((new,), (CALLED,), (second,), True)
    assert not draft.difference(STANDARD, STANDARD)
