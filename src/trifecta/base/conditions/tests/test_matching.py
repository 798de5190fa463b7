from __future__ import annotations

import timeit

import pytest
from hypothesis import given

from trifecta.base.conditions.matching import test as matches
from trifecta.base.conditions.parsing import parse
from trifecta.base.conditions.tests.strategies import FIELDS, VOCABULARY, conditions, facts
from trifecta.base.conditions.tree import EVERYTHING, Not
from trifecta.base.conditions.why import why

NOTHING_KNOWN = dict.fromkeys(FIELDS)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("priority = 2", False),
        ("priority < 2", False),
        ("priority in (1, 2)", False),
        ("priority in 1..2", False),
        ("priority != 2", True),
        ("not priority < 2", True),
        ("priority not in (1, 2)", True),
        ("priority is none", True),
        ("priority is not none", False),
    ],
)
def test_a_comparison_with_what_is_missing_is_false_and_its_negation_true(text, holds):
    assert matches(parse(text, VOCABULARY))(NOTHING_KNOWN) is holds


@given(conditions(), facts)
def test_either_a_condition_holds_or_its_negation(condition, known):
    assert matches(condition)(known) is not matches(Not(condition))(known)


def test_everything_holds_of_everything():
    assert matches(EVERYTHING)({}) is True


def test_a_field_that_nobody_told_is_a_fault():
    with pytest.raises(KeyError, match="team"):
        matches(parse("team is none", VOCABULARY))({"priority": 1})


def test_a_comparison_takes_less_than_a_microsecond():
    condition = parse(
        "priority <= 2 and sort in (incident, request) and not (team = Network or impact is none)", VOCABULARY
    )
    holds = matches(condition)
    known = NOTHING_KNOWN | {"priority": 1, "sort": "request", "team": 1, "impact": 3}

    best_s = min(timeit.repeat(lambda: holds(known), number=1_000, repeat=20)) / 1_000

    assert best_s / 4 < 1e-6


def test_tells_why_part_by_part():
    finding = why(parse("priority <= 2 and not team is none", VOCABULARY), NOTHING_KNOWN | {"priority": 1})

    assert (finding.holds, [part.holds for part in finding.parts]) == (False, [True, False])
    assert finding.parts[0].found == 1
    assert finding.parts[1].parts[0].holds is True
