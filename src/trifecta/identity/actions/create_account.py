"""Give someone a way in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction

from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.identity.models import Account


class AddressTaken(RuleBroken):
    """One account per mail address."""


class WeakPassword(RuleBroken):
    """The password is easy to guess; the sentences say why."""


@transaction.atomic
def create_account(
    *, email: str, name: str, password: str | None, zone: str, language: str = "en", at: datetime
) -> Account:
    """
    A new account; without a password it waits for a link.

    Raises AddressTaken, WeakPassword, UnknownZone.
    """
    zones.zone(zone)
    if Account.objects.filter(email__iexact=email).exists():
        raise AddressTaken(N_("Someone with this mail address is here already."))
    if password is not None:
        require_strong(password, email=email, name=name)
    return Account.objects.create_user(
        email=email, password=password, name=name, zone=zone, language=language, created_at=at
    )


def require_strong(password: str, *, email: str, name: str) -> None:
    try:
        password_validation.validate_password(password, Account(email=email, name=name))
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from error
