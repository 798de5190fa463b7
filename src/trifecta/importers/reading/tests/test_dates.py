from datetime import UTC, datetime

import pytest

from trifecta.base.worktime import zones
from trifecta.importers.reading import dates
from trifecta.importers.reading.dates import BadDate, Dates

NOON = datetime(2016, 2, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("dmy", "3/2/2016 12:00"),
        ("dmy", "03/02/2016 12:00:00"),
        ("dmy", "3-2-2016 12:00"),
        ("dmy", "3.2.16 12:00"),
        ("dmy", "03-Feb-2016 12:00"),
        ("dmy", "3/2/2016 12:00 PM"),
        ("mdy", "2/3/2016 12:00 pm"),
        ("ymd", "2016-02-03 12:00:00"),
        ("ymd", "2016/02/03 12:00:00.000"),
        ("ymd", "2016-02-03T12:00:00Z"),
        ("ymd", "2016-02-03T13:00:00+01:00"),
        ("ymd", "2016-02-03 09:30:00-0230"),
    ],
)
def test_styles_are_read(order: str, text: str):
    assert Dates(order, UTC)[text] == NOON


def test_dates_without_a_time_begin_their_day():
    assert Dates("ymd", UTC)["2016-02-03"] == NOON.replace(hour=0)


def test_fractions_are_kept():
    assert Dates("ymd", UTC)["2016-02-03 12:00:00.5"] == NOON.replace(microsecond=500_000)


def test_minutes_within_a_known_hour_are_right():
    read = Dates("dmy", zones.zone("America/Sao_Paulo"))

    assert read["3/2/2016 10:00"] == NOON
    assert read["3/2/2016 10:59"] == NOON.replace(minute=59)
    assert read["3/2/2016 10:07:30"] == NOON.replace(minute=7, second=30)


def test_an_hour_in_which_the_clock_is_changed_is_read_minute_by_minute():
    # St. John's changed its clock at one minute past midnight until 2011.
    read = Dates("ymd", zones.zone("America/St_Johns"))

    assert read["2010-11-07 00:00"] == datetime(2010, 11, 7, 2, 30, tzinfo=UTC)
    assert read["2010-03-14 00:00"] == datetime(2010, 3, 14, 3, 30, tzinfo=UTC)
    assert read["2010-03-14 00:30"] == datetime(2010, 3, 14, 4, 0, tzinfo=UTC)
    assert read["2010-03-14 01:30"] == datetime(2010, 3, 14, 4, 0, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_meant_the_first_time():
    assert Dates("ymd", zones.zone("Europe/Berlin"))["2016-10-30 02:30"] == datetime(2016, 10, 30, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clock_skipped_is_moved_on_by_the_gap():
    assert Dates("ymd", zones.zone("Europe/Berlin"))["2016-03-27 02:30"] == datetime(2016, 3, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["soon", "31/02/2016", "2016-13-01", "12:30", "29/2/2016 25:00", "1/1/0001 00:00"])
def test_what_is_no_date_is_refused_with_a_reason(text: str):
    with pytest.raises(BadDate, match=text[:4]):
        Dates("dmy", zones.zone("Asia/Tokyo"))[text]


def test_an_empty_cell_is_no_instant_unless_one_is_needed():
    read = Dates("dmy", UTC)

    assert read[""] is None
    with pytest.raises(BadDate, match="opened_at is empty"):
        read.need("", "opened_at")


def test_a_day_beyond_twelve_tells_the_order():
    assert str(dates.detect(["1/2/2016", "29/2/2016 01:16"])) == (
        "dates such as “29/2/2016 01:16” are read as day/month/year"
    )
    assert dates.detect(["1/2/2016", "2/29/2016"]).order == "mdy"


def test_doubt_about_the_order_is_said():
    style = dates.detect(["1/2/2016", "3/4/2016"])

    assert (style.order, style.is_sure) == ("dmy", False)
    assert "no value tells day from month" in str(style)


def test_the_majority_decides_when_values_contradict_each_other():
    assert dates.detect(["29/2/2016", "28/2/2016", "2/13/2016"]).order == "dmy"


def test_a_year_in_front_leaves_no_doubt():
    assert dates.detect(["2016-02-03", "", "2016-02-04"]) == dates.Style("ymd", True, 1.0, "2016-02-03")


def test_a_column_of_other_things_has_no_style():
    assert dates.detect(["Closed", "2016-02-03", "Open"]) is None
