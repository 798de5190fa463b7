"""The page, and one door for all its acts."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.ticket import acting, page, stale
from trifecta.screens.ticket.forms import ActForm
from trifecta.tickets import permits
from trifecta.tickets.models import Ticket
from trifecta.web import toasts
from trifecta.web.choices import settled


def ticket(request: HttpRequest, reference: int) -> HttpResponse:
    return _page(request, _find(request, reference))


def act(request: HttpRequest, reference: int, noun: str) -> HttpResponse:
    """Translate in, one domain call, translate out; what was typed stays when the act is refused."""
    if noun not in acting.DOINGS:
        raise Http404
    found, agent = _find(request, reference), reader.agent(request)
    if request.method != "POST":
        return _ask(request, found, noun)
    doing, form = acting.DOINGS[noun], acting.form_of(noun, found, request.POST, by=agent)
    if form.is_valid():
        try:
            with transaction.atomic():
                if noun not in acting.COMPOSED:
                    stale.require_seen(found, request.POST.get("seen", ""), by=agent)
                doing.do(found, **form.told(), by=agent, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            return _done(request, found, doing)
    return _page(request, _find(request, reference), asked=(noun, form))


def _done(request: HttpRequest, found: Ticket, doing: acting.Doing) -> HttpResponse:
    """The ticket; the list, where an act gave away the right to see it."""
    if page.TICKETS.visible_to(reader.agent(request)).filter(pk=found.pk).exists():
        toasts.say(request, str(doing.done))
        return redirect("ticket", reference=found.reference)
    gone = _("%(done)s You no longer see %(ticket)s.") % {"done": doing.done, "ticket": found.reference}
    toasts.say(request, gone)
    return redirect("tickets")


def _ask(request: HttpRequest, found: Ticket, noun: str) -> HttpResponse:
    """The dialog of an act, alone for a page that fetches it, else with its page; what asks nothing has none."""
    agent, doing = reader.agent(request), acting.DOINGS[noun]
    if noun in acting.COMPOSED or not doing.asks:
        return redirect("ticket", reference=found.reference)
    if doing.act not in permits.allowed(agent, found):
        return _no_longer(request, found, doing.verb)
    form = acting.form_of(noun, found, by=agent)
    form.initial = {**form.initial, **{name: request.GET[name] for name in form.fields if name in request.GET}}
    if "HX-Request" not in request.headers:
        return _page(request, found, asked=(noun, form))
    button = page.Button(noun, doing, settled(form), str(doing.verb), is_open=True)
    told = {"button": button, "ticket": found, "seen": request.GET.get("seen", "")}
    return render(request, "screens/ticket/act.html#dialog", told)


def _no_longer(request: HttpRequest, found: Ticket, verb: object) -> HttpResponse:
    """The ticket as it is now, whole, and what happened since the page that asked was read."""
    with transaction.atomic():
        told = stale.news(found, request.GET.get("seen", ""), by=reader.agent(request))
    if told:
        toasts.warn(request, _("“%(act)s” cannot be done any more. Meanwhile: %(news)s.") % {"act": verb, **told})
    else:
        toasts.warn(request, _("“%(act)s” cannot be done now.") % {"act": verb})
    back = redirect("ticket", reference=found.reference)
    return HttpResponse(headers={"HX-Redirect": back.url}) if "HX-Request" in request.headers else back


def _find(request: HttpRequest, number: int) -> Ticket:
    """404 for what this person may not see, the same as for what does not exist."""
    return get_object_or_404(page.TICKETS.visible_to(reader.agent(request)), pk=number)


def _page(request: HttpRequest, found: Ticket, *, asked: tuple[str, ActForm] | None = None) -> HttpResponse:
    shown = page.read(found, by=reader.agent(request), at=timezone.now(), asked=asked)
    is_refused = asked is not None and asked[1].is_bound
    return render(
        request, "screens/ticket/ticket.html", {"page": shown, "now": shown.at}, status=422 if is_refused else 200
    )
