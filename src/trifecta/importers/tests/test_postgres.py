"""The same histories, by COPY."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.desk import monday, tuesday
from trifecta.care.models import Survey
from trifecta.contacts.models import Contact
from trifecta.importers import ingest
from trifecta.importers.models import Known
from trifecta.importers.tests import test_ingest
from trifecta.importers.tests.scripted import bring, opened, ticket
from trifecta.log import journal
from trifecta.records.models import Change, Problem
from trifecta.tickets.events.conversation import MessageReceived
from trifecta.tickets.events.flow import Closed, Resolved
from trifecta.tickets.models import Message, Ticket
from trifecta.tickets.replay import replay

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("on_postgres")]


def test_histories_become_entries_and_rows():
    def script(names):
        yield ticket("INC1", opened(team=names.team("Desk")), MessageReceived(), words="tab\tand\nline\\end")
        yield ticket("INC2", opened(), Resolved(), Closed(), title="Impressão")

    bring(script, at=monday(12))

    asked, solved = Ticket.objects.order_by("id")
    assert connection.vendor == "postgresql"
    assert test_ingest.columns(solved) == replay(journal.read(solved.stream))
    assert (solved.opened_at, solved.closed_at, solved.subject) == (monday(9), monday(9, 2), "Impressão")
    assert Message.objects.get().body == "tab\tand\nline\\end"
    assert asked.team.name == "Desk"


def test_every_sort_gets_its_row():
    test_ingest.TestANewHistory().test_of_every_sort_gets_its_row()

    assert [table.objects.count() for table in (Contact, Change, Problem, Survey)] == [1, 1, 1, 1]


def test_the_same_again_adds_nothing_and_news_are_added():
    bring(lambda _: [ticket("INC1", opened(), Resolved())])
    again = bring(lambda _: [ticket("INC1", opened(), Resolved())], at=tuesday(9))
    newer = bring(lambda _: [ticket("INC1", opened(), Resolved(), Closed())], at=tuesday(10))

    assert (again.events, again.unchanged, newer.events, newer.grown) == (0, 1, 1, 1)
    assert Ticket.objects.get().state == "closed"


def test_a_history_that_the_database_refuses_costs_nothing_but_itself(monkeypatch):
    monkeypatch.setattr(ingest, "_BATCH", 6)

    def script(names):
        yield ticket("INC1", opened(team=names.team("Desk")))
        yield ticket("INC2", opened(channel="a channel with a name far too long"))
        yield ticket("INC3", opened(team=names.team("Network")), words="a zero byte: \0")
        yield ticket("INC4", opened(team=names.team("Network")), Resolved(), Closed())

    report = bring(script)

    assert (report.told, report.rejects) == ({"ticket": 2}, 2)
    assert sorted(Ticket.objects.values_list("team__name", flat=True)) == ["Desk", "Network"]


def test_the_desk_goes_on_with_numbers_of_its_own():
    bring(lambda _: [ticket("INC1"), ticket("INC2")])

    made_here = Ticket.objects.create(
        sort="incident", state="open", owner_id=1, opened_at=monday(9), updated_at=monday(9)
    )

    assert made_here.pk not in set(Known.objects.values_list("local_id", flat=True))
