"""A new team."""

from __future__ import annotations

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.staff import permits
from trifecta.staff.models import Level, Team


class NameTaken(RuleBroken):
    """Team names are unique."""


@transaction.atomic
def add_team(*, name: str, level: str = Level.SERVICE_DESK, is_restricted: bool = False, by: Actor) -> Team:
    """Raises NotPermitted, NameTaken."""
    permits.require_run_desk(by)
    if Team.objects.filter(name__iexact=name).exists():
        raise NameTaken(N_("There is a team of this name already."))
    return Team.objects.create(name=name, level=level, is_restricted=is_restricted)
