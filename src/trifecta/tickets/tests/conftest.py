"""The people of these tests: two teams that pass work on, one that works behind closed doors, and those who ask."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.desk import Desk, monday
from trifecta.customers.models import Customer
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Level, Role, Team
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Cast:
    """ann owns the ticket and works on it in `first`; cleo asked, carl follows."""

    first: Team
    network: Team
    hr: Team
    ann: Agent
    ben: Agent
    lea: Agent
    nia: Agent
    nils: Agent
    hana: Agent
    leo: Agent
    ada: Agent
    gone: Agent
    nobody: Agent
    cleo: Customer
    carl: Customer
    stranger: Customer
    ticket: Ticket


@pytest.fixture
def cast(desk: Desk) -> Cast:
    first, network = desk.team("First"), desk.team("Network", level=Level.SECOND)
    hr = desk.team("HR", is_restricted=True)
    ann, cleo, carl = desk.agent("Ann", first), desk.customer("Cleo"), desk.customer("Carl")
    ticket = desk.ticket(by=ann, at=monday(9), team=first, assignee=ann, requester=cleo, channel="phone")
    desk.follow(ticket, carl)
    gone = desk.agent("Gus Gone", first)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    return Cast(
        first=first,
        network=network,
        hr=hr,
        ann=ann,
        ben=desk.agent("Ben", first),
        lea=desk.agent("Lea", leads=first),
        nia=desk.agent("Nia", network),
        nils=desk.agent("Nils", network),
        hana=desk.agent("Hana", hr),
        leo=desk.agent("Leo", role=Role.LEADER),
        ada=desk.agent("Ada", role=Role.ADMIN),
        gone=gone,
        nobody=Agent.objects.get(pk=PLACEHOLDER_ID),
        cleo=cleo,
        carl=carl,
        stranger=desk.customer("Sam Stranger"),
        ticket=ticket,
    )
