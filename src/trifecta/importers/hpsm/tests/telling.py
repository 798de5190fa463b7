"""Short ways to write incidents and moments in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from trifecta.base.ids import Code, TeamId
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.moments import Moment

NINE = datetime(2013, 11, 4, 9, tzinfo=UTC)
DESK, NETWORK, STORAGE = TeamId(1), TeamId(2), TeamId(3)


def minute(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def incident(**fields: Any) -> Incident:
    return Incident(**{"key": "IM1", "line": 2, "sort": Code("incident"), "opened_at": NINE} | fields)


def did(at: int, team: TeamId, *sorts: str) -> Moment:
    """What a person of the team did, minutes after nine."""
    return Moment(minute(at), team, frozenset(sorts))
