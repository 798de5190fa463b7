"""What a desk needs, and whether it has it: each asked of the rows themselves, so nothing is ticked off by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.calendars.models import CalendarVersion
from trifecta.customers.models import Customer
from trifecta.parts import mailing
from trifecta.staff.models import Agent, Team
from trifecta.tickets.models import Ticket

COMES_IN = Q(account__isnull=False) | Q(invitation__isnull=False)


@dataclass(frozen=True, slots=True)
class Step:
    """why: one sentence; url: where it is done, empty for what is not done on a page."""

    label: str
    why: str
    is_done: bool
    url: str = ""


def read() -> list[Step]:
    """In the order in which a desk is set up; one query each at most."""
    return [_holidays(), _teams(), _agents(), _customers(), _mail(), _tickets()]


def _holidays() -> Step:
    version = CalendarVersion.objects.current().filter(calendar__is_default=True).first()
    why = _("Else they count as working days in every promise and every number.")
    return Step(_("Name the public holidays"), why, bool(version and version.lists), reverse("desk_hours"))


def _teams() -> Step:
    is_done = Team.objects.filter(is_active=True)[:2].count() > 1
    return Step(_("Add the other teams"), _("Those to whom the first one hands work on."), is_done, reverse("desk"))


def _agents() -> Step:
    is_done = Agent.objects.filter(COMES_IN, is_active=True, is_placeholder=False)[:2].count() > 1
    return Step(_("Invite who answers"), _("One by one, or all of them from a list."), is_done, reverse("people"))


def _customers() -> Step:
    why = _("From a list, one by one, or each with their first ticket.")
    return Step(_("Bring in the customers"), why, Customer.objects.exists(), reverse("customers"))


def _mail() -> Step:
    why = _(
        "Links to come in are mailed. Whoever runs the machine names a server in TRIFECTA_SMTP_HOST; until then links "
        "are handed over."
    )
    return Step(_("Let the desk send mail"), why, mailing.is_set_up())


def _tickets() -> Step:
    why = _("Or bring the history of another desk with the command trifecta import; the numbers begin with it.")
    return Step(_("Open the first ticket"), why, Ticket.objects.exists(), reverse("new_ticket"))
