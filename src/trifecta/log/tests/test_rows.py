from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.desk import monday
from trifecta.log import rows
from trifecta.staff.models import Team
from trifecta.tickets.models import Message, Ticket


def test_a_held_row_is_what_a_queryset_would_give(desk):
    ticket = desk.ticket(team=desk.team("First"), impact=2, urgency=3, at=monday(9, 30, 5))

    held = rows.hold(Ticket, ticket.pk)

    assert held == ticket
    assert vars(held).keys() == vars(desk.fresh(ticket)).keys()
    for name in (field.attname for field in Ticket._meta.concrete_fields):
        assert getattr(held, name) == getattr(desk.fresh(ticket), name), name
    assert held.opened_at == monday(9, 30, 5)
    assert held.opened_at.tzinfo is not None


def test_truths_come_back_as_truths(desk):
    assert rows.hold(Team, desk.team("Board", is_restricted=True).pk).is_restricted is True


def test_what_is_not_there_cannot_be_held(desk):
    with pytest.raises(Ticket.DoesNotExist, match=r"no tickets\.Ticket 4711"):
        rows.hold(Ticket, 4711)
    with pytest.raises(ObjectDoesNotExist):
        rows.hold(Ticket, 4711)


def test_only_the_named_columns_are_saved(desk):
    ticket = desk.ticket()
    ticket.subject, ticket.state, ticket.resolved_at = "Something else", "resolved", monday(12)

    rows.update(ticket, "state", "resolved_at", "state")

    kept = desk.fresh(ticket)
    assert (kept.state, kept.resolved_at) == ("resolved", monday(12))
    assert kept.subject == "The printer prints blanks"


def test_a_foreign_key_is_saved_by_its_name(desk):
    ticket, network = desk.ticket(), desk.team("Network")
    ticket.team = network

    rows.update(ticket, "team")

    assert desk.fresh(ticket).team == network


def test_a_row_that_is_gone_cannot_be_saved(desk):
    team = desk.team("Gone")
    Team.objects.filter(pk=team.pk).delete()

    with pytest.raises(DatabaseError, match="is gone"), transaction.atomic():
        rows.update(team, "name")


def test_an_inserted_row_gets_its_id(desk):
    ticket = desk.ticket()

    message = rows.insert(Message(ticket=ticket, seq=7, body="100 % “sure”"))

    assert message.pk is not None
    assert not message._state.adding
    assert Message.objects.get(pk=message.pk).body == "100 % “sure”"


def test_constraints_hold(desk):
    desk.team("First")

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Team(name="First", level="1"))
    assert Team.objects.count() == 1


def test_a_failure_ends_the_transaction(desk):
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            rows.insert(Message(ticket_id=None, seq=1, body=""))

        assert connection.needs_rollback
        transaction.set_rollback(True)


def test_a_row_is_held_inside_a_transaction_only(on_file):
    with pytest.raises(transaction.TransactionManagementError):
        rows.hold(Ticket, 1)


def test_columns_come_back_as_a_queryset_would_give_them(desk):
    first = desk.team("First")
    late = desk.ticket(team=first, at=monday(11))
    desk.ticket(team=desk.team("Second"), at=monday(9))
    early = desk.ticket(team=first, at=monday(9, 30, 5))

    found = rows.select(Ticket, ("id", "opened_at", "closed_at"), team_id=[first.pk])

    assert sorted(found) == [[late.pk, monday(11), None], [early.pk, monday(9, 30, 5), None]]
    assert rows.select(Ticket, ("id",), team_id=[first.pk], sort=["complaint"]) == []
    assert rows.select(Ticket, ("id",), team_id=[]) == []
    assert len(rows.select(Ticket, ("id",), sort=["complaint", "incident"], team_id=[first.pk])) == len(found)
    assert len(rows.select(Ticket, ("id",))) == 3


def test_what_has_the_same_key_is_set_and_not_doubled(desk):
    ticket = desk.ticket()
    key, columns = ("ticket_id", "seq"), ("body",)

    rows.put(Message, key, columns, [(ticket.pk, 7, "First words")])
    rows.put(Message, key, columns, [(ticket.pk, 7, "Other words"), (ticket.pk, 8, "More")])
    rows.put(Message, key, columns, [])

    assert list(Message.objects.order_by("seq").values_list("seq", "body")) == [(7, "Other words"), (8, "More")]
