from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from tests.desk import monday, tuesday
from trifecta.base.entries import Entry
from trifecta.care.events import SurveyAnswered, SurveySent
from trifecta.care.models import Survey
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.importers import ingest, lock
from trifecta.importers.contract import BadSource, History, Names, Reject, Remark, Request, Source
from trifecta.importers.models import Known, Run
from trifecta.importers.reporting import rejects
from trifecta.importers.tests.scripted import bring, columns, opened, ticket, told
from trifecta.log import journal
from trifecta.log.models import Delivery
from trifecta.log.models import Entry as LogRow
from trifecta.records.events import ChangeItemNamed, ChangeRecorded, ProblemAssigned, ProblemMoved, ProblemOpened
from trifecta.records.models import Change, ChangeLink, Problem, ProblemLink
from trifecta.staff.models import Team
from trifecta.tickets.events.conversation import MessageReceived
from trifecta.tickets.events.flow import Closed, Resolved, Waiting
from trifecta.tickets.events.handoff import HandoffAccepted, HandoffOffered
from trifecta.tickets.events.structure import Linked, Merged
from trifecta.tickets.models import ArticleLink, ContactLink, Message, Ticket, TicketLink
from trifecta.tickets.models import Remark as Words
from trifecta.tickets.replay import replay

pytestmark = pytest.mark.django_db


def everything() -> list[object]:
    tables = (
        LogRow,
        Ticket,
        Contact,
        Change,
        Problem,
        Survey,
        Team,
        Known,
        Run,
        Message,
        Words,
        ContactLink,
        ChangeLink,
    )
    return [list(table.objects.order_by("id").values()) for table in tables]


def one_of_every_sort(names: Names) -> Iterator[History]:
    router = names.item("router-7", sort="hardware")
    customer, team = names.customer("Bo"), names.team("Network")
    incident = names.reserve("ticket", "INC1")
    contact, change = names.reserve("contact", "SD1"), names.reserve("change", "CHG1")
    problem = names.reserve("problem", "PRB1")
    yield ticket(
        "INC1",
        opened(contact=contact, requester=customer),
        Linked(relation="fixed_by_change", change=change),
        Linked(relation="problem", problem=problem),
    )
    asked = ContactRecorded(channel="phone", outcome="ticket", ticket=incident, handled_s=90, solved=False)
    yield History("contact", "SD1", told(asked))
    recorded = ChangeRecorded(risk="minor", started_at=tuesday(8), emergency=False)
    yield History("change", "CHG1", told(recorded, ChangeItemNamed(item=router)), title="Swap the router")
    moved = (ProblemOpened(item=router), ProblemAssigned(team=team), ProblemMoved(state="resolved"))
    yield History("problem", "PRB1", told(*moved), title="Routers reboot")
    answered = (SurveySent(ticket=incident, customer=customer, instrument="csat"), SurveyAnswered(value=4))
    yield History("survey", "S1", told(*answered, words="Quick enough."))


