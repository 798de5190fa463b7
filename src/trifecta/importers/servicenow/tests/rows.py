"""Short ways to write audit rows and exports in tests; every row is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from trifecta.importers.servicenow import audit, story
from trifecta.importers.servicenow.audit import COLUMNS, Audit, Moment
from trifecta.importers.servicenow.mentions import Mentions
from trifecta.importers.servicenow.naming import Naming
from trifecta.importers.tests.remembered_names import RememberedNames

OPENED_AT = datetime(2025, 3, 3, 9, tzinfo=UTC)
BLANK = Audit(*[""] * len(Audit._fields))
USUAL = BLANK._replace(
    number="INC1",
    state="New",
    reopen_count="0",
    reassignment_count="0",
    updated_by="ann",
    opened_by="ann",
    caller="bo",
    channel="Phone",
    group="Desk",
    impact="2 - Medium",
    urgency="2 - Medium",
    priority="3 - Moderate",
    category="Mail",
    made_sla="true",
    knowledge="false",
)


def minute(count: int) -> datetime:
    return OPENED_AT + timedelta(minutes=count)


def rows(*changes: dict[str, str], first: Audit = USUAL) -> list[tuple[datetime, Audit]]:
    """Rows at 1, 2, 3 … minutes after the opening: the first, and then each with what it changes."""
    told = [first]
    for change in changes:
        told.append(told[-1]._replace(**change))
    return [(minute(at), row) for at, row in enumerate(told, 1)]


class Telling:
    """What a history says, in short: (minutes after the opening, kind, the facts that were asked for)."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        self.names = RememberedNames()
        mentions = Mentions(self.names)
        news = audit.news(moments, not_before=OPENED_AT)
        self.told = story.tell(OPENED_AT, news, Naming(self.names), mentions)
        self.mentioned = list(mentions.histories())

    def kinds(self) -> list[tuple[int, str]]:
        return [(int((one.at - OPENED_AT).total_seconds() // 60), one.event.kind) for one in self.told]

    def happened(self) -> list[tuple[int, str]]:
        """Without what begins every incident."""
        beginnings = {"ticket.opened", "promise.started"}
        return [(at, kind.removeprefix("ticket.")) for at, kind in self.kinds() if kind not in beginnings]

    def events(self, kind: str) -> list[object]:
        return [one.event for one in self.told if one.event.kind == kind]

    def name(self, sort: str, number: int | None) -> str | None:
        return None if number is None else self.names.name(sort, number)


def export(*lines: dict[str, str], lacking: Iterable[str] = ()) -> str:
    """A CSV export with these rows."""
    fields = [name for name in Audit._fields if name not in set(lacking)]
    table = [[getattr(COLUMNS, name) for name in fields]]
    for line in lines:
        row = USUAL._replace(**{"opened_at": "3/3/2025 09:00", "updated_at": "3/3/2025 09:01"} | line)
        table.append([getattr(row, name) or "?" for name in fields])
    return "".join(",".join(cells) + "\n" for cells in table)
