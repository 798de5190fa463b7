"""
Who reacts to what: the one table.

In the transaction: a failure fails the act. After commit: an outbox row that is retried until it works.
"""

from __future__ import annotations

from collections.abc import Mapping

from trifecta.importers import reactions as importers
from trifecta.log.reactions import Reaction
from trifecta.records import reactions as records
from trifecta.scorecards import reactions as scorecards
from trifecta.tickets import reactions as tickets

IN_TRANSACTION: Mapping[str, tuple[Reaction, ...]] = {
    "desk.set_up": (scorecards.on_desk_set_up,),
    "contact.recorded": (tickets.on_contact_recorded,),
    "ticket.linked": (records.on_linked,),
    "customer.erased": (importers.on_person_erased,),
    "agent.erased": (importers.on_person_erased,),
}
AFTER_COMMIT: Mapping[str, tuple[Reaction, ...]] = {}
