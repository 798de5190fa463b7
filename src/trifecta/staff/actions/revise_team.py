"""Call a team by another name, or say anew what it is."""

from __future__ import annotations

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.staff import permits
from trifecta.staff.actions.add_team import NameTaken
from trifecta.staff.models import Level, Team


class UnknownLevel(RuleBroken):
    """No level of the desk."""


@transaction.atomic
def revise_team(team: Team, *, name: str, level: str, is_restricted: bool, is_active: bool, by: Actor) -> Team:
    """A team that is not active takes no work, and keeps what it has. Raises NotPermitted, NameTaken, UnknownLevel."""
    permits.require_run_desk(by)
    if Team.objects.filter(name__iexact=name).exclude(pk=team.pk).exists():
        raise NameTaken(N_("There is a team of this name already."))
    if level not in Level.values:
        raise UnknownLevel(N_("There is no such level."))
    revised = Team.objects.select_for_update().get(pk=team.pk)
    revised.name, revised.level = name, level
    revised.is_restricted, revised.is_active = is_restricted, is_active
    revised.save(update_fields=["name", "level", "is_restricted", "is_active"])
    return revised
