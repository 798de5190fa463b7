"""The demo keeps its hands off a desk that is somebody's."""

from __future__ import annotations

import json

import pytest

from tests.desk import monday
from trifecta.config import demo
from trifecta.importers.models import Run
from trifecta.preferences.models import Desk
from trifecta.staff.models import Agent, Team

pytestmark = pytest.mark.django_db


def desk(*, is_demo: bool) -> None:
    Desk.objects.create(id=1, name="Tarnfold", zone="UTC", is_demo=is_demo, set_up_at=monday(9))


def brought_in(source: str) -> None:
    Run.objects.create(source=source, instance=source, started_at=monday(9))


def test_a_real_desk_is_neither_filled_nor_wiped():
    desk(is_demo=False)

    with pytest.raises(demo.NotDemo, match="holds a real desk, “Tarnfold”"):
        demo.require_demo_or_empty()
    with pytest.raises(demo.NotDemo):
        demo.wipe()


def test_the_administrators_team_takes_nothing_that_comes_in():
    demo._found(monday(9))

    assert [team.name for team in Team.objects.all()] == ["Administration"]
    assert not Team.objects.receiving().exists()


def test_an_imported_history_is_somebodys_before_the_desk_is_set_up():
    brought_in("servicenow")

    with pytest.raises(demo.NotDemo, match="holds what was imported from servicenow"):
        demo.require_demo_or_empty()


@pytest.mark.parametrize("source", ["simulated", "csv"])
def test_a_demo_desk_is_the_demos_whatever_was_tried_with_it(source):
    desk(is_demo=True)
    brought_in(source)

    demo.require_demo_or_empty()


def test_a_demo_that_was_never_finished_is_the_demos():
    brought_in("simulated")

    demo.require_demo_or_empty()


def test_who_was_erased_has_no_log_in(settings, tmp_path):
    settings.HOME = tmp_path
    cast = {part: {"name": part.title()} for part in ("agent", "lead", "customer")}
    (tmp_path / "truth.json").write_text(json.dumps({"cast": cast}))
    demo._found(monday(9))
    Agent.objects.create(name="Lead")

    assert [told.part for told in demo.log_ins(at=monday(10))] == ["administrator", "lead"]
