"""Rows that stand beside an imported ticket's own, and go again: who follows it, and what it was linked with."""

from __future__ import annotations

import pytest

from tests.desk import tuesday
from trifecta.importers.tests.scripted import bring, opened, ticket
from trifecta.log import journal
from trifecta.tickets.events.flow import Resolved
from trifecta.tickets.events.participants import ParticipantAdded, ParticipantRemoved
from trifecta.tickets.events.structure import Linked, Unlinked
from trifecta.tickets.following import followers
from trifecta.tickets.models import ArticleLink, Participant, Ticket, TicketLink

pytestmark = pytest.mark.django_db


def following() -> dict[tuple[str, int], str]:
    """Who follows, from the rows."""
    rows = Participant.objects.values_list("customer", "agent", "role")
    return {("customer", customer) if customer else ("agent", agent): role for customer, agent, role in rows}


class TestParticipants:
    def test_are_the_rows_that_the_story_tells(self):
        def script(names):
            bo, cy, ann = names.customer("Bo"), names.customer("Cy"), names.agent("Ann")
            yield ticket(
                "INC1",
                opened(),
                ParticipantAdded(role="cc", customer=bo),
                ParticipantAdded(role="watcher", agent=ann),
                ParticipantAdded(role="cc", customer=cy),
                ParticipantAdded(role="manager", customer=bo),
                ParticipantRemoved(customer=cy),
            )

        bring(script)

        told = followers(journal.read(Ticket.objects.get().stream))
        assert following() == told
        assert sorted(told.values()) == ["manager", "watcher"]

    def test_of_a_newer_export_replace_those_that_are_there(self):
        def older(names):
            yield ticket("INC1", opened(), ParticipantAdded(role="cc", customer=names.customer("Bo")))

        def newer(names):
            bo, ann = names.customer("Bo"), names.agent("Ann")
            added = (ParticipantAdded(role="cc", customer=bo), ParticipantAdded(role="watcher", agent=ann))
            yield ticket("INC1", opened(), *added, ParticipantRemoved(customer=bo))

        bring(older)
        bring(newer, at=tuesday(12))

        assert following() == followers(journal.read(Ticket.objects.get().stream))
        assert list(following().values()) == ["watcher"]

    def test_stay_when_a_newer_export_tells_of_something_else(self):
        def script(names, *more):
            yield ticket("INC1", opened(), ParticipantAdded(role="cc", customer=names.customer("Bo")), *more)

        bring(script)
        bring(lambda names: script(names, Resolved()), at=tuesday(12))

        assert list(following().values()) == ["cc"]


class TestALinkThatWasTakenBack:
    def test_has_no_row(self):
        def script(names):
            other = names.reserve("ticket", "INC0")
            yield ticket("INC0")
            yield ticket(
                "INC1",
                opened(),
                Linked(relation="article", article="KB1"),
                Linked(relation="related", ticket=other),
                Unlinked(relation="article", article="KB1"),
                Unlinked(relation="related", ticket=other),
                Linked(relation="article", article="KB2"),
            )

        bring(script)

        assert [link.article for link in ArticleLink.objects.all()] == ["KB2"]
        assert not TicketLink.objects.exists()

    def test_by_a_newer_export_loses_its_row(self):
        def script(names, *more):
            other = names.reserve("ticket", "INC0")
            yield ticket("INC0")
            links = (Linked(relation="article", article="KB1"), Linked(relation="related", ticket=other))
            taken_back = (Unlinked(relation="article", article="KB1"), Unlinked(relation="related", ticket=other))
            yield ticket("INC1", opened(), *links, *(taken_back if more else ()), *more)

        bring(script)
        before = (ArticleLink.objects.count(), TicketLink.objects.count())
        bring(lambda names: script(names, Linked(relation="article", article="KB1")), at=tuesday(12))

        assert before == (1, 1)
        assert [link.article for link in ArticleLink.objects.all()] == ["KB1"]
        assert not TicketLink.objects.exists()
