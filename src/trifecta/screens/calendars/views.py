"""Opening hours: all of them, one of them, and what it comes to while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.calendars.models import Calendar
from trifecta.desk.actions.add_hours import add_hours
from trifecta.desk.actions.choose_hours import choose_hours
from trifecta.desk.actions.revise_hours import ChangedMeanwhile, revise_hours
from trifecta.parts import reader
from trifecta.parts.forms import refuse, zone_choices
from trifecta.parts.posting import only_posted
from trifecta.preferences.models import Desk
from trifecta.promises.models import Clock
from trifecta.screens.calendars import page
from trifecta.screens.calendars.forms import CalendarForm, region_choices
from trifecta.screens.calendars.preview import Preview, preview
from trifecta.web import toasts

MOST_FOUND = 12


def calendars(request: HttpRequest) -> HttpResponse:
    reader.of_setup(request)
    return render(request, "screens/calendars/calendars.html", {"rows": page.rows()})


def own(request: HttpRequest) -> HttpResponse:
    """The desk's own opening hours, wherever they are by now."""
    reader.of_setup(request)
    return redirect("calendar", calendar_id=Calendar.objects.get(is_default=True).pk)


def add(request: HttpRequest) -> HttpResponse:
    admin = reader.admin(request)
    form = CalendarForm(request.POST or None, version=None, zone=Desk.objects.get().zone)
    if form.is_valid() and not form.needs_review:
        try:
            name = form.cleaned_data["name"]
            added = add_hours(name=name, hours=form.hours, holidays=form.holidays, by=admin, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error, None if isinstance(error, CalendarRefused) else "name")
        else:
            toasts.say(request, _("Saved."))
            return redirect("calendar", calendar_id=added.pk)
    return _page(request, form, {})


def calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    by = reader.of_setup(request)
    found = get_object_or_404(Calendar, pk=calendar_id)
    form = CalendarForm(request.POST or None, version=found.versions.current().get())
    if form.is_valid() and not form.needs_review:
        try:
            revise_hours(found, form.change(timezone.now()), by=by, at=timezone.now())
        except ChangedMeanwhile as error:
            refuse(form, error)
            form.see(error.version)
        except TrifectaError as error:
            refuse(form, error)
        else:
            said = _("Saved. What is open is being timed by the new hours now.")
            toasts.say(request, said if page.used_by(found) else _("Saved."))
            return redirect("calendars")
    shown = {"calendar": found, "used_by": page.used_by(found), "changes": page.changes(found)}
    if not found.is_default:
        shown["open_count"] = Clock.objects.filter(is_open=True).count()
    return _page(request, form, shown)


def _page(request: HttpRequest, form: CalendarForm, shown: dict[str, Any]) -> HttpResponse:
    """A form that is not taken as it is: refused, or with holidays that nobody has read yet."""
    told = {**shown, "form": form, "preview": _preview(form), "awaits_review": form.is_valid() and form.needs_review}
    return render(request, "screens/calendars/calendar.html", told, status=422 if form.is_bound else 200)


def _preview(form: CalendarForm) -> Preview | None:
    """None while the form cannot be read, and for a new one, which says nothing yet."""
    at = timezone.now()
    try:
        if form.is_valid():
            return preview(form.hours, form.holidays, targets=page.targets(), at=at)
        if form.is_bound or form.version is None:
            return None
        return preview(form.version.own_hours, form.version.lists, targets=page.targets(), at=at)
    except CalendarRefused:
        return None


@only_posted("calendars")
def shown(request: HttpRequest) -> HttpResponse:
    """What the form comes to, while one types."""
    reader.admin(request)
    known = request.POST.get("calendar", "")
    found = (
        Calendar.objects.filter(pk=int(known)).first()
        if known.isascii() and known.isdecimal() and len(known) < 19
        else None
    )
    form = CalendarForm(request.POST, version=found.versions.current().get() if found else None)
    form.fields.pop("name", None)  # the days need none
    told = {"form": form, "preview": _preview(form)}
    return render(request, "screens/calendars/preview.html", told)


@only_posted("calendar")
def make_own(request: HttpRequest, calendar_id: int) -> HttpResponse:
    found = get_object_or_404(Calendar, pk=calendar_id)
    choose_hours(found, by=reader.admin(request), at=timezone.now())
    toasts.say(request, _("“%(name)s” are the desk’s opening hours now.") % {"name": found.name})
    return redirect("calendars")


def regions(request: HttpRequest) -> HttpResponse:
    """The regions of the country that was just chosen."""
    reader.of_setup(request)
    country = next((str(value) for name, value in request.GET.items() if name.startswith("country_")), "")
    return render(request, "screens/calendars/regions.html", {"choices": region_choices(country)})


def zones(request: HttpRequest) -> HttpResponse:
    """Zones whose name has what was typed."""
    reader.of_setup(request)
    typed = request.GET.get("q", "").strip().replace(" ", "_").lower()
    found = [name for name, _label in zone_choices() if typed in name.lower()][:MOST_FOUND] if typed else []
    return render(request, "screens/calendars/zones.html", {"zones": found})
