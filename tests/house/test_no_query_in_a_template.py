"""A template runs no query: every page is asked for by everyone, and what runs while it is written is caught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template.base import Template
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.desk import monday
from trifecta.calendars.models import Calendar
from trifecta.metrics import metric as metrics
from trifecta.promises.models import Clock
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Level, Role
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff

NEVER_AS_PAGE = {"account_logout"}


@pytest.fixture
def queries(monkeypatch):
    """(template, SQL) of every query that ran while a template was written."""
    found: list[tuple[str, str]] = []
    written = Template._render

    def watched(template, context):
        def note(execute, sql, params, many, more):
            found.append((template.name or "inline", sql[:160]))
            return execute(sql, params, many, more)

        with connection.execute_wrapper(note):
            return written(template, context)

    monkeypatch.setattr(Template, "_render", watched)
    return found


@pytest.fixture
def people(desk, house):
    """Who asks: an agent, an administrator, a customer and nobody; and rows for every page to show."""
    first, network = desk.team("First"), desk.team("Network", level=Level.SECOND)
    people = {
        "agent": desk.agent("Ann", first, network),
        "admin": desk.agent("Ada", first, role=Role.ADMIN),
        "customer": desk.customer("Mira"),
    }
    house.open_hours()
    _tickets(desk, people["agent"], people["customer"], first, network)
    return people


def _tickets(desk, ann, mira, first, network):
    for number in range(3):
        ticket = desk.ticket(by=ann, team=first, requester=mira, body="It is broken.", at=monday(9, number))
        reply(ticket, body="Which one?", by=ann, at=monday(10))
        reply(ticket, body="Mine.", by=mira, at=monday(11))
        add_note(ticket, body="Hers.", by=ann, at=monday(11))
    offer_handoff(ticket, to=network, reason="expertise", tried="Everything.", by=ann, at=monday(12))
    resolve(desk.ticket(by=ann, team=first, requester=mira), how="fixed", words="Done.", by=ann, at=monday(12))


@pytest.fixture
def arguments(desk, people):
    """What stands in the addresses, by the name of the argument."""
    (ticket,) = type(desk.ticket(requester=people["customer"], by=people["agent"])).objects.order_by("-pk")[:1]
    invited = desk.agent("Ivo")
    secret = invite_agent(invited, email="ivo@example.org", by=people["admin"], at=datetime.now(UTC))
    return {
        "reference": ticket.reference,
        "team_id": people["agent"].teams.first().pk,
        "agent_id": invited.pk,
        "customer_id": people["customer"].pk,
        "secret": secret,
        "metric_id": metrics.all_metrics()[0].id,
        "noun": "resolution",
        "code": "resolution_p3",
        "clock_id": Clock.objects.filter(ticket=ticket).values_list("pk", flat=True).first() or 0,
        "calendar_id": Calendar.objects.get().pk,
        "absence_id": 1,
        "uidb36": "1",
        "key": "set-password",
    }


def pages(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns)
        elif pattern.name not in NEVER_AS_PAGE:
            yield pattern


def test_every_page_is_written_without_a_query(house, people, arguments, queries):
    answered = set()
    for person in (*people.values(), None):
        client = house.enter(person)
        for pattern in pages(get_resolver().url_patterns):
            wanted = {name: arguments[name] for name in pattern.pattern.converters if name not in pattern.default_args}
            response = client.get(reverse(pattern.name, kwargs={**wanted, **pattern.default_args}))
            if response.status_code == 200:
                answered.add(pattern.name)

    assert queries == []
    assert answered >= {"tickets", "ticket", "new_ticket", "people", "desk", "calendar", "matters", "matter", "join"}
    assert answered >= {
        "scorecard",
        "metrics",
        "metric",
        "book",
        "book_counts",
        "book_terms",
        "book_versions",
        "try_book",
        "absences",
        "retention",
        "retention_due",
    }
