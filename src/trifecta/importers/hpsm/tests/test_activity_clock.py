from datetime import UTC, datetime, timedelta

from trifecta.importers.hpsm import activity_clock

NOON = datetime(2013, 8, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_stamps_are_moved_by_what_the_openings_of_their_time_show():
    clock = activity_clock.measure(
        [(NOON, NOON + 2 * HOUR - timedelta(seconds=2)), (NOON + 3 * DAY, NOON + 3 * DAY - timedelta(seconds=1))]
    )

    assert clock.right(NOON + DAY) == NOON + DAY + 2 * HOUR
    assert clock.right(NOON + 4 * DAY) == NOON + 4 * DAY


def test_the_first_measurement_holds_for_earlier_stamps_too():
    clock = activity_clock.measure([(NOON, NOON + HOUR)])

    assert clock.right(NOON - DAY) == NOON - DAY + HOUR


def test_a_difference_of_no_whole_hours_measures_nothing():
    clock = activity_clock.measure([(NOON, NOON + timedelta(minutes=25))])

    assert not clock.is_wrong
    assert clock.right(NOON) == NOON


def test_equal_clocks_move_nothing():
    clock = activity_clock.measure([(NOON, NOON - timedelta(seconds=1)), (NOON + DAY, NOON + DAY)])

    assert not clock.is_wrong
