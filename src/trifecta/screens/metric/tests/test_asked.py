from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from trifecta.metrics import metric as metrics
from trifecta.parts.addresses import AddressRefused
from trifecta.parts.look import Wall
from trifecta.screens.metric import asked
from trifecta.staff.models import Role

WALL = Wall(datetime(2026, 11, 22, 9, 40, tzinfo=UTC), date(2026, 11, 22))


def read(address):
    return asked.read(metrics.get("flr"), QueryDict(address), wall=WALL)


@pytest.mark.parametrize("condition", [("team", "4"), ("team", ""), ("channel", "mail")])
def test_is_narrowed_by_an_id_by_a_code_and_by_what_has_none(condition):
    assert read(f"where={':'.join(condition)}").where == (condition,)


@pytest.mark.parametrize("condition", ["team:abc", "team:" + "9" * 40, "team:\u0664", "weather:fine"])
def test_what_names_nothing_is_refused(condition):
    with pytest.raises(
        AddressRefused, match=f"^This metric cannot be narrowed by “{condition}”; open its page and choose again.$"
    ):
        read(f"where=team:4&where={condition}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
@pytest.mark.parametrize("side", ["since", "until"])
def test_a_date_that_is_none_or_too_far_off_is_refused(side, day):
    with pytest.raises(AddressRefused, match=f"^“{day}” is no date from 1900 to 2999; write it like 2026-11-22.$"):
        read(f"{side}={day}")


PATHS = {
    "until=0001-01-01": ("/metrics/", "/metrics/all/values/", "/scorecard/", "/promises/", "/promises/numbers/"),
    "period=year": ("/metrics/", "/scorecard/", "/promises/", "/metrics/flr/", "/metrics/flr/cases/"),
    "where=team:abc": ("/metrics/flr/", "/metrics/flr/cases/", "/metrics/flr.csv", "/metrics/flr/cases.csv"),
    "by=weather": ("/metrics/flr/", "/metrics/flr.csv"),
    "only=some": ("/metrics/flr/cases/", "/metrics/flr/cases.csv"),
}


@pytest.mark.parametrize(("address", "path"), [(address, path) for address in PATHS for path in PATHS[address]])
def test_no_page_and_no_sheet_shows_more_than_was_asked(desk, house, address, path):
    refused = house.enter(desk.agent("Leo", role=Role.LEADER)).get(f"{path}?{address}")

    assert refused.status_code == 400
    assert "That cannot be shown" in refused.content.decode()


def test_a_team_that_the_reader_does_not_see_is_not_named(desk, house):
    hr = desk.team("Human matters", is_restricted=True)
    ann, leo = house.enter(desk.agent("Ann")), house.enter(desk.agent("Leo", role=Role.LEADER))

    for path in ("/metrics/flr/", "/metrics/flr/cases/"):
        address = f"{path}?where=team:{hr.pk}"
        assert "Human matters" not in ann.get(address).content.decode()
        assert f"cannot be narrowed by “team:{hr.pk}”" in ann.get(address).content.decode()
        assert ann.get(address).status_code == 400
        assert "Human matters" in leo.get(address).content.decode()


def test_a_team_that_is_hidden_is_refused_like_one_that_is_not_there(desk, house):
    first, hr = desk.team("First"), desk.team("Human matters", is_restricted=True)
    ann, nobody = house.enter(desk.agent("Ann", first)), hr.pk + 1000

    for path in ("/metrics/flr/", "/metrics/flr/cases/", "/metrics/flr.csv", "/metrics/flr/cases.csv"):
        for dimension, number in (("team", hr.pk), ("team", f"0{hr.pk}"), ("team", nobody), ("owner", nobody)):
            refused = ann.get(f"{path}?where={dimension}:{number}")
            sentence = f"This metric cannot be narrowed by “{dimension}:{number}”; open its page and choose again."
            assert (refused.status_code, sentence in refused.content.decode()) == (400, True), (path, dimension, number)
        assert ann.get(f"{path}?where=team:{first.pk}").status_code != 400
