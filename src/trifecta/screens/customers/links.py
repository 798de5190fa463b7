"""A link with which a customer sets their password: the one that would be mailed, to be handed over."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.customers.models import Customer
from trifecta.desk.actions.invite_customer import invite_customer
from trifecta.identity.models import Account
from trifecta.parts import reader
from trifecta.parts.posting import only_posted
from trifecta.web import toasts


@only_posted("customer")
def invite(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The link, shown once."""
    admin, found = reader.admin(request), get_object_or_404(Customer, pk=customer_id)
    try:
        account = invite_customer(found, by=admin, at=timezone.now())
    except TrifectaError as error:
        toasts.warn(request, _(str(error)))
        return redirect("customer", customer_id=customer_id)
    shown = {"customer": found, "link": request.build_absolute_uri(_address(account))}
    return render(request, "screens/customers/link.html", shown)


def _address(account: Account) -> str:
    secret = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return reverse("account_reset_password_from_key", kwargs=secret)
