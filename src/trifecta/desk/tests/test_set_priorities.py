from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.errors import NotPermitted
from trifecta.desk.actions.set_priorities import set_priorities
from trifecta.log import journal
from trifecta.preferences import priorities
from trifecta.preferences.actions.set_priorities import NoGrid
from trifecta.staff.models import Role
from trifecta.tickets.actions.flow.reprioritize import reprioritize

STRICT = [[1, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 5]]


@pytest.fixture
def ada(desk):
    return desk.agent("Ada", role=Role.ADMIN)


def test_what_is_set_from_now_on_follows_it_and_what_was_stays(desk, ada):
    before = desk.ticket(impact=1, urgency=2)

    set_priorities(STRICT, by=ada, at=monday(10))

    after = desk.ticket(impact=1, urgency=2, at=monday(11))
    assert (desk.fresh(before).priority, after.priority) == (2, 1)
    changed = reprioritize(before, impact=2, urgency=1, by=ada, at=monday(12))
    assert changed.priority == 1
    assert desk.replayed(before)["priority"] == 1


def test_each_change_is_a_version_in_the_log_and_none_is_none(ada):
    set_priorities(STRICT, by=ada, at=monday(10))
    again = set_priorities(STRICT, by=ada, at=monday(11))
    next_one = set_priorities([[1] * 4] * 4, by=ada, at=tuesday(10))

    assert (again.number, next_one.number) == (1, 2)
    assert [entry.event.kind for entry in journal.read("desk:1")] == ["desk.priorities_set"] * 2
    assert priorities.grid() == [[1] * 4] * 4


@pytest.mark.parametrize("wrong", [[], [[1] * 4] * 3, [[1, 2, 3]] * 4, [[0] * 4] * 4, [[6] * 4] * 4])
def test_what_is_no_grid_is_refused(ada, wrong):
    with pytest.raises(NoGrid):
        set_priorities(wrong, by=ada, at=monday(10))

    assert priorities.grid() is None


def test_is_for_administrators(desk):
    with pytest.raises(NotPermitted):
        set_priorities(STRICT, by=desk.agent(role=Role.LEADER), at=monday(10))
