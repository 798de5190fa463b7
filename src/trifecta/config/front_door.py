"""Where the bare address leads: each to what they come for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trifecta.customers.models import Customer
from trifecta.staff.models import Agent, Role
from trifecta.tickets.models import Ticket


def front_door(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    if isinstance(person, Customer):
        return redirect("matters")
    if isinstance(person, Agent) and person.role == Role.ADMIN and not Ticket.objects.exists():
        return redirect("left_to_do")
    if isinstance(person, Agent):
        return redirect("tickets" if person.role == Role.AGENT else "scorecard")
    return render(request, "config/no_person.html", status=403)
