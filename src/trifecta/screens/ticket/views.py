"""The page, and one door for all its acts."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.ticket import acting, page, stale
from trifecta.screens.ticket.forms import ActForm
from trifecta.tickets.models import Ticket
from trifecta.web import toasts


def ticket(request: HttpRequest, reference: int) -> HttpResponse:
    return _page(request, _find(request, reference))


def act(request: HttpRequest, reference: int, noun: str) -> HttpResponse:
    """Translate in, one domain call, translate out; what was typed stays when the act is refused."""
    if noun not in acting.DOINGS:
        raise Http404
    found = _find(request, reference)
    if request.method != "POST":  # the address of a refused act, asked for anew
        return redirect("ticket", reference=found.reference)
    doing, form = acting.DOINGS[noun], acting.form_of(noun, found, request.POST)
    if form.is_valid():
        agent = reader.agent(request)
        try:
            with transaction.atomic():
                if noun not in acting.COMPOSED:
                    stale.require_seen(found, request.POST.get("seen", ""), by=agent)
                doing.do(found, **form.cleaned_data, by=agent, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, str(doing.done))
            return redirect("ticket", reference=found.reference)
    return _page(request, _find(request, reference), refused=(noun, form))


def _find(request: HttpRequest, number: int) -> Ticket:
    """404 for what this person may not see, the same as for what does not exist."""
    return get_object_or_404(page.TICKETS.visible_to(reader.agent(request)), pk=number)


def _page(request: HttpRequest, found: Ticket, *, refused: tuple[str, ActForm] | None = None) -> HttpResponse:
    shown = page.read(found, by=reader.agent(request), at=timezone.now(), refused=refused)
    return render(
        request, "screens/ticket/ticket.html", {"page": shown, "now": shown.at}, status=422 if refused else 200
    )
