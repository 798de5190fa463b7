"""Which telling of a contact makes sense: pure decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.contacts.events import ContactRecorded

CHANNELS = ("phone", "mail", "chat", "portal", "walk_in", "other")
DIRECTIONS = ("inbound", "outbound")
OUTCOMES = ("ticket", "information", "abandoned")


class NotAContact(RuleBroken):
    """The facts contradict each other or name an unknown word."""


class AlreadyTracked(RuleBroken):
    """A contact belongs to one ticket."""


def require_sound(told: ContactRecorded, *, started_at: datetime) -> None:
    """Raises NotAContact."""
    _require_one_of("channel", told.channel, CHANNELS)
    _require_one_of("direction", told.direction, DIRECTIONS)
    _require_one_of("outcome", told.outcome, OUTCOMES)
    if told.ticket is not None and told.outcome != "ticket":
        raise NotAContact(N_("Only a contact that came to a ticket names one."))
    if told.outcome == "abandoned" and told.answered_at is not None:
        raise NotAContact(N_("A contact that was answered was not abandoned."))
    moments = [moment for moment in (started_at, told.answered_at, told.ended_at) if moment is not None]
    if moments != sorted(moments):
        raise NotAContact(N_("A contact begins, is answered and ends in this order."))
    if told.handled_s is not None and told.handled_s < 0:
        raise NotAContact(N_("The time spent on a contact is not negative."))


def require_untold(told: ContactRecorded) -> None:
    """Raises AlreadyTracked, and NotAContact for what nobody answered."""
    if told.ticket is not None:
        raise AlreadyTracked(N_("This contact belongs to a ticket already."))
    if told.outcome == "abandoned":
        raise NotAContact(N_("Nobody answered this contact, so nothing came of it."))


def _require_one_of(field: str, code: str, known: Iterable[str]) -> None:
    if code not in known:
        raise NotAContact(f"The {field} “{code}” is none of: {', '.join(known)}.")
