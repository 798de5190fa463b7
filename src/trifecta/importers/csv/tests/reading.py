"""Run the source over small tables written in the test."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from trifecta.importers.contract import History, Reject, Remark, Request, Told
from trifecta.importers.csv.source import SOURCE
from trifecta.importers.tests.remembered_names import RememberedNames


class Outcome(NamedTuple):
    told: dict[tuple[str, str], list[Told]]
    rejects: list[tuple[str, int, str]]
    remarks: list[str]
    names: RememberedNames

    def kinds(self, key: str) -> list[str]:
        return [one.event.kind.removeprefix("ticket.") for one in self.told["ticket", key]]

    def event(self, key: str, kind: str):
        return next(one.event for one in self.told["ticket", key] if one.event.kind == kind)


def read(folder: Path, mapping: str, *tables: str, zone: tzinfo = UTC, **options: str) -> Outcome:
    """Write the mapping and the tables (t1.csv, t2.csv …) into the folder and read them."""
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    paths = [folder / f"t{number}.csv" for number in range(1, len(tables) + 1)]
    for path, text in zip(paths, tables, strict=True):
        path.write_text(text, encoding="utf-8")
    names = RememberedNames()
    said = list(SOURCE.read(Request(paths, zone, {"mapping": str(folder / "mapping.toml"), **options}), names))
    return Outcome(
        {(one.sort, one.key): one.told for one in said if isinstance(one, History)},
        [(one.file, one.line, one.reason) for one in said if isinstance(one, Reject)],
        [one.text for one in said if isinstance(one, Remark)],
        names,
    )


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """In March 2024."""
    return datetime(2024, 3, day, hour, minute, tzinfo=UTC)
