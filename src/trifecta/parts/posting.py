"""Addresses that are only posted to: asked for in another way, they lead to the page that posts there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def only_posted(page: str) -> Callable[[View], View]:
    """page: the name of the page's address; it takes the same parts."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            return view(request, **parts) if request.method == "POST" else redirect(page, **parts)

        return answer

    return decorate
