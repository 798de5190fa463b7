"""Say that someone is back, or does not go at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff import absences
from trifecta.staff.events import AbsenceEnded
from trifecta.staff.models import Absence


@transaction.atomic
def end_absence(absence: Absence, *, by: Actor, at: datetime) -> None:
    """An absence that has not begun is no more. Raises NotPermitted, NoAbsence for one that is over."""
    absences.require_may_plan(by, absence.agent)
    held = Absence.objects.select_for_update().filter(pk=absence.pk).first()
    if held is None or (held.until_at is not None and held.until_at <= at):
        raise absences.NoAbsence(N_("This absence is over already."))
    ended = AbsenceEnded(agent=AgentId(held.agent_id), absence=held.pk)
    if held.from_at >= at:
        held.delete()
    else:
        held.until_at = at
        held.save(update_fields=["until_at"])
    journal.append(ids.stream("agent", absence.agent_id), ended, by=by, at=at)
