"""Who had a ticket when it was opened: the opening says it itself, and nothing happens later that would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.timeline import Moment, Name

OPENED_AND_OWNS = N_("%(owner)s opened the ticket and owns it")
OWNED = N_("%(owner)s owned it from the start")
WITH_BOTH = N_("The work began with %(assignee)s in %(team)s")
WITH_TEAM = N_("The work began with %(team)s")
WITH_AGENT = N_("The work began with %(assignee)s")


def is_owned_by_opener(opened: Moment) -> bool:
    """Whoever answers owns."""
    return opened.who == ("agent", opened.facts["owner"])


def sentences(opened: Moment, known: Mapping[Name, str]) -> Iterator[str]:
    """Who owned it, if by name and not the one who opened it, and with whom the work began, if with anybody."""
    told = {field: known.get(name, "") for field, name in opened.refers.items()}
    if opened.facts["owner"] != PLACEHOLDER_ID and not is_owned_by_opener(opened):
        yield _(OWNED) % told
    work = {("assignee", "team"): WITH_BOTH, ("team",): WITH_TEAM, ("assignee",): WITH_AGENT}
    begun = work.get(tuple(field for field in ("assignee", "team") if field in told))
    if begun:
        yield _(begun) % told
