"""Who made the offers that wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.tickets import wording
from trifecta.tickets.timeline import Moment, Name


@dataclass(frozen=True, slots=True)
class Offers:
    """By whom the work, and by whom the ownership, was offered the last time; empty where it never was."""

    work_by: str = ""
    ownership_by: str = ""


def offers(moments: list[Moment], known: Mapping[Name, str]) -> Offers:
    by = {moment.kind: wording.actor_of(moment, known) for moment in moments if not moment.is_superseded}
    return Offers(by.get("ticket.handoff_offered", ""), by.get("ticket.ownership_offered", ""))
