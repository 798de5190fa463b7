"""Attainment of a city's own deadlines, with and without the cases that never had one, against a count of the table."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pandas as pd
import pytest

from trifecta.base.entries import Entry
from trifecta.base.worktime.calendar import always_open
from trifecta.base.worktime.settling import SettledTime, settle
from trifecta.importers.csv.tests.exports import read, table, utc
from trifecta.promises.clocks import reading
from trifecta.promises.standard import RESOLUTION
from trifecta.promises.terms import Kind, Terms

pytestmark = pytest.mark.large
ZONE = "America/New_York"
# Without a target of their own: they hold where the source names a deadline, and promise nothing elsewhere.
AS_NAMED = Terms(code="named", name="By the deadline", promise="resolution", kind=Kind.SLA, moves=RESOLUTION)


@cache
def all_hours() -> SettledTime:
    return settle(always_open(), date(2011, 1, 1), date(2070, 1, 1))


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    frame = table("boston311_2011", "311_service_requests_2011.csv.gz").set_index("case_enquiry_id")
    return frame.assign(**{name: utc(frame[name], ZONE) for name in ("open_dt", "closed_dt", "target_dt")})


@pytest.fixture(scope="module")
def outcomes(cases) -> dict[str, str]:
    """What came of the deadline of each case, by the clock; `none` where nothing was promised, `open` before it."""
    as_of = max(cases.open_dt.max(), cases.closed_dt.max()).to_pydatetime()
    came = {}
    for (_, key), told in read("boston311_2011", "boston311.toml", ZONE).told.items():
        story = [Entry(seq, one.at, one.actor, one.event) for seq, one in enumerate(told, 1)]
        runs = reading.read_clock(story, AS_NAMED, lambda *_: all_hours(), at=as_of)
        came[key] = (runs[0].outcome or "open") if runs else "none"
    return came


def test_every_clock_comes_to_what_the_table_says(outcomes, cases):
    as_of = max(cases.open_dt.max(), cases.closed_dt.max())
    is_in_time = cases.closed_dt <= cases.target_dt
    is_late = ~is_in_time & (cases.target_dt < cases.closed_dt.fillna(as_of))
    expected = pd.Series("open", cases.index)
    expected = expected.mask(is_in_time, "met").mask(is_late, "broken").mask(cases.target_dt.isna(), "none")

    assert outcomes == expected.to_dict()
    assert Counter(outcomes.values()) == {"met": 35_591, "broken": 11_679, "none": 10_981}


def test_attainment_with_and_without_the_cases_that_never_had_a_target(outcomes, cases):
    """What nothing was promised for is kept by the city's own flag, which lifts attainment by almost five points."""
    came = Counter(outcomes.values())
    due = cases[cases.target_dt.notna()]

    assert came["met"] / (came["met"] + came["broken"]) == (due.closed_dt <= due.target_dt).mean()
    flagged = cases.ontime[cases.ontime != ""] == "ONTIME"
    assert came["met"] + came["none"] == flagged.sum() == 46_572
    assert round(came["met"] / 47_270, 4) == 0.7529
    assert round(flagged.sum() / len(cases), 4) == 0.7995
