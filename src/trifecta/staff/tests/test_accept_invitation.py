"""A link works once, for seven days, and the newest only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import monday
from trifecta.base import ids
from trifecta.base.errors import NotPermitted
from trifecta.identity.actions.create_account import WeakPassword
from trifecta.log import journal
from trifecta.staff.actions.accept_invitation import LinkExpired, accept_invitation
from trifecta.staff.actions.invite_agent import AlreadyIn, AlreadyInvited, invite_agent
from trifecta.staff.actions.revise_agent import revise_agent
from trifecta.staff.models import Invitation, Role

pytestmark = pytest.mark.django_db
COMING_IN = {"name": "Ben Ito", "password": "correct-horse-9", "zone": "Asia/Tokyo"}


@pytest.fixture
def admin(desk):
    return desk.agent("Ada", role=Role.ADMIN)


def test_whoever_comes_in_has_an_account(desk, admin):
    ben = desk.agent("ben")
    secret = invite_agent(ben, email="ben@example.org", by=admin, at=monday(9))

    joined = accept_invitation(secret, **COMING_IN, at=monday(10))

    assert joined == ben
    assert (joined.name, joined.account.email, joined.account.zone) == ("Ben Ito", "ben@example.org", "Asia/Tokyo")
    assert joined.account.check_password("correct-horse-9")
    kinds = [entry.event.kind for entry in journal.read(ids.stream("agent", ben.pk))]
    assert kinds == ["agent.invited", "agent.joined"]


def test_the_secret_itself_is_kept_nowhere(desk, admin):
    secret = invite_agent(desk.agent("ben"), email="ben@example.org", by=admin, at=monday(9))

    assert secret not in str(Invitation.objects.values().get())


def test_a_link_works_once(desk, admin):
    secret = invite_agent(desk.agent("ben"), email="ben@example.org", by=admin, at=monday(9))
    accept_invitation(secret, **COMING_IN, at=monday(10))

    with pytest.raises(LinkExpired):
        accept_invitation(secret, **COMING_IN, at=monday(11))


def test_a_link_ends_after_seven_days(desk, admin):
    secret = invite_agent(desk.agent("ben"), email="ben@example.org", by=admin, at=monday(9))

    with pytest.raises(LinkExpired):
        accept_invitation(secret, **COMING_IN, at=monday(9) + timedelta(days=7))


def test_a_new_link_replaces_the_old_one(desk, admin):
    ben = desk.agent("ben")
    old = invite_agent(ben, email="ben@example.org", by=admin, at=monday(9))
    new = invite_agent(ben, email="ben@example.org", by=admin, at=monday(10))

    with pytest.raises(LinkExpired):
        accept_invitation(old, **COMING_IN, at=monday(11))
    assert accept_invitation(new, **COMING_IN, at=monday(11)) == ben


def test_a_weak_password_leaves_the_link_open(desk, admin):
    secret = invite_agent(desk.agent("ben"), email="ben@example.org", by=admin, at=monday(9))

    with pytest.raises(WeakPassword):
        accept_invitation(secret, **COMING_IN | {"password": "password"}, at=monday(10))

    assert accept_invitation(secret, **COMING_IN, at=monday(11)).account is not None


def test_who_can_sign_in_is_not_invited(desk, admin):
    ben = desk.agent("Ben")
    desk.account(ben)

    with pytest.raises(AlreadyIn):
        invite_agent(ben, email="other@example.org", by=admin, at=monday(9))


def test_two_people_are_not_invited_by_one_address(desk, admin):
    ben = desk.agent("Ben")
    invite_agent(ben, email="ben@example.org", by=admin, at=monday(9))

    with pytest.raises(AlreadyInvited):
        invite_agent(desk.agent("Benjamin"), email="BEN@example.org", by=admin, at=monday(10))

    assert Invitation.objects.get().agent == ben


def test_whose_access_has_ended_does_not_come_in(desk, admin):
    ben = desk.agent("Ben")
    secret = invite_agent(ben, email="ben@example.org", by=admin, at=monday(9))
    desk.account(admin)
    revise_agent(ben, role=Role.AGENT, is_active=False, by=admin, at=monday(10))

    with pytest.raises(LinkExpired):
        accept_invitation(secret, **COMING_IN, at=monday(11))


def test_agents_invite_nobody(desk):
    with pytest.raises(NotPermitted):
        invite_agent(desk.agent("ben"), email="ben@example.org", by=desk.agent("Ann"), at=monday(9))

    assert not Invitation.objects.exists()
