"""How codes of tickets are said on a page; a code of a foreign history is shown as it came."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.promises import codes as promises
from trifecta.tickets import codes
from trifecta.tickets.models import Ticket

STATES = {
    "open": N_("open"),
    "waiting": N_("waiting"),
    "resolved": N_("solved?"),
    "closed": N_("closed"),
    "cancelled": N_("cancelled"),
    "merged": N_("merged"),
}
WAITS = {
    "customer": N_("waits for the customer"),
    "vendor": N_("waits for the vendor"),
    "change": N_("waits for a change"),
    "problem": N_("waits for a problem"),
}
ANSWERS = {
    "accepted": N_("accepted"),
    "declined": N_("declined"),
    "withdrawn": N_("taken back"),
    "ended": N_("ended with the ticket"),
}
ENDINGS = {
    "ticket.cancelled": N_("the ticket was cancelled"),
    "ticket.merged": N_("the ticket was merged"),
    "ticket.validated": N_("the customer confirmed it"),
    "no_longer_applies": N_("other terms apply"),
}
OUTCOMES = {
    "met": N_("kept"),
    "broken": N_("broken"),
    "waived": N_("waived"),
    "cancelled": N_("no longer applied"),
}
KINDS_OF_PROMISE = {
    "sla": N_("to a customer"),
    "ola": N_("between teams"),
    "contract": N_("of a vendor"),
    "word": N_("a given word"),
    "xla": N_("of an experience"),
    "told": N_("told by the source"),
}
TONES = {"waiting": "paused", "resolved": "risk"}


def state(code: str | None) -> str:
    return _(STATES[code]) if code in STATES else code or ""


def tone(code: str | None) -> str:
    """The pill's state of a ticket's state, where more is not known; a claim that nobody confirmed is at risk."""
    return TONES.get(code or "", "")


def standing(ticket: Ticket) -> str:
    """Where the ticket stands: its state, or what it waits for, or to whom the work is on offer."""
    if ticket.is_open and ticket.offered_to is not None:
        return _("offered to %(team)s") % {"team": ticket.offered_to.name}
    if ticket.state == "waiting" and ticket.waiting_on in WAITS:
        return _(WAITS[ticket.waiting_on])
    return state(ticket.state)


def standing_tone(ticket: Ticket) -> str:
    """
    The pill's state of a standing.

    At risk is what nobody has (from offer to acceptance) and what nobody confirmed; kept, what the customer did.
    """
    if ticket.is_open and ticket.offered_to_id:
        return "risk"
    if ticket.state == "closed" and ticket.validated_at:
        return "kept"
    return tone(ticket.state)


def priority(number: int | None) -> str:
    return _label(codes.PRIORITIES, None if number is None else str(number))


def sort(code: str | None) -> str:
    return _label(codes.SORTS, code)


def channel(code: str | None) -> str:
    return _label(codes.CHANNELS, code)


def reason(code: str | None) -> str:
    """Why a handoff was offered, or a promise set aside."""
    if code in ENDINGS:
        return _(ENDINGS[code])
    return _label((*codes.HANDOFF_REASONS, *promises.WAIVERS), code)


def handoff_answer(code: str | None) -> str:
    """What came of an offered handoff."""
    return _(ANSWERS[code]) if code in ANSWERS else code or ""


def outcome(code: str | None) -> str:
    """What came of a promise; the outcome of a contact is shown as it is."""
    return _(OUTCOMES[code]) if code in OUTCOMES else code or ""


def promise_kind(code: str | None) -> str:
    return _(KINDS_OF_PROMISE[code]) if code in KINDS_OF_PROMISE else code or ""


def waiting_for(code: str | None) -> str:
    return _(codes.label("ticket.waiting", "on", code)) if code else ""


def relation(code: str | None) -> str:
    """How a ticket hangs together with another one; `split_from` is told by splitting alone."""
    return _("split from") if code == "split_from" else _label(codes.RELATIONS, code)


def role(code: str | None) -> str:
    """What someone who follows a ticket sees and does."""
    return _label(codes.PARTICIPANT_ROLES, code)


def _label(choices: Iterable[codes.Choice], code: str | None) -> str:
    labels = {choice.code: choice.label for choice in choices}
    return _(labels[code]) if code in labels else code or ""
