"""Try the book on a ticket."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trifecta.parts import reader
from trifecta.screens.book import trial_page
from trifecta.screens.book.trial_forms import TrialForm


def trial(request: HttpRequest) -> HttpResponse:
    """As the address asks, so that what was found can be sent to a colleague."""
    form = TrialForm(request.GET or None, agent=reader.of_book(request))
    shown = None
    if form.is_valid():
        shown = trial_page.read(form.cleaned_data["reference"], form.facts, at=timezone.now())
    return render(request, "screens/book/trial.html", {"form": form, "page": shown})
