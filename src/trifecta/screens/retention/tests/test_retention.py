from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from trifecta.log import journal
from trifecta.preferences.models import STREAM, Retention
from trifecta.screens.retention import page
from trifecta.staff.models import Role
from trifecta.tickets.models import Message, Ticket


@pytest.fixture
def ada(desk, house):
    return desk.agent("Ada", role=Role.ADMIN)


@pytest.fixture
def ended(desk):
    """Ended forty days ago, with a message and without a subject."""
    ticket = desk.ticket()
    Message.objects.create(ticket=ticket, seq=70, body="Dear Mira")
    closed_at = timezone.now() - timedelta(days=40)
    Ticket.objects.filter(pk=ticket.pk).update(state="closed", closed_at=closed_at, subject="")


def told():
    return [(entry.event.words, entry.event.days) for entry in journal.read(STREAM) if "retention" in entry.event.kind]


def test_what_is_typed_is_kept_and_what_is_empty_is_for_good(house, ada):
    Retention.objects.create(words="surveys", days=9)

    answer = house.enter(ada).post("/desk/retention/", {"messages": "730", "remarks": ""})

    assert answer.status_code == 302
    assert page.kept() == {"messages": 730}
    assert told() == [("messages", 730), ("surveys", None)]


def test_what_is_no_time_is_refused_and_nothing_is_set(house, ada):
    answer = house.enter(ada).post("/desk/retention/", {"messages": "30", "remarks": "0"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["remarks"]
    assert (page.kept(), told()) == ({}, [])


def test_what_would_go_is_said_before_it_is_saved(house, ada, ended):
    client = house.enter(ada)

    typed = client.get("/desk/retention/due/", {"messages": "30", "subjects": "30", "remarks": ""})
    later = client.get("/desk/retention/due/", {"messages": "50"})

    assert [(one.label, one.count) for one in typed.context["going"]] == [
        ("messages and notes", 1), ("subjects of tickets", 0),
    ]  # fmt: skip
    assert "What would go, once this is saved" in typed.content.decode()
    assert [one.count for one in later.context["going"]] == [0]
    assert Message.objects.count() == 1


def test_an_auditor_reads_what_goes_by_what_holds(house, desk, ended):
    Retention.objects.create(words="messages", days=30)
    client = house.enter(desk.agent("Udo", role=Role.AUDITOR))

    due = client.get("/desk/retention/due/")

    assert [one.count for one in due.context["going"]] == [1]
    assert "What goes now" in due.content.decode()
    assert client.post("/desk/retention/", {"messages": "1"}).status_code == 403
    assert "Save" not in client.get("/desk/retention/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert house.enter(desk.agent("Leo", role=Role.LEADER)).get("/desk/retention/").status_code == 403
