"""The customer's list, one matter, and the few acts a customer has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.portal.matters import page
from trifecta.portal.matters.forms import AnswerForm, NewMatterForm, RefusalForm
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.actions.flow.reject import reject
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.models import Ticket
from trifecta.web import toasts


def matters(request: HttpRequest) -> HttpResponse:
    mine = [(ticket, page.progress(ticket)) for ticket in page.mine(reader.customer(request))]
    return render(request, "portal/matters/matters.html", {"matters": mine, "now": timezone.now()})


def new(request: HttpRequest) -> HttpResponse:
    customer = reader.customer(request)
    form = NewMatterForm(request.POST or None)
    if form.is_valid():
        asked = Opening(sort="request", channel="portal", impact=4, requester=customer, **form.cleaned_data)
        try:
            opened = open_ticket(asked, by=customer, at=timezone.now())
        except TrifectaError as error:
            form.add_error(None, _(str(error)))
        else:
            toasts.say(request, _("We have it."))
            return redirect("matter", reference=opened.reference)
    return render(request, "portal/matters/new.html", {"form": form}, status=422 if form.errors else 200)


def matter(request: HttpRequest, reference: int) -> HttpResponse:
    return _page(request, _find(request, reference), {})


@require_POST
def answer(request: HttpRequest, reference: int) -> HttpResponse:
    def say(ticket: Ticket, body: str) -> object:
        return reply(ticket, body=body, channel="portal", by=reader.customer(request), at=timezone.now())

    return _act(request, reference, "answer", AnswerForm(request.POST), say)


@require_POST
def confirm(request: HttpRequest, reference: int) -> HttpResponse:
    def confirm(ticket: Ticket) -> object:
        return validate(ticket, by=reader.customer(request), at=timezone.now())

    return _act(request, reference, "confirm", forms.Form(request.POST), confirm)


@require_POST
def refuse(request: HttpRequest, reference: int) -> HttpResponse:
    def refuse(ticket: Ticket, reason: str, words: str) -> object:
        return reject(ticket, reason=reason, words=words, by=reader.customer(request), at=timezone.now())

    return _act(request, reference, "refusal", RefusalForm(request.POST), refuse)


def _act(request: HttpRequest, number: int, name: str, form: forms.Form, do: Callable[..., object]) -> HttpResponse:
    ticket = _find(request, number)
    if form.is_valid():
        try:
            do(ticket, **form.cleaned_data)
        except TrifectaError as error:
            form.add_error(None, _(str(error)))
        else:
            toasts.say(request, _("Thank you."))
            return redirect("matter", reference=ticket.reference)
    return _page(request, ticket, {name: form})


def _find(request: HttpRequest, number: int) -> Ticket:
    seen = Ticket.objects.visible_to(reader.customer(request)).select_related("owner", "service")
    return get_object_or_404(seen, pk=number)


def _page(request: HttpRequest, ticket: Ticket, refused: dict[str, Any]) -> HttpResponse:
    shown = {
        "matter": page.read(ticket, reader.customer(request)),
        "answer": AnswerForm(auto_id="answer_%s"),
        "refusal": RefusalForm(auto_id="refusal_%s"),
        "now": timezone.now(),
        **refused,
    }
    return render(request, "portal/matters/matter.html", shown, status=422 if refused else 200)
