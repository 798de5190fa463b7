"""The real exports, read with the documented mappings and with pandas."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from trifecta.importers.contract import History, Reject, Request
from trifecta.importers.csv.source import SOURCE
from trifecta.importers.tests.remembered_names import RememberedNames
from trifecta.importers.tests.shared import export

EXAMPLES = Path(__file__).parents[5] / "docs" / "how-to" / "mappings"


class Told(NamedTuple):
    told: dict[tuple[str, str], list]
    rejects: list[Reject]
    names: RememberedNames

    def kinds(self) -> Counter[str]:
        return Counter(one.event.kind for told in self.told.values() for one in told)

    def instants(self, kind: str) -> pd.Series:
        """The latest of each ticket's events of a kind."""
        found = [(key, one.at) for (_, key), told in self.told.items() for one in told if one.event.kind == kind]
        return pd.DataFrame(found, columns=["key", "at"]).groupby("key")["at"].max()


def read(folder: str, mapping: str, zone: str) -> Told:
    paths = sorted(export(folder).glob("*.csv.gz"))
    names = RememberedNames()
    said = list(SOURCE.read(Request(paths, ZoneInfo(zone), {"mapping": str(EXAMPLES / mapping)}), names))
    told = {(one.sort, one.key): one.told for one in said if isinstance(one, History)}
    return Told(told, [one for one in said if isinstance(one, Reject)], names)


def table(folder: str, name: str, **options) -> pd.DataFrame:
    return pd.read_csv(export(folder) / name, dtype=str, keep_default_na=False, **options)


def utc(texts: pd.Series, zone: str, form: str | None = None) -> pd.Series:
    wall = pd.to_datetime(texts.replace({"": None, "-": None}), format=form)
    return wall.dt.tz_localize(zone, ambiguous=[True] * len(wall), nonexistent="shift_forward").dt.tz_convert("UTC")
