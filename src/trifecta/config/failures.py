"""What a person reads when a page cannot be given: one sentence, and the way back."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from trifecta.parts.addresses import AddressRefused

TEMPLATE = "config/failure.html"
IN_FRAME = "config/failure_in_frame.html"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The same for what does not exist and for what this person may not see."""
    return _page(request, 404, _("There is nothing here"), _("The address is wrong, or you may not see what it names."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception or "") or _("You are not permitted to do this here.")
    return _page(request, 403, _("Not permitted"), reason)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, AddressRefused):
        return _page(request, 400, _("That cannot be shown"), str(exception))
    if isinstance(exception, DisallowedHost):
        called = {"host": request.META.get("HTTP_HOST", "")[:100]}
        sentence = _("This desk does not answer to “%(host)s”. Whoever runs it names its addresses in TRIFECTA_HOSTS.")
        return _page(request, 400, _("That is not its address"), sentence % called)
    return _page(request, 400, _("That was not understood"), _("The request was damaged; go back and try again."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The token against forged requests is missing or old."""
    sentence = _("The form was open for too long, or cookies are refused. Go back, reload the page and send it again.")
    return _page(request, 403, _("That was not sent"), sentence)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413, _("That is too large"), _("At most 6 MB can be sent at once; send less, or in parts."))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(request, 429, _("Too many attempts"), _("Wait a few minutes, then try again."))


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Written without the database, which may be what failed."""
    sentence = _("This is our fault, not yours. Try again; if it stays, tell whoever runs this desk.")
    return HttpResponse(render_to_string(TEMPLATE, {"title": _("That failed"), "sentence": sentence}), status=500)


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    template = IN_FRAME if getattr(request, "person", None) else TEMPLATE
    return render(request, template, {"title": title, "sentence": sentence}, status=status)
