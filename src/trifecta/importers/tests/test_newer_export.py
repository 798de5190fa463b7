"""What a newer export of the same desk adds, corrects and leaves alone."""

from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.entries import in_order
from trifecta.importers.contract import History, Told
from trifecta.importers.tests.scripted import bring, columns, opened, ticket, told
from trifecta.log import journal
from trifecta.log.models import Entry as LogRow
from trifecta.records.events import ChangeRecorded
from trifecta.records.models import Change
from trifecta.tickets.events.conversation import MessageReceived, MessageSent
from trifecta.tickets.events.flow import Closed, Reopened, Resolved, Waiting
from trifecta.tickets.events.structure import Corrected
from trifecta.tickets.models import Message, Ticket
from trifecta.tickets.models import Remark as Words
from trifecta.tickets.replay import replay

pytestmark = pytest.mark.django_db


class TestANewerExport:
    def test_adds_only_what_is_new(self):
        bring(lambda _: [ticket("INC1", opened(), Resolved()), ticket("INC2")])
        report = bring(
            lambda _: [
                ticket("INC1", opened(), Resolved(), Reopened(), MessageSent(), words="Sorry!"),
                ticket("INC2"),
                ticket("INC3"),
            ],
            at=tuesday(12),
        )

        assert (report.told, report.grown, report.unchanged, report.events) == ({"ticket": 1}, 1, 1, 5)
        grown = Ticket.objects.order_by("id").first()
        entries = journal.read(grown.stream)
        assert [entry.event.kind for entry in entries] == [
            "ticket.opened",
            "ticket.resolved",
            "ticket.reopened",
            "ticket.message_sent",
        ]
        assert columns(grown) == replay(entries)
        assert grown.state == "open"
        assert Message.objects.get().seq == 4

    def test_leaves_what_the_desk_did_meanwhile(self, desk):
        bring(lambda _: [ticket("INC1", opened(), title="Old title")])
        row = Ticket.objects.get()
        ann = desk.agent("Ann")
        noted = Resolved(code="fixed")
        journal.append_history([journal.Recorded(row.stream, 2, noted, ann.actor, tuesday(9))], recorded_at=tuesday(9))

        bring(lambda _: [ticket("INC1", opened(), Waiting(on="vendor"), title="New title")], at=tuesday(12))

        row.refresh_from_db()
        assert (row.state, row.resolved_at, row.subject) == ("resolved", tuesday(9), "Old title")
        assert [entry.seq for entry in journal.read(row.stream)] == [1, 2, 3]

    def test_that_begins_later_does_not_open_the_ticket_twice(self):
        bring(lambda names: [ticket("INC1", opened(team=names.team("Desk")), Resolved())])
        bring(lambda names: [ticket("INC1", opened(team=names.team("Network")), Resolved(), Closed())])

        row = Ticket.objects.get()
        kinds = [entry.event.kind for entry in journal.read(row.stream)]
        assert kinds == ["ticket.opened", "ticket.resolved", "ticket.closed"]
        assert row.team.name == "Desk"

    def test_says_the_same_twice_when_it_happened_twice(self):
        once = [Told(monday(9), "x", opened()), Told(monday(10), "x", MessageReceived())]
        twice = [*once, Told(monday(10), "x", MessageReceived())]

        bring(lambda _: [History("ticket", "INC1", once)])
        bring(lambda _: [History("ticket", "INC1", twice)])

        assert LogRow.objects.filter(kind="ticket.message_received").count() == 2

    def test_that_knows_a_fact_better_corrects_it_and_keeps_the_order(self):
        def at_nine(*events):
            return [Told(monday(9), "importer:scripted", event) for event in events]

        bring(lambda _: [History("ticket", "INC1", at_nine(opened(), Waiting(on="vendor"), Resolved(), Closed()))])
        told = at_nine(opened(), Waiting(on="vendor"), Resolved(code="fixed"), Closed())
        bring(lambda _: [History("ticket", "INC1", told)])
        again = bring(lambda _: [History("ticket", "INC1", told)], at=tuesday(12))

        row = Ticket.objects.get()
        entries = journal.read(row.stream)
        standing = [entry.event for entry in in_order(entries) if not isinstance(entry.event, Corrected)]
        assert standing == [opened(), Waiting(on="vendor"), Resolved(code="fixed"), Closed()]
        assert [entry.event.supersedes for entry in entries if isinstance(entry.event, Corrected)] == [2, 3, 4]
        assert columns(row) == replay(entries)
        assert (row.state, again.events) == ("closed", 0)

    def test_leaves_an_instant_with_words_as_it_was_told(self):
        bring(lambda _: [ticket("INC1", opened(), Resolved(), words="Restarted it.")])
        report = bring(lambda _: [ticket("INC1", opened(), Resolved(code="fixed"), words="Restarted it.")])

        assert report.events == 0
        assert Words.objects.count() == 1

    def test_tells_a_change_anew(self):
        bring(lambda _: [History("change", "CHG1", told(ChangeRecorded(risk="minor")))])
        bring(lambda _: [History("change", "CHG1", told(ChangeRecorded(risk="major")))])

        assert Change.objects.get().risk == "major"

    def test_counts_each_history_once(self):
        bring(lambda _: [ticket(key, opened(), Resolved()) for key in ("INC1", "INC2", "INC3", "INC4")])

        def script(_):
            yield ticket("INC1", opened(), Resolved())
            yield ticket("INC2", opened())
            yield ticket("INC3", opened(), Resolved(), Closed())
            yield ticket("INC5", opened())

        report = bring(script)

        assert (report.told, report.grown, report.unchanged, report.rejects) == ({"ticket": 1}, 1, 2, 0)
        assert report.remarks == []

    def test_says_how_many_are_told_otherwise_and_stay(self):
        bring(lambda _: [ticket("INC1", opened()), ticket("INC2", opened(), Resolved())])

        def script(names):
            bo = names.customer("Bo")
            yield ticket("INC1", opened(requester=bo))
            yield ticket("INC2", opened(requester=bo), Resolved(), Closed())

        report = bring(script)

        assert (report.grown, report.unchanged) == (1, 1)
        assert report.remarks == [
            "Known histories that are told otherwise than before: 2; what the log says of them stays."
        ]
        assert [one.requester_id for one in Ticket.objects.all()] == [None, None]

    def test_that_corrects_a_fact_is_not_told_otherwise(self):
        bring(lambda _: [ticket("INC1", opened(), Resolved())])

        assert bring(lambda _: [ticket("INC1", opened(), Resolved(code="fixed"))]).remarks == []
