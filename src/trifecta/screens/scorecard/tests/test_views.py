from __future__ import annotations

from datetime import date

import pytest

from tests.desk import monday
from trifecta.parts import look
from trifecta.parts.look import Wall
from trifecta.scorecards.models import Line
from trifecta.screens.scorecard import page
from trifecta.staff.models import Role

WALL = Wall(monday(9), monday(9).date(), date(2016, 5, 17))


@pytest.fixture
def leader(desk, house):
    return house.enter(desk.agent("Leo", role=Role.LEADER))


def test_the_numbers_of_a_history_are_asked_from_its_own_end():
    asked = page.questions([Line(metric="reopen_14d")], look.back("month", WALL))

    assert (asked[0].since, asked[0].until) == (date(2015, 5, 1), date(2016, 6, 1))


def test_an_earlier_month_stands_in_the_address_and_in_what_is_fetched_again(leader):
    html = leader.get("/scorecard/?period=month&until=2020-02-01").content.decode()

    assert "Jan 2020" in html
    assert "/scorecard/figures/?period=month&amp;until=2020-02-01" in html


def test_up_to_a_day_that_is_yet_to_come_is_up_to_now(leader):
    assert " and now" in leader.get("/scorecard/?until=2999-01-01").content.decode()
