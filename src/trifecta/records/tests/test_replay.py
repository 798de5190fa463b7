from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.entries import Entry
from trifecta.records import events
from trifecta.records.models import Change, Problem
from trifecta.records.replay import replay_change, replay_problem


def told(*happened):
    return [Entry(seq, monday(9, seq), "staff:4", event) for seq, event in enumerate(happened, 1)]


OPENED = events.ProblemOpened(impact=2, service=3, item=5, team=1)


def test_a_changes_columns_are_covered():
    columns = {field.attname for field in Change._meta.concrete_fields}

    row, items = replay_change(told(events.ChangeRecorded()))

    assert set(row) == columns - {"id", "title"}
    assert items == []


def test_the_latest_telling_of_a_change_counts_and_items_add_up():
    row, items = replay_change(
        told(
            events.ChangeRecorded(risk="minor", service=3, planned_start_at=monday(20)),
            events.ChangeItemNamed(item=8),
            events.ChangeItemNamed(item=5),
            events.ChangeItemNamed(item=8),
            events.ChangeRecorded(risk="major", emergency=True),
        )
    )

    assert {name: value for name, value in row.items() if value is not None} == {
        "risk": "major",
        "emergency": True,
        "recorded_at": monday(9, 5),
    }
    assert items == [8, 5]


def test_a_problems_columns_are_covered():
    columns = {field.attname for field in Problem._meta.concrete_fields}

    assert set(replay_problem(told(OPENED))) == columns - {"id", "title"}


@pytest.mark.parametrize(
    ("happened", "changes"),
    [
        ([events.ProblemAssigned(team=1, assignee=4)], {"assignee_id": 4}),
        ([events.ProblemAssigned(team=2)], {"team_id": 2, "team_change_count": 1}),
        ([events.ProblemAssigned(), events.ProblemAssigned(team=2)], {"team_id": 2}),
        ([events.ProblemMoved(state="waiting")], {"state": "waiting"}),
        ([events.ProblemMoved(state="resolved")], {"state": "resolved", "resolved_at": monday(9, 2)}),
        ([events.ProblemMoved(state="resolved"), events.ProblemMoved(state="open")], {}),
        (
            [events.ProblemMoved(state="resolved"), events.ProblemMoved(state="closed")],
            {"state": "closed", "resolved_at": monday(9, 2), "closed_at": monday(9, 3)},
        ),
        ([events.ProblemMoved(state="cancelled")], {"state": "cancelled", "closed_at": monday(9, 2)}),
        ([events.ProblemMoved(state="closed"), events.ProblemMoved(state="waiting")], {"state": "waiting"}),
    ],
)
def test_what_moves_a_problem(happened, changes):
    before, after = replay_problem(told(OPENED)), replay_problem(told(OPENED, *happened))

    assert {name: value for name, value in after.items() if value != before[name] and name != "updated_at"} == changes
    assert after["updated_at"] == monday(9, len(happened) + 1)
