from __future__ import annotations

from trifecta.promises.drafting.trial import trials
from trifecta.promises.standard import standard_book

ABSENT = {"priority": None, "team_changes": 0, "owner": 4}


def test_the_first_line_that_holds_applies_and_no_later_one():
    (resolution,) = [
        trial for trial in trials(standard_book(), {**ABSENT, "priority": 3}) if trial.promise == "resolution"
    ]

    assert [(asked.terms.code, asked.finding.holds, asked.applies) for asked in resolution.lines] == [
        ("resolution_p1", False, False),
        ("resolution_p2", False, False),
        ("resolution_p3", True, True),
        ("resolution_p4", False, False),
        ("resolution_p5", False, False),
        ("resolution_pany", True, False),
    ]
    assert resolution.lines[0].finding.found == 3
    assert resolution.applying == resolution.lines[2].terms


def test_what_is_missing_meets_the_line_for_everything():
    found = {trial.promise: trial.applying for trial in trials(standard_book(), ABSENT)}

    assert found["first_response"].code == "first_response_pany"
    assert list(found) == [
        *("first_response", "next_response", "update", "resolution", "time_to_own", "follow_up", "stay", "vendor"),
        "word",
    ]
    assert found["follow_up"] is None


def test_an_owner_follows_up_what_was_passed_on():
    passed_on = {**ABSENT, "team_changes": 1}

    assert {trial.promise: trial.applying for trial in trials(standard_book(), passed_on)}["follow_up"] is not None
    nobodys = {**passed_on, "owner": 1}
    assert {trial.promise: trial.applying for trial in trials(standard_book(), nobodys)}["follow_up"] is None
