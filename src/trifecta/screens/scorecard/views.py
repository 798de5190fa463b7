"""The scorecard, the part of it that fetches itself while numbers are computed, and its targets."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.parts import desk_clock, look_bar, reader
from trifecta.parts import look as looking
from trifecta.scorecards.actions.set_target import may_set, set_target
from trifecta.screens.scorecard import page
from trifecta.screens.scorecard.forms import TargetsForm
from trifecta.warehouse import asking
from trifecta.web import toasts


def scorecard(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/scorecard/scorecard.html", _shown(request))


def figures(request: HttpRequest) -> HttpResponse:
    """The figures alone, asked for again until all are there."""
    return render(request, "screens/scorecard/figures.html", _shown(request))


def targets(request: HttpRequest) -> HttpResponse:
    """Where the numbers should be; a service leader says so."""
    agent = reader.agent(request)
    if not may_set(agent):
        raise PermissionDenied(_("Only a service leader may set targets."))
    known = page.lines()
    form = TargetsForm(request.POST or None, lines=known)
    if form.is_valid():
        for line, target in form.targets():
            set_target(line, target=target, by=agent, at=timezone.now())
        toasts.say(request, _("The targets are set."))
        return redirect("scorecard")
    return render(request, "screens/scorecard/targets.html", {"form": form}, status=422 if form.errors else 200)


def _shown(request: HttpRequest) -> dict[str, object]:
    agent = reader.agent(request)
    look = looking.read(request.GET, desk_clock.wall(timezone.now()))
    shown = page.read(by=agent, look=look)
    return {
        "page": shown,
        "bar": look_bar.bar(look, looking.address, sees_all=asking.eyes_of(agent) is None),
        "now": look.now,
        "may_set": may_set(agent),
    }
