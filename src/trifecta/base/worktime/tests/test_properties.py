from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from trifecta.base.worktime.arithmetic import add, is_open, next_open, subtract, worked_between
from trifecta.base.worktime.errors import CannotCompute, NeverReached
from trifecta.base.worktime.tests.reference import looker, worked_by_looking
from trifecta.base.worktime.tests.strategies import ODD_DATES, Scene, calendars, scenes, settled_or_rejected
from trifecta.base.worktime.working_days import add_working_days, end_of_day

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
place = st.floats(0, 1, exclude_max=True)


def _between(scene: Scene, share: float) -> datetime:
    return scene.at(int(share * scene.length_s))


@quick
@given(scenes(), st.integers(0, 9 * 1440), st.integers(0, 3 * 1440))
def test_business_time_equals_a_look_at_the_wall_clock_every_minute(scene, start, length):
    a = scene.at(min(start * 60, scene.length_s // 60 * 60))
    b = min(a + length * MINUTE, scene.at(scene.length_s // 60 * 60))

    worked = worked_between(scene.settled, a, b)

    assert worked == worked_by_looking(scene.settled.calendar, a, b, step=MINUTE)


@quick
@given(st.sampled_from(ODD_DATES), st.data())
def test_windows_to_the_odd_second_equal_a_look_every_second(odd, data):
    zone, about = odd
    settled = settled_or_rejected(data.draw(calendars(zone, about, step_s=7)), about, about)
    midnight = datetime(about.year, about.month, about.day, tzinfo=UTC)
    a = max(midnight + data.draw(st.integers(-12, 12)) * timedelta(hours=1), _first(settled))
    b = a + data.draw(st.integers(0, 3600)) * SECOND
    assume(b < _end(settled))

    assert worked_between(settled, a, b) == worked_by_looking(settled.calendar, a, b, step=SECOND)


@quick
@given(scenes(), place, st.integers(0, 40 * 3600))
def test_adding_business_time_and_measuring_it_returns_the_same(scene, share, seconds):
    a = _between(scene, share)
    try:
        b = add(scene.settled, a, seconds)
    except NeverReached:
        assert worked_between(scene.settled, a, scene.at(scene.length_s)) <= seconds
        return

    assert worked_between(scene.settled, a, b) == seconds
    assert b == a or worked_between(scene.settled, a, b - SECOND) == seconds - 1


@quick
@given(scenes(), place, st.integers(1, 40 * 3600))
def test_subtracting_business_time_and_measuring_it_returns_the_same(scene, share, seconds):
    b = _between(scene, share)
    assume(worked_between(scene.settled, scene.at(0), b) >= seconds)

    a = subtract(scene.settled, b, seconds)

    assert worked_between(scene.settled, a, b) == seconds
    assert worked_between(scene.settled, a + SECOND, b) == seconds - 1


@quick
@given(scenes(), place, st.integers(0, 20 * 3600), st.integers(0, 3600))
def test_a_longer_target_is_never_due_earlier(scene, share, seconds, more):
    a = _between(scene, share)
    assume(worked_between(scene.settled, a, scene.at(scene.length_s)) > seconds + more)

    assert add(scene.settled, a, seconds) <= add(scene.settled, a, seconds + more)


@quick
@given(scenes(), st.tuples(place, place, place))
def test_splitting_an_interval_adds_up(scene, shares):
    a, middle, b = (_between(scene, share) for share in sorted(shares))

    parts = worked_between(scene.settled, a, middle) + worked_between(scene.settled, middle, b)

    assert worked_between(scene.settled, a, b) == parts
    assert 0 <= parts <= (b - a).total_seconds()


@quick
@given(scenes(), place)
def test_the_next_opening_is_the_first_moment_at_which_the_wall_clock_says_open(scene, share):
    at = _between(scene, share)
    says_open = looker(scene.settled.calendar)
    assume(worked_between(scene.settled, at, scene.at(scene.length_s)) > 0)

    opened = next_open(scene.settled, at)

    assert is_open(scene.settled, at) == says_open(at) == (opened == at)
    assert says_open(opened)
    assert opened == at or not says_open(opened - SECOND)
    assert worked_between(scene.settled, at, opened) == 0


@quick
@given(scenes(), place, st.integers(0, 3))
def test_a_day_later_is_never_earlier_than_a_day_less(scene, share, days):
    assume(not scene.days_overlap)
    at = _between(scene, share)
    try:
        later = add_working_days(scene.settled, at, days + 1), end_of_day(scene.settled, at, days_later=days + 1)
    except CannotCompute:
        return

    assert at <= add_working_days(scene.settled, at, days) <= later[0] <= later[1]
    assert at < end_of_day(scene.settled, at, days_later=days) <= later[1]


def _first(settled):
    return datetime.fromtimestamp(settled.first_hour * 3600, UTC)


def _end(settled):
    return datetime.fromtimestamp(settled.end_s, UTC)
