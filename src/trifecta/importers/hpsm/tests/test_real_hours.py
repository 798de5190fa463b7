"""The tool's own clock of service hours is an independent check of business time."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.calendar import Closure, office_hours
from trifecta.base.worktime.settling import settle

pytestmark = pytest.mark.large

# Any of these makes the tool's clock stand still for a time that the export does not tell.
PAUSING = ("Status Change", "Resolved", "Reopen")


def test_handle_time_is_business_time_where_nothing_paused_it(incidents, activities):
    hours = office_hours("Europe/Amsterdam", "07:30-18:00")
    holidays = [date(year, month, day) for year in range(2012, 2015) for month, day in ((12, 25), (12, 26), (1, 1))]
    settled = settle(replace(hours, closures=tuple(map(Closure, holidays))), date(2012, 1, 1), date(2014, 12, 31))
    paused = activities[activities.sort.isin(PAUSING)].key.unique()
    steady = incidents[~incidents.index.isin(paused) & incidents["Reopen Time"].isna()]

    told_s = pd.to_numeric(steady["Handle Time (Hours)"].str.replace(",", ".")) * 3600
    times = zip(steady["Open Time"], steady["Close Time"], strict=True)
    worked_s = pd.Series([worked_between(settled, opened, closed) for opened, closed in times], steady.index)

    assert len(steady) == 10_495
    assert ((worked_s - told_s).abs() <= 60).sum() == 10_461
    assert ((worked_s - told_s).abs() <= 1).sum() == 10_460
