"""Who may do what with those who ask."""

from __future__ import annotations

from trifecta.base.actors import Actor
from trifecta.base.errors import NotPermitted
from trifecta.base.text import N_
from trifecta.customers.models import Customer


def require_answers(by: Actor) -> None:
    """Raises NotPermitted for those who ask themselves, and for auditors."""
    if isinstance(by, Customer) or by.only_reads:
        raise NotPermitted(N_("Only who answers at the desk may do this."))
