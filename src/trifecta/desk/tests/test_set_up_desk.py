"""The first run: everything or nothing."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.worktime.errors import UnknownZone
from trifecta.calendars.models import Calendar
from trifecta.desk.actions.set_up_desk import FirstRun, set_up_desk
from trifecta.identity.actions.create_account import WeakPassword
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.preferences.actions.found_desk import AlreadyFounded
from trifecta.preferences.models import STREAM, Desk
from trifecta.scorecards import defaults
from trifecta.scorecards.models import Line
from trifecta.staff.models import Level, Role, Team

pytestmark = pytest.mark.django_db
ASKED = {
    "desk": "Harbor Desk",
    "zone": "Europe/Berlin",
    "language": "en",
    "team": "Service desk",
    "name": "Ada King",
    "email": "ada@example.org",
    "password": "correct-horse-9",
    "open_from_on": monday(9).date(),
}


def test_a_desk_begins_with_a_team_hours_a_scorecard_and_an_administrator():
    admin = set_up_desk(FirstRun(**ASKED), at=monday(9))

    desk = Desk.objects.get()
    assert (desk.name, desk.zone, desk.is_demo) == ("Harbor Desk", "Europe/Berlin", False)
    assert (admin.role, admin.account.email) == (Role.ADMIN, "ada@example.org")
    assert list(admin.teams.values_list("name", flat=True)) == ["Service desk"]
    assert Calendar.objects.get().is_default
    assert list(Line.objects.order_by("position").values_list("metric", "target")) == list(defaults.LINES)
    assert [entry.event.kind for entry in journal.read(STREAM)] == ["desk.set_up"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"password": "12345678"}, WeakPassword), ({"zone": "Europe/Berlyn"}, UnknownZone)],
)
def test_a_refused_first_run_leaves_nothing(wrong: dict[str, str], error: type[Exception]):
    with pytest.raises(error):
        set_up_desk(FirstRun(**ASKED | wrong), at=monday(9))

    assert not Desk.objects.exists()
    assert not Account.objects.exists()
    assert not Team.objects.exists()


def test_a_team_that_a_history_brought_in_becomes_the_first_one():
    brought = Team.objects.create(name="Service Desk")

    admin = set_up_desk(FirstRun(**ASKED), at=monday(9))

    assert list(admin.teams.all()) == [brought]
    assert [(team.name, team.level) for team in Team.objects.all()] == [("Service Desk", Level.SERVICE_DESK)]


def test_a_desk_is_set_up_once():
    set_up_desk(FirstRun(**ASKED), at=monday(9))

    with pytest.raises(AlreadyFounded):
        set_up_desk(FirstRun(**ASKED | {"email": "eve@example.org"}), at=monday(10))

    assert Account.objects.count() == 1
