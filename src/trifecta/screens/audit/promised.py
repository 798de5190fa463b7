"""What a person changed of a promise: its deadline, or that it counts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.parts.clocks import deeds
from trifecta.promises.events import PromiseStarted, PromiseWaived
from trifecta.tickets.timeline import Moment

Told = list[tuple[str, str, str]]
OUTCOMES = {None: N_("open"), "met": N_("kept"), "broken": N_("broken")}
# Fields that the changes tell.
TOLD_OF = {
    PromiseStarted.kind: frozenset({"due_at", "former_due_at"}),
    PromiseWaived.kind: frozenset({"reason", "former_outcome"}),
}


def changes(moment: Moment) -> Told:
    """Label, before, after; nothing for what nobody in person did, and for other entries."""
    if moment.who is None:
        return []
    if moment.kind == PromiseStarted.kind:
        before, after = deeds.instant(moment, "former_due_at"), deeds.instant(moment, "due_at")
        return [(_("deadline"), before or "–", after or _("by the terms"))]
    if moment.kind == PromiseWaived.kind:
        before = _(OUTCOMES[moment.facts.get("former_outcome")])
        return [(_("outcome"), before, _("waived")), (_("reason"), "–", deeds.reason(moment))]
    return []


def told_of(moment: Moment) -> frozenset[str]:
    """The fields that need not be told beside the changes."""
    return TOLD_OF.get(moment.kind, frozenset()) if moment.who is not None else frozenset()
