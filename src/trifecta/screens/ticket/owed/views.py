"""How one clock was counted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from trifecta.parts import reader
from trifecta.promises.models import Clock
from trifecta.screens.ticket.owed import counted
from trifecta.tickets.models import Ticket


def clock(request: HttpRequest, reference: int, clock_id: int) -> HttpResponse:
    """404 for what this person may not see, and for a run that turned out never to have been."""
    agent, now = reader.agent(request), timezone.now()
    seen = Ticket.objects.visible_to(agent).filter(pk=reference)
    row = get_object_or_404(Clock.objects.select_related("ticket", "team"), pk=clock_id, ticket__in=seen)
    try:
        shown = counted.read(row, by=agent, at=now, folds=request.GET.get("steps") != "all")
    except StopIteration as gone:  # the row is older than what is promised by now; the worker is about to remove it
        raise Http404 from gone
    return render(request, "screens/ticket/owed/counted.html", {"counted": shown, "now": now})
