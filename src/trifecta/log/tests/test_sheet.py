from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, connection

from tests.desk import monday, tuesday
from trifecta.log import bulk
from trifecta.log.sheet import Sheet
from trifecta.staff.models import Agent, Invitation, Membership, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return Sheet()


def test_columns_that_are_not_named_get_their_default(sheet):
    sheet.insert(Team, ("id", "name"), ((number, f"Team {number}") for number in range(100, 1100)))
    sheet.write()

    assert Team.objects.count() == 1000
    last = Team.objects.get(id=1099)
    assert (last.name, last.level, last.is_active, last.is_restricted) == ("Team 1099", "", True, False)


def test_instants_are_kept_as_django_keeps_them(sheet):
    at = datetime(2026, 3, 2, 10, 0, 0, 250_000, tzinfo=timezone(timedelta(hours=1)))
    ann = Agent.objects.create(name="Ann")

    sheet.insert(Invitation, ("agent_id", "email", "digest", "invited_at", "expires_at"), [(ann.pk, "", "d", at, at)])
    sheet.write()

    assert Invitation.objects.get(invited_at=at).invited_at == monday(9).replace(microsecond=250_000)
    assert Invitation.objects.get().accepted_at is None
    wanted = {"sqlite": "2026-03-02 09:00:00", "postgresql": "2026-03-02 09:00:00+00:00"}
    assert bulk.moments()(datetime(2026, 3, 2, 9, tzinfo=UTC)) == wanted[connection.vendor]


def test_what_is_there_already_is_left_alone(sheet):
    ann, team = Agent.objects.create(name="Ann"), Team.objects.create(name="Desk")

    sheet.ensure(Membership, ("agent_id", "team_id"), [(ann.pk, team.pk), (ann.pk, team.pk)])
    sheet.ensure(Membership, ("agent_id", "team_id"), [(ann.pk, team.pk)])
    sheet.write()

    assert Membership.objects.count() == 1


def test_all_is_written_or_nothing(sheet):
    Team.objects.create(name="Desk")

    sheet.insert(Agent, ("name", "role"), [("Ann", "agent")])
    sheet.insert(Team, ("name",), [("desk",)])

    with pytest.raises(IntegrityError):
        sheet.write()
    assert not Agent.objects.filter(name="Ann").exists()


def test_rows_are_updated_by_their_id(sheet):
    ann = Agent.objects.create(name="Ann")
    invitation = Invitation.objects.create(agent=ann, digest="d", invited_at=monday(9), expires_at=monday(9))

    sheet.update(Invitation, ("email", "accepted_at"), [("ann@example.org", tuesday(9), invitation.pk)])
    sheet.update(Invitation, ("email",), [])
    sheet.write()

    invitation.refresh_from_db()
    assert (invitation.email, invitation.accepted_at, invitation.digest) == ("ann@example.org", tuesday(9), "d")


def test_another_process_can_write_it(sheet):
    sheet.insert(Team, ("name",), [("Network",)])

    pickle.loads(pickle.dumps(sheet)).write()

    assert Team.objects.get().name == "Network"


def test_rows_are_deleted_by_what_they_hold(sheet):
    ann, desk, network = (
        Agent.objects.create(name="Ann"),
        *(Team.objects.create(name=name) for name in ("Desk", "Network")),
    )
    sheet.ensure(Membership, ("agent_id", "team_id"), [(ann.pk, desk.pk), (ann.pk, network.pk)])

    sheet.delete(Membership, ("agent_id", "team_id"), [(ann.pk, desk.pk), (ann.pk + 1, network.pk)])
    sheet.write()

    assert Membership.objects.get().team == network
