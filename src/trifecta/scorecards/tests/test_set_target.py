"""Where a number should be, said by a service leader."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.scorecards.actions.set_target import set_target
from trifecta.scorecards.models import Line
from trifecta.staff.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return Line.objects.create(position=1, metric="reopen_14d", target=0.05)


def test_a_leader_sets_a_target_and_the_log_says_so(desk, line):
    set_target(line, target=0.04, by=desk.agent(role=Role.LEADER), at=monday(9))

    assert Line.objects.get().target == 0.04
    (entry,) = journal.read(line.stream)
    assert (entry.event.metric, entry.event.target) == ("reopen_14d", 0.04)


def test_a_target_can_be_taken_away(desk, line):
    set_target(line, target=None, by=desk.agent(role=Role.ADMIN), at=monday(9))

    assert Line.objects.get().target is None


def test_the_same_target_is_no_news(desk, line):
    set_target(line, target=0.05, by=desk.agent(role=Role.LEADER), at=monday(9))

    assert journal.read(line.stream) == []


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD])
def test_others_may_not(desk, line, role):
    with pytest.raises(NotPermitted):
        set_target(line, target=0.5, by=desk.agent(role=role), at=monday(9))

    assert Line.objects.get().target == 0.05