class TestANewHistory:
    def test_becomes_log_entries_and_the_row_that_they_replay_to(self):
        def script(names):
            desk, network = names.team("Desk"), names.team("Network", level="2")
            ann = names.agent("Ann", team=network)
            yield ticket(
                "INC1",
                opened(team=desk, requester=names.customer("Bo", email="bo@example.org"), priority=2),
                HandoffOffered(to_team=network, reason="expertise"),
                HandoffAccepted(team=network, assignee=ann),
                Waiting(on="vendor"),
                Resolved(code="fixed", article="KB7"),
                Closed(),
                title="The   printer\nprints blanks",
            )

        report = bring(script, at=monday(12))

        row = Ticket.objects.get()
        entries = journal.read(row.stream)
        assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5, 6]
        assert entries[3] == Entry(4, monday(9, 3), "importer:scripted", Waiting(on="vendor"))
        assert columns(row) == replay(entries)
        assert (row.subject, row.team.name, row.assignee.name, row.state) == (
            "The printer prints blanks",
            "Network",
            "Ann",
            "closed",
        )
        assert set(LogRow.objects.values_list("recorded_at", flat=True)) == {monday(12)}
        assert ArticleLink.objects.get().article == "KB7"
        assert (report.told, report.events, report.rejects) == ({"ticket": 1}, 6, 0)

    def test_leaves_no_debt_in_the_outbox(self):
        bring(lambda _: [ticket("INC1")])

        assert not Delivery.objects.exists()

    def test_keeps_words_beside_their_entries(self):
        def script(_):
            yield ticket("INC1", opened(), MessageReceived(channel="mail"), words="It is broken.")
            yield ticket("INC2", opened(), Resolved(), words="Restarted it.")

        bring(script)

        asked, solved = Ticket.objects.order_by("id")
        assert list(Message.objects.values_list("ticket", "seq", "body")) == [(asked.pk, 2, "It is broken.")]
        assert list(Words.objects.values_list("ticket", "seq", "body")) == [(solved.pk, 2, "Restarted it.")]

    def test_of_every_sort_gets_its_row(self):
        report = bring(one_of_every_sort)

        incident = Ticket.objects.get()
        assert report.told == {"ticket": 1, "contact": 1, "change": 1, "problem": 1, "survey": 1}
        assert Contact.objects.values("channel", "started_at", "handled_s", "solved", "direction").get() == {
            "channel": "phone",
            "started_at": monday(9),
            "handled_s": 90,
            "solved": False,
            "direction": "inbound",
        }
        assert ContactLink.objects.get().ticket == incident
        change = Change.objects.get()
        assert (change.title, change.risk, change.started_at, change.emergency) == (
            "Swap the router",
            "minor",
            tuesday(8),
            False,
        )
        assert [item.name for item in change.items.all()] == ["router-7"]
        problem = Problem.objects.get()
        assert (problem.title, problem.state, problem.team.name, problem.resolved_at) == (
            "Routers reboot",
            "resolved",
            "Network",
            monday(9, 2),
        )
        assert (ChangeLink.objects.get().ticket, ProblemLink.objects.get().problem) == (incident, problem)
        survey = Survey.objects.get()
        assert (survey.ticket, survey.value, survey.remark) == (incident, 4, "Quick enough.")


class TestTheSameAgain:
    def test_adds_nothing(self):
        def script(names):
            yield ticket("INC1", opened(team=names.team("Desk")), Resolved(), words="Done.")
            yield History("change", "CHG1", told(ChangeRecorded()))

        bring(script)
        before = everything()
        report = bring(script, at=tuesday(12))

        assert (report.told, report.grown, report.unchanged, report.events) == ({}, 0, 2, 0)
        Run.objects.filter(started_at=tuesday(12)).delete()
        assert everything() == before

    def test_of_another_instance_is_another_desk(self):
        bring(lambda _: [ticket("INC1")])
        bring(lambda _: [ticket("INC1")], instance="south")

        assert Ticket.objects.count() == 2


class TestOrder:
    def test_what_leans_on_a_later_history_waits_for_it(self, monkeypatch):
        monkeypatch.setattr(ingest, "_BATCH", 1)

        def script(names):
            incident = names.reserve("ticket", "INC1")
            yield History("contact", "SD1", told(ContactRecorded(channel="mail", outcome="ticket", ticket=incident)))
            yield ticket("INC0")
            yield ticket("INC1")

        bring(script)

        assert ContactLink.objects.get().ticket_id == Known.objects.get(sort="ticket", key="INC1").local_id

    def test_histories_that_lean_on_each_other_come_together(self, monkeypatch):
        monkeypatch.setattr(ingest, "_BATCH", 1)

        def script(names):
            one, other = names.reserve("ticket", "INC1"), names.reserve("ticket", "INC2")
            yield ticket("INC1", opened(), Linked(relation="related", ticket=other))
            yield ticket("INC2", opened(), Linked(relation="related", ticket=one), Merged(into=one))

        bring(script)

        one, other = Ticket.objects.order_by("id")
        assert other.merged_into == one
        assert set(TicketLink.objects.values_list("ticket", "other")) == {(one.pk, other.pk), (other.pk, one.pk)}

    def test_a_history_that_names_what_never_came_is_rejected_with_those_that_name_it(self):
        def script(names):
            gone, other = names.reserve("ticket", "GONE"), names.reserve("ticket", "INC1")
            yield ticket("INC1", opened(), Linked(relation="parent", ticket=gone))
            yield ticket("INC2", opened(), Linked(relation="parent", ticket=other))
            yield ticket("INC3")

        report = bring(script)

        assert (report.told, report.rejects) == ({"ticket": 1}, 2)
        assert {reject.reason for reject in report.first_rejects} == {
            "it names something that the export does not hold"
        }


