"""Let an account be entered by another mail address."""

from __future__ import annotations

from django.db import transaction

from trifecta.base.text import N_
from trifecta.identity.actions.create_account import AddressTaken
from trifecta.identity.models import Account


@transaction.atomic
def readdress(account: Account, *, email: str) -> None:
    """Raises AddressTaken."""
    if Account.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
        raise AddressTaken(N_("Someone with this mail address is here already."))
    account.email = Account.objects.normalize_email(email)
    account.save(update_fields=["email"])
