"""A person's own profile: how they are called, where their clock stands, which language they read."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.identity.models import Account


class UnknownLanguage(RuleBroken):
    """Trifecta does not speak it yet."""


@transaction.atomic
def revise_profile(account: Account, *, name: str, zone: str, language: str) -> None:
    """Raises UnknownZone, UnknownLanguage."""
    zones.zone(zone)
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage(N_("Trifecta does not speak this language yet."))
    account.name, account.zone, account.language = name, zone, language
    account.save(update_fields=["name", "zone", "language"])
