"""Sign in by another mail address from now on."""

from __future__ import annotations

from django.db import transaction

from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.identity.actions.create_account import AddressTaken
from trifecta.identity.models import Account


class WrongPassword(RuleBroken):
    """Whoever sits at an open screen must not be able to take the account with them."""


@transaction.atomic
def change_address(account: Account, *, email: str, password: str) -> None:
    """Raises WrongPassword, AddressTaken."""
    if not account.check_password(password):
        raise WrongPassword(N_("This is not your password."))
    if Account.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
        raise AddressTaken(N_("Someone with this mail address is here already."))
    account.email = Account.objects.normalize_email(email)
    account.save(update_fields=["email"])
