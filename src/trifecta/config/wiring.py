"""
Who reacts to what: the one table.

In the transaction: a failure fails the act. After commit: an outbox row that is retried until it works.
"""

from __future__ import annotations

from collections.abc import Mapping

from trifecta.base.kinds import KINDS
from trifecta.importers import reactions as importers
from trifecta.log.reactions import Reaction
from trifecta.promises import reactions as promises
from trifecta.records import reactions as records
from trifecta.scorecards import reactions as scorecards
from trifecta.tickets import reactions as tickets

# Terms name the events that move a clock as data, so promises hear of each that may happen to a ticket.
MOVES_CLOCKS: Mapping[str, tuple[Reaction, ...]] = {
    kind: (promises.on_entry,)
    for kind in KINDS
    if kind.startswith(("ticket.", "word.")) or kind in {"promise.started", "promise.waived"}
}
IN_TRANSACTION: Mapping[str, tuple[Reaction, ...]] = {
    **MOVES_CLOCKS,
    "desk.set_up": (scorecards.on_desk_set_up, promises.on_desk_set_up),
    "contact.recorded": (tickets.on_contact_recorded,),
    "ticket.linked": (records.on_linked, promises.on_entry),
    **dict.fromkeys(
        ("calendar.revised", "calendar.extended", "calendar.made_default", "team.hours_set"),
        (promises.on_hours_changed,),
    ),
    "site.zone_told": (promises.on_site_zone_told,),
    "customer.erased": (importers.on_person_erased,),
    "agent.erased": (importers.on_person_erased,),
}
AFTER_COMMIT: Mapping[str, tuple[Reaction, ...]] = {}
