from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trifecta.parts import reader
from trifecta.screens.roles import page


def roles(request: HttpRequest) -> HttpResponse:
    reader.of_setup(request)
    return render(request, "screens/roles/roles.html", {"roles": page.read()})
