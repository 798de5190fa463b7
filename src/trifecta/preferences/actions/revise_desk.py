"""Change how the desk is called, where its clock stands and which language it speaks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.ids import Code
from trifecta.base.worktime import zones
from trifecta.log import journal
from trifecta.preferences.events import DeskRevised
from trifecta.preferences.models import DESK_ID, STREAM, Desk


@transaction.atomic
def revise_desk(*, name: str, zone: str, language: str, by: Actor, at: datetime) -> Desk:
    """The desk's row; the log keeps nothing when nothing changes. Who may is asked above. Raises UnknownZone."""
    zones.zone(zone)
    desk = Desk.objects.select_for_update().get(pk=DESK_ID)
    if (desk.name, desk.zone, desk.language) == (name, zone, language):
        return desk
    desk.name, desk.zone, desk.language = name, zone, language
    desk.save(update_fields=["name", "zone", "language"])
    journal.append(STREAM, DeskRevised(zone=Code(zone), language=Code(language)), by=by, at=at)
    return desk
