"""Customers who said nothing are asked again, and at last left in peace; done by the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.worktime import arithmetic, working_days
from trifecta.base.worktime.settling import SettledTime
from trifecta.calendars import loading
from trifecta.calendars.models import Calendar
from trifecta.log import journal
from trifecta.tickets import rules, story
from trifecta.tickets.actions.validation.ask_validation import ask_validation
from trifecta.tickets.actions.validation.leave_unvalidated import leave_unvalidated
from trifecta.tickets.models import RESOLVED, Ticket

BY_SILENCE = System("rule:ask_again")
HISTORY = timedelta(days=30)
"""What was solved longer ago is a history that was brought in; its customers are asked nothing."""
SHORTEST = timedelta(days=rules.DAYS_TO_ANSWER, hours=-1)
"""Working days are never shorter, not even when the clocks change."""


def ask_again(*, at: datetime) -> int:
    """
    Ask, or close as unvalidated, what nobody answered in time; return how many tickets that were.

    Only while the desk is open: nobody is written to at night, and whoever is may find somebody to talk to.
    """
    hours = _hours_of_desk()
    if hours is not None and not arithmetic.is_open(hours, at):
        return 0
    asked = Ticket.objects.filter(
        RESOLVED, validation_asked_at__lte=at - SHORTEST, validation_asked_at__gt=at - HISTORY
    )
    return sum(_go_on(pk, hours, at) for pk in list(asked.order_by("validation_asked_at").values_list("pk", flat=True)))


@transaction.atomic
def _go_on(pk: int, hours: SettledTime | None, at: datetime) -> bool:
    ticket = story.hold(Ticket(pk=pk))
    asked_at = ticket.validation_asked_at
    if ticket.state != "resolved" or asked_at is None or _answer_due_at(asked_at, hours) > at:
        return False
    if rules.was_answered(journal.read(ticket.stream)):
        return False  # a person has to read it
    if ticket.validation_asked_count < rules.ASKED_AT_MOST:
        ask_validation(ticket, by=BY_SILENCE, at=at)
    else:
        leave_unvalidated(ticket, by=BY_SILENCE, at=at)
    return True


def _answer_due_at(asked_at: datetime, hours: SettledTime | None) -> datetime:
    if hours is None:
        return asked_at + timedelta(days=rules.DAYS_TO_ANSWER)
    return working_days.add_working_days(hours, asked_at, rules.DAYS_TO_ANSWER)


def _hours_of_desk() -> SettledTime | None:
    """Every day is a working day at a desk that has not said when it is open."""
    default = Calendar.objects.filter(is_default=True).values_list("pk", flat=True).first()
    return loading.settled_time(default) if default is not None else None