class TestWhatCannotBeUsed:
    def test_costs_nothing_but_itself(self):
        def script(names):
            yield ticket("INC1", opened(team=names.team("Desk")))
            yield ticket("INC2", opened(sort="nonsense"))
            yield ticket("INC3", Resolved())
            yield ticket("INC1", opened(), Closed())
            yield Reject("export.csv", 7, "it has 3 fields where the header has 4", "a,b,c")
            yield ticket("INC4", opened(impact=2**70))
            yield ticket("INC5", opened(team=names.team("Network")))

        report = bring(script, at=monday(12))

        assert report.told == {"ticket": 2}
        assert sorted(Ticket.objects.values_list("team__name", flat=True)) == ["Desk", "Network"]
        rows = list(csv.DictReader(Path(report.rejects_path).read_text().splitlines()))
        assert [(row["line"], row["row"]) for row in rows] == [
            ("2", "INC3"),
            ("2", "INC1"),
            ("7", "a,b,c"),
            ("2", "INC2"),
            ("2", "INC4"),
        ]
        assert rows[0]["reason"] == "the ticket “INC3” has no beginning that can be read"
        assert rows[1]["reason"] == "the ticket “INC1” came twice; the first one counts"
        assert "tickets_sort_known" in rows[3]["reason"]

    def test_a_source_that_cannot_be_read_writes_nothing(self):
        def script(_):
            raise BadSource("export.csv is empty; export it again.")
            yield

        with pytest.raises(BadSource):
            bring(script)

        assert not Run.objects.exists()

    def test_a_second_import_at_the_same_time_is_refused(self):
        with lock.only_one(rejects.folder()), pytest.raises(lock.Busy, match="Another import is under way"):
            bring(lambda _: [ticket("INC1")])


class TestARehearsal:
    def test_counts_and_writes_nothing(self):
        bring(lambda _: [ticket("INC1", opened()), ticket("INC3", opened(), Resolved())])
        before = everything()

        def script(names):
            yield ticket("INC1", opened(team=names.team("Desk")), Resolved())
            yield ticket("INC2", opened())
            yield ticket("INC3", opened())
            yield Reject("export.csv", 7, "it has no number", "?,b,c")
            yield Remark("export.csv: utf-8, comma between columns.")

        report = bring(script, is_rehearsal=True)

        assert (report.told, report.rejects, report.rejects_path) == ({"ticket": 1}, 1, None)
        assert (report.grown, report.unchanged, report.events) == (1, 1, 2)
        assert report.remarks == [
            "export.csv: utf-8, comma between columns.",
            "Known histories that are told otherwise than before: 1; what the log says of them stays.",
        ]
        assert everything() == before


def test_each_run_is_kept_with_its_counts():
    bring(lambda _: [ticket("INC1")], at=monday(12))

    run = Run.objects.get()
    assert (run.source, run.instance, run.started_at, run.ended_at) == ("scripted", "main", monday(12), monday(12))
    assert (run.counts["told"], run.counts["events"]) == ({"ticket": 1}, 3)


def test_small_batches_make_the_same_rows(monkeypatch):
    def script(names):
        for number in range(20):
            yield ticket(f"INC{number}", opened(team=names.team(f"Team {number % 3}")), Resolved(), Closed())

    monkeypatch.setattr(ingest, "_BATCH", 4)
    report = bring(script)

    assert (report.told, report.events) == ({"ticket": 20}, 60)
    assert all(columns(row) == replay(journal.read(row.stream)) for row in Ticket.objects.all())


def test_the_watcher_hears_of_rows_done():
    heard = []

    def read(request, _names):
        for number in range(3):
            request.progress.rows += 10
            yield ticket(f"INC{number}")

    source = Source(name="scripted", title="", takes="", read=read)
    plan = ingest.Plan(source, Request([], UTC), "main")
    ingest.import_history(plan, clock=lambda: monday(9), watch=heard.append)

    assert heard == [10, 20, 30]
