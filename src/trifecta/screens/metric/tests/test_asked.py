from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from trifecta.metrics import metric as metrics
from trifecta.parts.look import Wall
from trifecta.screens.metric import asked
from trifecta.staff.models import Role

WALL = Wall(datetime(2026, 11, 22, 9, 40, tzinfo=UTC), date(2026, 11, 22))


def read(address):
    return asked.read(metrics.get("flr"), QueryDict(address), wall=WALL)


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("team:4", [("team", "4")]),
        ("team:", [("team", "")]),
        ("channel:mail", [("channel", "mail")]),
        ("team:abc", []),
        ("team:" + "9" * 40, []),
        ("team:\u0664", []),
        ("weather:fine", []),
    ],
)
def test_what_names_nothing_is_said_and_left_out(condition, kept):
    seen = read(f"where={condition}")

    assert list(seen.where) == kept
    assert len(seen.mistakes) == (not kept)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
def test_a_date_that_is_none_or_too_far_off_is_said_and_left_out(day):
    seen = read(f"until={day}&since={day}")

    assert (seen.since, seen.until) == (date(2025, 10, 1), None)
    assert len(seen.mistakes) == 2


@pytest.mark.parametrize("address", ["where=team:abc", "until=0001-01-01", "since=0001-01-01", "until=9999-12-31"])
def test_no_address_breaks_a_page(desk, house, address):
    client = house.enter(desk.agent("Leo", role=Role.LEADER))

    for path in ("/metrics/flr/", "/metrics/flr/cases/", "/metrics/", "/scorecard/"):
        assert client.get(f"{path}?{address}").status_code == 200
    given = client.get(f"/metrics/flr.csv?{address}")
    assert (given.status_code, given["Refresh"]) == (202, "2")


def test_a_team_that_the_reader_does_not_see_is_not_named(desk, house):
    hr = desk.team("Human matters", is_restricted=True)
    ann, leo = house.enter(desk.agent("Ann")), house.enter(desk.agent("Leo", role=Role.LEADER))

    for path in ("/metrics/flr/", "/metrics/flr/cases/"):
        address = f"{path}?where=team:{hr.pk}"
        assert "Human matters" not in ann.get(address).content.decode()
        assert f"cannot be narrowed by “team:{hr.pk}”" in ann.get(address).content.decode()
        assert "Human matters" in leo.get(address).content.decode()
