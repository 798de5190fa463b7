"""The list, as far as it is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trifecta.parts import reader
from trifecta.screens.begin import page


def left_to_do(request: HttpRequest) -> HttpResponse:
    reader.admin(request)
    steps = page.read()
    left_count = sum(not step.is_done for step in steps)
    return render(request, "screens/begin/begin.html", {"steps": steps, "left_count": left_count})
