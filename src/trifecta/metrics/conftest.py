"""What the worked examples of definitions may use: `example`, a fact table with a few columns given, and `days`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import ibis
import pytest

from trifecta.metrics.facts.declared import FACTS

BEGIN = datetime(2026, 3, 2, 9)  # noqa: DTZ001  (instants in the store are naive UTC)
ORDINARY: dict[str, Any] = {
    "opened_on": date(2026, 3, 2),
    "started_on": date(2026, 3, 2),
    "starts_on": date(2026, 3, 2),
    "from_on": date(2026, 3, 2),
    "offered_on": date(2026, 3, 2),
    "answered_on": date(2026, 3, 2),
    "offered_at": BEGIN,
    "answer": "accepted",
    "kind": "sla",
    "promise": "resolution",
    "terms": "resolution",
    "outcome": "met",
    "due_on": date(2026, 3, 3),
    "ended_on": date(2026, 3, 3),
    "spent_s": 3_600,
    "paused_s": 0,
    "first_resolved_on": date(2026, 3, 3),
    "first_resolved_at": BEGIN,
    "resolved_for_s": 90 * 86_400,
    "started_for_s": 90 * 86_400,
    "level": "1",
    "first_team": 1,
    "channel": "phone",
    "direction": "inbound",
    "is_first_level": True,
    "is_answered": True,
    "is_resolved": True,
    "conversation_is_told": True,
    "moves_are_told": True,
    "has_conversation": True,
    "contacts_are_told": True,
    "resolution_s": 7_200,
    "response_s": 600,
    "reply_count": 1,
    "contact_count": 1,
    "early_contact_count": 1,
    "team_change_count": 0,
    "offer_count": 0,
    "declined_count": 0,
    "owner_change_count": 0,
    "explained_again_count": 0,
    "nobody_s": 0,
    "held_s": 3_600,
    "is_over": True,
    **dict.fromkeys(("is_cancelled", "is_merged", "is_split_off", "has_returned", "is_repeated"), False),
    **dict.fromkeys(("is_confirmed", "is_left_unanswered", "is_offered", "is_lost"), False),
    "opened_s": 0,
    "number": 1,
    "until_number": 2,
    "times": 1,
}
AT_INSTANTS = {"number": "int64", "until_number": "int64", "ends_s": "int64", "starts_on": "date", "times": "int64"}


def example(fact: str, columns: dict[str, list[Any]]) -> ibis.Table:
    """Rows of a fact; what is not given is ordinary, or null where nothing is."""
    schema = dict(FACTS[fact].columns) | (AT_INSTANTS if fact == "stays" else {})
    count = len(next(iter(columns.values())))
    subject = FACTS[fact].subject
    filled = {name: columns.get(name, [ORDINARY.get(name)] * count) for name in schema}
    filled[subject] = list(range(1, count + 1))
    return ibis.memtable(
        [dict(zip(filled, row, strict=True)) for row in zip(*filled.values(), strict=True)], schema=schema
    )


def days(number: int) -> datetime:
    return BEGIN + timedelta(days=number)


@pytest.fixture(autouse=True)
def _worked_examples(doctest_namespace: dict[str, Any]) -> None:
    doctest_namespace.update(example=example, days=days)
