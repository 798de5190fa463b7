from __future__ import annotations

from datetime import UTC, date, datetime

from tests.desk import monday
from trifecta.parts import desk_clock

LATE = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def test_the_wall_shows_the_desks_own_date(house):
    assert desk_clock.wall(LATE).today == date(2026, 11, 22)


def test_the_wall_knows_when_something_happened_last(desk, house, django_assert_num_queries):
    assert desk_clock.wall(LATE).latest_on is None
    desk.ticket(at=monday(9))
    desk.ticket(at=monday(23, 30))

    with django_assert_num_queries(3):
        wall = desk_clock.wall(LATE)
    assert (wall.first_on, wall.latest_on) == (date(2026, 3, 2), date(2026, 3, 3))
