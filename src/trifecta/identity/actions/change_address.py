"""Sign in by another mail address from now on."""

from __future__ import annotations

from django.db import transaction

from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.identity.actions.readdress import readdress
from trifecta.identity.models import Account


class WrongPassword(RuleBroken):
    """Whoever sits at an open screen must not be able to take the account with them."""


@transaction.atomic
def change_address(account: Account, *, email: str, password: str) -> None:
    """Raises WrongPassword, AddressTaken."""
    if not account.check_password(password):
        raise WrongPassword(N_("This is not your password."))
    readdress(account, email=email)
