"""Integers inside, short public references outside (ADR 0002)."""

from __future__ import annotations

import re
from typing import NewType

TeamId = NewType("TeamId", int)
AgentId = NewType("AgentId", int)
CustomerId = NewType("CustomerId", int)
ServiceId = NewType("ServiceId", int)
SiteId = NewType("SiteId", int)
ItemId = NewType("ItemId", int)
CategoryId = NewType("CategoryId", int)
TicketId = NewType("TicketId", int)
ContactId = NewType("ContactId", int)
ChangeId = NewType("ChangeId", int)
ProblemId = NewType("ProblemId", int)
Code = NewType("Code", str)
"""A word of a vocabulary or a foreign key as text: short, never prose."""

REFERS_TO = {
    TeamId: "team",
    AgentId: "agent",
    CustomerId: "customer",
    ServiceId: "service",
    SiteId: "site",
    ItemId: "item",
    CategoryId: "category",
    TicketId: "ticket",
    ContactId: "contact",
    ChangeId: "change",
    ProblemId: "problem",
}

# References start in the ten thousands so that the first ticket of a desk is not "T-1", which reads like a test.
FIRST_NUMBER = 10_000
PREFIXES = {"ticket": "T", "contact": "C", "change": "CH", "problem": "P"}
_REFERENCE = re.compile(r"\s*([A-Z]{1,2})-?(\d{5,18})\s*", re.IGNORECASE)


def reference(sort: str, number: int) -> str:
    """
    The public reference of a row.

    >>> reference("ticket", 482)
    'T-10482'
    """
    return f"{PREFIXES[sort]}-{FIRST_NUMBER + number}"


def parse_reference(text: str) -> tuple[str, int] | None:
    """
    The sort and id behind a reference, or None when the text is none.

    >>> parse_reference("t-10482")
    ('ticket', 482)
    """
    match = _REFERENCE.fullmatch(text)
    sorts = {prefix: sort for sort, prefix in PREFIXES.items()}
    if match is None or match[1].upper() not in sorts or int(match[2]) <= FIRST_NUMBER:
        return None
    return sorts[match[1].upper()], int(match[2]) - FIRST_NUMBER


def stream(sort: str, number: int) -> str:
    """
    The name of a row's story in the log.

    >>> stream("ticket", 482)
    'ticket:482'
    """
    return f"{sort}:{number}"
