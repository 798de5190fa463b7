"""The real export, once for all tests: as told by the source, and as pandas reads it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from trifecta.importers.contract import History, Reject, Remark, Request
from trifecta.importers.hpsm.source import SOURCE
from trifecta.importers.tests.remembered_names import RememberedNames
from trifecta.importers.tests.shared import export

ZONE = "Europe/Amsterdam"


@dataclass
class Export:
    told: dict[str, dict[str, list]] = field(default_factory=lambda: defaultdict(dict))
    by_kind: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    rejects: list[Reject] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    names: RememberedNames = field(default_factory=RememberedNames)

    def take(self, history: History) -> None:
        self.told[history.sort][history.key] = history.told
        for one in history.told:
            self.by_kind[one.event.kind].append((history.key, one.at, one.event))

    def events(self, kind: str) -> pd.DataFrame:
        """Every event of a kind with its key and instant."""
        found = self.by_kind[kind]
        fields = found[0][2].__slots__
        rows = [(key, at, *(getattr(event, name) for name in fields)) for key, at, event in found]
        return pd.DataFrame(rows, columns=["key", "at", *fields])


@pytest.fixture(scope="session")
def told() -> Export:
    result = Export()
    for said in SOURCE.read(Request([export("bpic2014")], ZoneInfo(ZONE)), result.names):
        if isinstance(said, History):
            result.take(said)
        elif isinstance(said, Reject):
            result.rejects.append(said)
        else:
            assert isinstance(said, Remark)
            result.remarks.append(said.text)
    return result


def table(name: str, **options) -> pd.DataFrame:
    return pd.read_csv(export("bpic2014") / name, dtype=str, keep_default_na=False, **options)


def local(texts: pd.Series, form: str) -> pd.Series:
    """Local wall times as UTC; the hour that autumn repeats is meant the first time."""
    wall = pd.to_datetime(texts.replace("", None), format=form)
    return wall.dt.tz_localize(ZONE, ambiguous=[True] * len(wall), nonexistent="shift_forward").dt.tz_convert("UTC")


@pytest.fixture(scope="session")
def incidents() -> pd.DataFrame:
    frame = table("Detail_Incident.csv.gz", sep=";")
    frame = frame[frame["Incident ID"] != ""].set_index("Incident ID")
    for column in ("Open Time", "Reopen Time", "Resolved Time", "Close Time"):
        frame[column] = local(frame[column], "%d/%m/%Y %H:%M:%S")
    return frame


@pytest.fixture(scope="session")
def activities(incidents: pd.DataFrame) -> pd.DataFrame:
    """The activities with stamps as they are written, except that those told in UTC are taken as UTC."""
    frame = table("Incident_Activity_joined.csv.gz", encoding="utf-8-sig")
    frame.columns = [name.removeprefix("Detail Incident Activity.") for name in frame.columns]
    frame = frame.rename(columns={"IncidentActivity_Type": "sort", "Assignment Group": "team"})
    frame["key"] = frame["Incident ID"].str.lstrip("\ufeff")
    as_local = local(frame["DateStamp"], "%Y-%m-%d %H:%M:%S")
    as_utc = pd.to_datetime(frame["DateStamp"]).dt.tz_localize("UTC")
    # Until the middle of August 2013 the activities were stamped in UTC; the incidents never were.
    frame["at"] = as_local.where(frame["DateStamp"] >= "2013-08-17", as_utc)
    return frame


@pytest.fixture(scope="session")
def interactions() -> pd.DataFrame:
    frame = table("Detail_Interaction.csv.gz", sep=";").set_index("Interaction ID")
    frame["at"] = local(frame["Open Time (First Touch)"], "%d-%m-%Y %H:%M")
    return frame


@pytest.fixture(scope="session")
def changes() -> pd.DataFrame:
    frame = table("Detail_Change.csv.gz", sep=";")
    for column in ("Actual Start", "Actual End", "Change record Open Time", "Change record Close Time"):
        frame[column] = local(frame[column], "%d-%m-%Y %H:%M")
    return frame
