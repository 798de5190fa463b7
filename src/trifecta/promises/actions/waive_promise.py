"""Release ourselves from a promise, with a reason: it counts neither as kept nor as broken, and is shown apart."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.promises import codes, rules
from trifecta.promises.events import PromiseWaived
from trifecta.promises.models import Clock
from trifecta.staff.models import Agent
from trifecta.tickets import permits, story
from trifecta.tickets import rules as ticket_rules
from trifecta.tickets.acts import Act


@transaction.atomic
def waive_promise(clock: Clock, *, reason: str, words: str, by: Agent, at: datetime) -> Clock:
    """
    The clock, waived; of several runs the open or latest one.

    reason: of codes.WAIVERS. words: why, for whoever checks the number later. Raises NotYourTicket, UnknownCode,
    NothingSaid, NoSuchPromise.
    """
    ticket = permits.admit(by, Act.WAIVE_PROMISE, clock.ticket)
    ticket_rules.require_code(reason, codes.WAIVERS)
    ticket_rules.require_words(words)
    runs = Clock.objects.filter(ticket=ticket, promise=clock.promise, subject=clock.subject)
    latest = runs.order_by("-run").first()
    if latest is None or latest.outcome in {"waived", "cancelled"} or latest.kind == "told":
        raise rules.NoSuchPromise(N_("There is no promise here that could be waived."))
    subject = Code(clock.subject) if clock.subject else None
    waived = PromiseWaived(
        promise=Code(clock.promise),
        reason=Code(reason),
        subject=subject,
        former_outcome=Code(latest.outcome) if latest.outcome else None,
    )
    story.tell(ticket, waived, by=by, at=at, words=words)
    return Clock.objects.get(pk=latest.pk)
