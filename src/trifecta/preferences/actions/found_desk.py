"""The desk comes into being: once per install."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.log import journal
from trifecta.preferences.events import DeskSetUp
from trifecta.preferences.models import DESK_ID, STREAM, Desk


class AlreadyFounded(RuleBroken):
    """A desk is set up once."""


@transaction.atomic
def found_desk(*, name: str, zone: str, language: str, is_demo: bool = False, by: Actor, at: datetime) -> Desk:
    """Write the desk's own row. Raises AlreadyFounded, UnknownZone."""
    zones.zone(zone)
    if Desk.objects.exists():
        raise AlreadyFounded(N_("This desk is set up already. Sign in to change it."))
    desk = Desk.objects.create(id=DESK_ID, name=name, zone=zone, language=language, is_demo=is_demo, set_up_at=at)
    journal.append(STREAM, DeskSetUp(zone=Code(zone), language=Code(language)), by=by, at=at)
    return desk
