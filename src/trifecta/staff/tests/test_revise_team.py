from __future__ import annotations

import pytest

from trifecta.base.errors import NotPermitted
from trifecta.staff.actions.add_team import NameTaken
from trifecta.staff.actions.revise_team import UnknownLevel, revise_team
from trifecta.staff.models import Level, Role, Team

PLAIN = {"level": Level.SERVICE_DESK, "is_restricted": False, "is_active": True}


@pytest.fixture
def admin(desk):
    return desk.agent("Ada", role=Role.ADMIN)


def test_says_anew_what_the_team_is(desk, admin):
    team = desk.team("First")

    revise_team(team, name="Payroll", level=Level.SECOND, is_restricted=True, is_active=False, by=admin)

    now = desk.fresh(team)
    assert (now.name, now.level, now.is_restricted, now.is_active) == ("Payroll", "2", True, False)


def test_a_name_may_change_its_letters_but_not_be_taken_twice(desk, admin):
    team = desk.team("network")
    desk.team("Field")

    assert revise_team(team, name="Network", **PLAIN, by=admin).name == "Network"
    with pytest.raises(NameTaken):
        revise_team(team, name="FIELD", **PLAIN, by=admin)

    assert desk.fresh(team).name == "Network"


def test_a_level_may_be_told_later_or_be_taken_back(desk, admin):
    imported = Team.objects.create(name="Imported")
    assert (imported.level, imported.get_level_display()) == ("", "not known")

    revise_team(imported, name="Imported", **{**PLAIN, "level": Level.THIRD}, by=admin)
    assert Team.objects.get().level == "3"

    revise_team(imported, name="Imported", **{**PLAIN, "level": Level.UNKNOWN}, by=admin)
    assert Team.objects.get().level == ""


def test_refuses_a_level_that_no_desk_has(desk, admin):
    with pytest.raises(UnknownLevel):
        revise_team(desk.team("Network"), name="Network", **{**PLAIN, "level": "9"}, by=admin)


def test_is_for_administrators(desk):
    with pytest.raises(NotPermitted):
        revise_team(desk.team("Network"), name="Mine", **PLAIN, by=desk.agent("Ann", role=Role.LEADER))
