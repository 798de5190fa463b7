"""Who reads what anyone in their organization asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.customers.models import Customer
from trifecta.desk.actions.name_manager import name_manager
from trifecta.parts import reader
from trifecta.parts.posting import only_posted
from trifecta.web import toasts


@only_posted("customer")
def manage(request: HttpRequest, customer_id: int) -> HttpResponse:
    """manages: yes or no, so that what is sent twice is done once."""
    admin, found = reader.admin(request), get_object_or_404(Customer, pk=customer_id)
    manages = request.POST.get("manages") == "yes"
    try:
        name_manager(found, manages=manages, by=admin, at=timezone.now())
    except TrifectaError as error:
        toasts.warn(request, _(str(error)))
    else:
        toasts.say(request, _("They manage it now.") if manages else _("They manage it no longer."))
    return redirect("customer", customer_id=customer_id)
