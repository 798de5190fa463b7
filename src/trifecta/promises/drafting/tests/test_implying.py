"""What is said to follow does follow, for any facts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trifecta.base.conditions import parsing
from trifecta.base.conditions.matching import test as matcher
from trifecta.base.conditions.tests.strategies import VOCABULARY
from trifecta.base.conditions.tree import Compared, Condition, Either, Every, Missing, Not, OneOf, Within
from trifecta.promises.drafting.implying import excludes, implies

few = st.integers(0, 4)
comparisons = st.one_of(
    st.builds(Compared, st.sampled_from(["priority", "impact"]), st.sampled_from(["=", "<", "<=", ">", ">="]), few),
    st.builds(lambda low, more: Within("priority", low, low + more), few, few),
    st.builds(lambda values: OneOf("priority", tuple(values)), st.lists(few, min_size=1, max_size=3, unique=True)),
    st.sampled_from([Missing("priority"), Missing("impact")]),
)
conditions = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(lambda several: Every(tuple(several)), st.lists(parts, min_size=2, max_size=3)),
        st.builds(lambda several: Either(tuple(several)), st.lists(parts, min_size=2, max_size=3)),
    ),
    max_leaves=4,
)
FACTS = [{"priority": one, "impact": other} for one in (None, *range(-1, 10)) for other in (None, *range(-1, 6))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conditions, conditions)
def test_what_is_implied_always_holds_and_what_is_excluded_never_does(one: Condition, other: Condition):
    holds_one, holds_other = matcher(one), matcher(other)

    if implies(one, other):
        assert all(holds_other(facts) for facts in FACTS if holds_one(facts))
    if excludes(one, other):
        assert not any(holds_other(facts) for facts in FACTS if holds_one(facts))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("priority = 1", ""),
        ("priority = 1", "priority <= 2"),
        ("priority < 3", "priority <= 3"),
        ("priority in 2..3", "priority in 1..4"),
        ('priority = 1 and team = "Network"', "priority in (1, 2)"),
        ("priority = 1 or priority = 2", "priority <= 2"),
        ("priority = 1", "priority != 2"),
        ('team = "Network"', "team is not none"),
        ("opened_at >= 2026-03-02", "opened_at >= 2026-03-01"),
    ],
)
def test_the_plain_cases_are_seen(narrow, wide):
    read = [parsing.parse(text, VOCABULARY) for text in (narrow, wide)]

    assert implies(*read)
    assert not implies(*reversed(read))


def test_two_priorities_exclude_each_other():
    one, other = (parsing.parse(text, VOCABULARY) for text in ("priority = 1", "priority > 1 and impact = 2"))

    assert excludes(one, other)
    assert not excludes(one, parsing.parse("impact = 2", VOCABULARY))
