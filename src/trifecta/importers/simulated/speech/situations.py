"""
What people come to a desk with. Each situation is one table in `texts/`, in the file of its service:

service, category, sort, item: where it belongs. weight: how often it arrives, against the others.
first: share that an average agent solves in the first contact without an article; level1: of the rest, the share that
the service desk solves later; team, third: who else can. minutes: of handling in the first contact.
visit, vendor: share of the escalated that ends on site or needs the vendor. urgent: presses people.
channels: weights of phone, mail, chat, portal, walk-in. article: what helps, if anything does.
matter: the thing in a few words, as an agent writes it to the customer.
subject, said, reported, asked, tried, offered, solved, fixed, still: the words. Entries of a list with as many entries
as `said` belong to the same variant of the matter; other lists fit every variant. Subjects are separated by “ | ”.
asked: question and answer; solved (by the desk) and fixed (by specialists): message to the customer and remark.
A message that begins with “~” tells what was done together with the customer, so somebody must have spoken to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trifecta.base.ids import Code
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import running

FILES = (
    "devices",
    "vpn",
    "signin",
    "mail",
    "files",
    "printing",
    "rooms",
    "mobile",
    "network",
    "badges",
    "payroll",
    "hr",
    "orvanta",
    "warehouse",
    "reports",
    "onboarding",
    "software",
    "complaints",
)
CHANNELS = (Code("phone"), Code("mail"), Code("chat"), Code("portal"), Code("walk_in"))
PHONE, MAIL, CHAT, PORTAL, WALK_IN = CHANNELS
USUAL_CHANNELS = (7, 3, 1, 3, 1)
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """See the head of this module."""

    code: str
    service: str
    category: str
    sort: Code
    item: str
    weight: float
    first: float
    level1: float
    team: str
    third: str
    minutes: float
    visit: float
    vendor: float
    is_urgent: bool
    channel_sums: tuple[float, ...]
    article: Code | None
    matter: str
    subject: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]
    reported: tuple[str, ...]
    asked: Pairs
    tried: tuple[str, ...]
    offered: tuple[str, ...]
    solved: Pairs
    fixed: Pairs
    still: tuple[str, ...]

    @property
    def is_fault(self) -> bool:
        return self.sort == "incident"


def load() -> dict[str, Situation]:
    """All situations by code."""
    rows = [row for name in FILES for row in tables.table("texts", name)["situation"]]
    return {row["code"]: _situation(row) for row in rows}


def _situation(row: dict[str, Any]) -> Situation:
    solved = _pairs(row["solved"])
    return Situation(
        code=row["code"],
        service=row["service"],
        category=row["category"],
        sort=Code(row["sort"]),
        item=row.get("item", ""),
        weight=row["weight"],
        first=row["first"],
        level1=row["level1"],
        team=row.get("team", "workplace"),
        third=row.get("third", ""),
        minutes=row["minutes"],
        visit=row.get("visit", 0.0),
        vendor=row.get("vendor", 0.0),
        is_urgent=row.get("urgent", False),
        channel_sums=running(row.get("channels", USUAL_CHANNELS)),
        article=Code(row["article"]) if "article" in row else None,
        matter=row["matter"],
        subject=tuple(tuple(text.split(" | ")) for text in row["subject"]),
        said=tuple(row["said"]),
        reported=tuple(row["reported"]),
        asked=_pairs(row["asked"]),
        tried=tuple(row["tried"]),
        offered=tuple(row["offered"]),
        solved=solved,
        fixed=_pairs(row["fixed"]) if "fixed" in row else solved,
        still=tuple(row["still"]),
    )


def _pairs(rows: list[list[str]]) -> Pairs:
    return tuple((one, other) for one, other in rows)
