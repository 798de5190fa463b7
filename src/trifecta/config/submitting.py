"""What is sent twice is done once: a form by its own token, a program by the key it sends along."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from trifecta.base import ids
from trifecta.customers.models import Customer
from trifecta.log import once

Answering = Callable[[HttpRequest], HttpResponse]


class OnceMiddleware:
    """
    Answers what was carried out already with the page that it led to.

    Looked up before, so that nothing is tried in vain; and after a refusal, because the same request may have been
    carried out meanwhile.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = token_of(request)
        if token is None:
            return self.get_response(request)
        if led_to := once.done(token):
            return shown(request, led_to)
        with once.asked(token) as asked:
            answer = self.get_response(request)
        # A page that shows a secret once comes from an act as well, and is no refusal.
        is_refused = not (asked.is_kept or 300 <= answer.status_code < 400)
        if is_refused and (led_to := once.done(token)):
            return shown(request, led_to)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Whoever was a moment faster has carried it out."""
        if not isinstance(error, once.DoneAlready):
            return None
        return shown(request, once.done(token_of(request) or "") or "")


def token_of(request: HttpRequest) -> str | None:
    """
    What only the very same request has, or None for what changes nothing or comes from nobody.

    Django masks the secret of each form anew with every page it renders, so a form carries a token of its own already.
    What was typed counts too: whoever goes back and says something else, says something else.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    if key := request.headers.get("Idempotency-Key"):
        said = [key]
    elif "csrfmiddlewaretoken" in request.POST:
        said = [f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values]
    else:
        return None
    files = [f"{name}={request.FILES[name]}" for name in sorted(request.FILES)]
    whole = "\0".join([str(request.user.pk), request.path, *said, *files])
    return hashlib.sha256(whole.encode()).hexdigest()


def shown(request: HttpRequest, stream: str) -> HttpResponse:
    """The ticket, or the page that the form was on."""
    sort, _, number = stream.partition(":")
    if sort == "ticket":
        page = "matter" if isinstance(getattr(request, "person", None), Customer) else "ticket"
        return redirect(page, reference=ids.reference("ticket", int(number)))
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return redirect(urlsplit(came_from)._replace(scheme="", netloc="").geturl())
    return redirect(request.path)
