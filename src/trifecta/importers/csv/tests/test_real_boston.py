"""Cases of a city's hotline, with a target each, against independent pandas queries."""

from collections import Counter

import pandas as pd
import pytest

from trifecta.importers.csv.tests.exports import Told, read, table, utc

pytestmark = pytest.mark.large
ZONE = "America/New_York"


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    frame = table("boston311_2011", "311_service_requests_2011.csv.gz").set_index("case_enquiry_id")
    return frame.assign(**{name: utc(frame[name], ZONE) for name in ("open_dt", "closed_dt", "target_dt")})


@pytest.fixture(scope="module")
def told() -> Told:
    return read("boston311_2011", "boston311.toml", ZONE)


def test_every_case_is_a_ticket_with_its_instants(told, cases):
    assert len(told.told) == len(cases) == 58_251
    assert told.rejects == []
    opened, resolved = told.instants("ticket.opened"), told.instants("ticket.resolved")
    assert (opened == cases.open_dt.reindex(opened.index)).all()
    closed = cases.closed_dt.dropna()
    assert (resolved == closed.reindex(resolved.index)).all()
    assert len(resolved) == len(closed) == 54_570


def test_the_sla_counts_cases_with_a_target_and_late_open_ones(told, cases):
    due = cases[cases.target_dt.notna()]
    as_of = max(cases.open_dt.max(), cases.closed_dt.max())
    met = (due.closed_dt <= due.target_dt).sum()
    late = due.closed_dt.fillna(as_of + pd.Timedelta(seconds=1))
    broken = ((late > due.target_dt) & (due.target_dt <= as_of)).sum()

    kinds = told.kinds()
    assert kinds["promise.started"] == len(due) == 47_270
    assert (kinds["promise.met"], kinds["promise.broken"]) == (met, broken) == (35_591, 11_679)


def test_channels_and_names(told, cases):
    channels = Counter(story[0].event.channel for story in told.told.values())
    phone, portal = "Constituent Call", ["Self Service", "Citizens Connect App"]
    assert channels["phone"] == (cases.source == phone).sum()
    assert channels["portal"] == cases.source.isin(portal).sum()
    assert channels["other"] == len(cases) - channels["phone"] - channels["portal"]
    assert set(told.names.made["category"]) == set(cases.type)
    assert set(told.names.made["team"]) == set(cases.queue.str.strip()) - {"No Q"}
