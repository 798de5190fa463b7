"""The form, and the customers it finds while one types."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.models import Customer
from trifecta.customers.particulars import Particulars
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.new_ticket.forms import NewTicketForm
from trifecta.staff.models import Agent
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.models import Ticket
from trifecta.web import toasts
from trifecta.web.choices import settled

MOST_FOUND = 8


def new_ticket(request: HttpRequest) -> HttpResponse:
    agent = reader.agent(request)
    form = NewTicketForm(request.POST or None, initial={"team": agent.teams.filter(is_active=True).first()})
    if form.is_valid():
        try:
            opened = _open(form.cleaned_data, by=agent, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Opened; you own it."))
            return redirect("ticket", reference=opened.reference)
    shown = {
        "form": settled(form),
        "requester": form.cleaned_data.get("requester") if form.is_bound else None,
        "typed": request.POST.get("q", ""),
    }
    return render(request, "screens/new_ticket/new_ticket.html", shown, status=422 if form.errors else 200)


@transaction.atomic
def _open(told: dict[str, Any], *, by: Agent, at: datetime) -> Ticket:
    """The ticket, and first of all the customer, if they are new."""
    name, email = told.pop("new_name"), told.pop("new_email")
    if told["requester"] is None:
        told["requester"] = add_customer(Particulars(name=name, email=email), by=by, at=at)
    return open_ticket(Opening(**told), by=by, at=at)


def customers(request: HttpRequest) -> HttpResponse:
    """The customers of whom a name or the address begins with what was typed."""
    reader.agent(request)
    typed = request.GET.get("q", "").strip().replace("\0", "")
    known = Customer.objects.filter(is_active=True)
    by_name = known.filter(Q(name__istartswith=typed) | Q(name__icontains=f" {typed}"))
    by_email = known.filter(email__istartswith=typed)
    found = [*by_name.order_by("name")[:MOST_FOUND], *by_email.order_by("name")[:MOST_FOUND]] if typed else []
    unique = list({customer.pk: customer for customer in found}.values())[:MOST_FOUND]
    return render(request, "screens/new_ticket/customers.html", {"customers": unique})
