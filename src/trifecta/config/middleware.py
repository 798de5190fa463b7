"""How much may be sent; who asks, in which zone and language; which floor they may enter; the way to the first run."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from trifecta.base import ids
from trifecta.base.worktime import zones
from trifecta.config import failures
from trifecta.customers.models import Customer
from trifecta.identity.models import Account
from trifecta.preferences.models import Desk
from trifecta.staff.models import Agent

Answering = Callable[[HttpRequest], HttpResponse]


def person_of(account: Account) -> Agent | Customer | None:
    """The agent or customer behind an account; an account that is neither sees nothing."""
    agent = Agent.objects.filter(account=account, is_active=True).first()
    return agent or Customer.objects.filter(account=account, is_active=True).first()


class SizeMiddleware:
    """Refuses what is too large before anything reads it: a stranger must not be able to fill the disk."""

    # Room for a list of people of 5 MB; every other form is far smaller.
    MOST_BYTES = 6_000_000

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > self.MOST_BYTES:
            return failures.too_large(request)
        return self.get_response(request)


class PersonMiddleware:
    """Puts `request.person` in place and reads the clock in their zone, the page in their language."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        request.person = person_of(account) if isinstance(account, Account) and account.is_active else None  # type: ignore[attr-defined]
        if not isinstance(account, Account):
            return self.get_response(request)
        with timezone.override(zones.zone(account.zone)), translation.override(account.language):
            return self.get_response(request)


class FloorMiddleware:
    """
    Screens are for those who answer, the portal for those who ask: decided by where the view lives, denied by default.

    Views that say `login_not_required`, and those of the profile, are for everyone.
    """

    FOR_EVERYONE = ("trifecta.screens.profile.",)
    ACROSS: ClassVar[dict[str, str]] = {"ticket": "matter", "matter": "ticket"}

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_: object) -> HttpResponse | None:
        """Lead a person of the other floor to their own."""
        if not getattr(view, "login_required", True) or view.__module__.startswith(self.FOR_EVERYONE):
            return None
        person = getattr(request, "person", None)
        if view.__module__.startswith("trifecta.screens.") and not isinstance(person, Agent):
            return self._led(request, person)
        if view.__module__.startswith("trifecta.portal.") and not isinstance(person, Customer):
            return self._led(request, person)
        return None

    def _led(self, request: HttpRequest, person: object) -> HttpResponse:
        """To the same ticket in their own view, for numbers are sent around; else to their first page."""
        match = request.resolver_match
        if person is None or match is None or match.url_name not in self.ACROSS:
            return redirect("front_door")
        return redirect(self.ACROSS[match.url_name], reference=ids.reference("ticket", match.kwargs["reference"]))


class FirstRunMiddleware:
    """Leads everyone to the first-run page until the desk has been set up."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self.is_set_up = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asked until it is true once: a desk is never un-set-up while this process runs.
        self.is_set_up = self.is_set_up or Desk.objects.exists()
        first_run = reverse("first_run")
        if self.is_set_up or request.path == first_run or request.path.startswith("/static/"):
            return self.get_response(request)
        return redirect(first_run)
