"""People from a CSV file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.import_people import Imported, import_people
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.people import lists
from trifecta.screens.people.forms import ListForm
from trifecta.screens.people.invitations import links_of


def import_list(request: HttpRequest) -> HttpResponse:
    """What was added, and every refused line with its reason."""
    admin = reader.admin(request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    imported, unused = Imported(), list[str]()
    if is_sent := form.is_valid():
        try:
            found = lists.read(form.cleaned_data["file"].read())
            imported, unused = import_people(found.rows, by=admin, at=timezone.now()), found.unused
        except TrifectaError as error:
            is_sent = False
            refuse(form, error, "file")
    shown = {
        "form": form,
        "imported": imported if is_sent else None,
        "unused": unused,
        "links": links_of(request, imported.invitations),
    }
    return render(request, "screens/people/import_list.html", shown, status=422 if form.errors else 200)
