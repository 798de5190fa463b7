"""The customer's list, one matter, and the few acts a customer has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.portal.matters import page
from trifecta.portal.matters.forms import AnswerForm, ComebackForm, ConfirmationForm, NewMatterForm, RefusalForm
from trifecta.staff.models import Team
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.actions.flow.reject import reject
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.models import Ticket
from trifecta.web import toasts

# The acts of the page: a noun in the address, a form, one call into the domain.
DOINGS: dict[str, tuple[type[forms.Form], Callable[..., object]]] = {
    "messages": (AnswerForm, reply),
    "validation": (ConfirmationForm, validate),
    "rejection": (RefusalForm, reject),
    "reopening": (ComebackForm, reopen),
}


def matters(request: HttpRequest) -> HttpResponse:
    mine = page.mine(reader.customer(request))
    return render(request, "portal/matters/matters.html", {"matters": mine, "now": timezone.now()})


def new(request: HttpRequest) -> HttpResponse:
    """The form; what was typed on the page before is its first line."""
    customer = reader.customer(request)
    form = NewMatterForm(request.POST or None, initial={"subject": request.GET.get("subject", "")[:250]})
    if form.is_valid():
        told = form.cleaned_data
        if before := page.sent_before(customer, told["subject"], told["body"], at=timezone.now()):
            toasts.say(request, _("You sent this a moment ago; here it is."))
            return redirect("matter", reference=before.reference)
        team = Team.objects.receiving().first()
        asked = Opening(channel="portal", impact=4, requester=customer, team=team, **told)
        try:
            opened = open_ticket(asked, by=customer, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("We have it."))
            return redirect("matter", reference=opened.reference)
    return render(request, "portal/matters/new.html", {"form": form}, status=422 if form.errors else 200)


def matter(request: HttpRequest, reference: int) -> HttpResponse:
    return _page(request, _find(request, reference), {})


def act(request: HttpRequest, reference: int, noun: str) -> HttpResponse:
    """One act; what was typed stays when it is refused. Asked for without an act, the address leads to the matter."""
    ticket = _find(request, reference)
    if request.method != "POST":
        return redirect("matter", reference=ticket.reference)
    form_class, do = DOINGS[noun]
    form = form_class(request.POST, auto_id=f"{noun}_%s")
    if noun == "messages" and not ticket.is_open:
        form.add_error(None, _("This matter is not open any more: say whether it is solved, so that we take it up."))
    if noun in {"validation", "rejection"} and ticket.state != "resolved":
        form.add_error(None, _("Nobody waits for your word on this any more; this page shows how it stands now."))
    if form.is_valid():
        more = {"channel": "portal"} if noun == "messages" else {}
        try:
            do(ticket, **form.cleaned_data, **more, by=reader.customer(request), at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Thank you."))
            return redirect("matter", reference=ticket.reference)
    return _page(request, ticket, {f"{noun}_form": form})


def _find(request: HttpRequest, number: int) -> Ticket:
    seen = Ticket.objects.visible_to(reader.customer(request)).select_related("owner", "requester")
    return get_object_or_404(seen, pk=number)


def _page(request: HttpRequest, ticket: Ticket, refused: dict[str, Any]) -> HttpResponse:
    """refused: the form of an act that was not done, by its name in the template."""
    now = timezone.now()
    shown = {
        "matter": page.read(ticket, reader.customer(request), at=now),
        **{f"{noun}_form": form(auto_id=f"{noun}_%s") for noun, (form, _do) in DOINGS.items()},
        "now": now,
        **refused,
    }
    return render(request, "portal/matters/matter.html", shown, status=422 if refused else 200)
