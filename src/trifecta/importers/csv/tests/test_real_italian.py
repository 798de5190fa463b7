"""An event log of a help desk, against independent pandas queries."""

import pandas as pd
import pytest

from trifecta.importers.csv.tests.exports import Told, read, table, utc

pytestmark = pytest.mark.large
ZONE = "Europe/Rome"


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    frame = table("helpdesk_italian", "helpdesk.csv.gz")
    frame["at"] = utc(frame["Complete Timestamp"], ZONE)
    return frame.drop_duplicates(["Case ID", "Activity", "Resource", "at", "workgroup"])


@pytest.fixture(scope="module")
def told() -> Told:
    return read("helpdesk_italian", "helpdesk_italian.toml", ZONE)


def test_every_case_is_a_ticket_from_its_first_to_its_last_event(told, events):
    assert len(told.told) == events["Case ID"].nunique() == 4_580
    assert told.rejects == []
    opened = told.instants("ticket.opened")
    assert (opened == events.groupby("Case ID")["at"].min().reindex(opened.index)).all()


def test_the_resolution_is_the_last_resolve_and_not_the_closing(told, events):
    for kind, activity in (("ticket.resolved", "Resolve ticket"), ("ticket.closed", "Closed")):
        expected = events[events.Activity == activity].groupby("Case ID")["at"].max()
        instants = told.instants(kind)
        assert (instants == expected.reindex(instants.index)).all()
        assert len(instants) == len(expected)


def test_events_by_kind(told, events):
    kinds, activities = told.kinds(), events.Activity.value_counts()

    assert kinds["ticket.resolved"] == activities["Resolve ticket"]
    assert kinds["ticket.closed"] == activities["Closed"]
    moved = kinds["ticket.assigned"] + kinds["ticket.handoff_accepted"]
    assert moved == activities["Take in charge ticket"]
    noted = ["Assign seriousness", "Schedule intervention", "VERIFIED", "RESOLVED", "INVALID", "DUPLICATE"]
    assert kinds["ticket.note_added"] == activities[noted].sum()


def test_work_after_a_resolution_reopens(told, events):
    ordered = events.sort_values(["Case ID", "at"], kind="stable")
    works = ordered.Activity.isin(["Take in charge ticket", "Wait", "Create SW anomaly"])
    ends = ordered.Activity.isin(["Resolve ticket", "Closed"])
    turning = ordered[works | ends]
    before = ends[turning.index].groupby(turning["Case ID"]).shift(1, fill_value=False)

    assert told.kinds()["ticket.reopened"] == (before & works[turning.index]).sum() == 161
