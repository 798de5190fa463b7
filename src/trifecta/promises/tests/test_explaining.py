"""A clock explained: every second of it is accounted for, and the sum is what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tests.desk import friday, monday, tuesday
from trifecta.base.entries import Entry
from trifecta.base.worktime import settling
from trifecta.base.worktime.calendar import Calendar, Closure, office_hours
from trifecta.promises.clocks.explaining import explain
from trifecta.promises.clocks.reading import read_clock
from trifecta.promises.standard import standard_book
from trifecta.tickets.events import flow, handoff

OFFICE = office_hours("UTC", "09:00-12:00", "13:00-17:00")
WITH_HOLIDAY = Calendar(OFFICE.zone, OFFICE.week, (Closure(date(2026, 3, 4), "Founders’ day"),))
HOURS = settling.settle(WITH_HOLIDAY, date(2026, 2, 1), date(2026, 4, 30))
RESOLUTION = next(terms for terms in standard_book().terms if terms.code == "resolution_p3")


def story(*told):
    opened = flow.Opened(sort="incident", owner=4, team=1, priority=3)
    told = [(monday(9), opened), *told]
    return [Entry(seq, at, "staff:4", event) for seq, (at, event) in enumerate(told, start=1)]


def lines(told, at, terms=RESOLUTION):
    run, *_ = read_clock(story(*told), terms, lambda terms, facts: HOURS, at=at)
    explained = explain(run)
    return explained, [
        (f"{line.from_at:%a %H}-{line.to_at:%a %H}", line.holder, str(line.why or "counts"), line.sum_s // 3600)
        for line in explained.lines
    ]


def test_a_teams_part_tells_an_offer_from_another_teams_time():
    told = [
        (monday(10), handoff.HandoffOffered(to_team=2, reason="expertise")),
        (monday(11), handoff.HandoffAccepted(team=2)),
    ]
    stay = next(terms for terms in standard_book().terms if terms.code == "stay")

    assert lines(told, monday(12), stay)[1] == [
        ("Mon 09-Mon 10", 1, "counts", 1),
        ("Mon 10-Mon 11", None, "the work is on offer, nobody has it yet", 1),
        ("Mon 11-Mon 12", 2, "another team has the work", 1),
    ]


def test_each_stretch_says_who_held_it_and_why_it_counts_or_not():
    told = [
        (monday(11), handoff.HandoffOffered(to_team=2, reason="expertise")),
        (monday(14), handoff.HandoffAccepted(team=2)),
        (monday(15), flow.Waiting(on="customer")),
        (tuesday(10), flow.Resumed()),
    ]

    explained, said = lines(told, tuesday(18))

    assert said == [
        ("Mon 09-Mon 11", 1, "counts", 2),
        ("Mon 11-Mon 12", None, "counts", 3),
        ("Mon 12-Mon 13", None, "outside opening hours", 3),
        ("Mon 13-Mon 14", None, "counts", 4),
        ("Mon 14-Mon 15", 2, "counts", 5),
        ("Mon 15-Tue 10", 2, "paused", 5),
        ("Tue 10-Tue 12", 2, "counts", 7),
        ("Tue 12-Tue 13", 2, "outside opening hours", 7),
        ("Tue 13-Tue 17", 2, "counts", 11),
        ("Tue 17-Tue 18", 2, "outside opening hours", 11),
    ]
    assert explained.held_s == {1: 2 * 3600, None: 2 * 3600, 2: 7 * 3600}
    assert sum(explained.held_s.values()) == explained.run.spent_s


def test_a_holiday_and_a_weekend_are_named():
    _, said = lines(
        [(tuesday(16), flow.Waiting(on="customer")), (tuesday(17), flow.Resumed())], monday(9) + timedelta(7)
    )

    assert [line for line in said if line[2] not in {"counts", "paused", "outside opening hours"}] == [
        ("Wed 00-Thu 00", 1, "closed: Founders’ day", 13),
        ("Sat 00-Mon 00", 1, "not a working day", 27),
    ]


def test_nothing_is_left_out():
    explained, _ = lines([], friday(20))

    edges = [(line.from_at, line.to_at) for line in explained.lines]
    assert edges[0][0] == monday(9)
    assert edges[-1][1] == datetime(2026, 3, 6, 20, tzinfo=UTC)
    assert all(end == start for (_, end), (start, _) in pairwise(edges))
