from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.parsing import parse
from trifecta.base.conditions.stored import from_json, to_json
from trifecta.base.conditions.tests.strategies import VOCABULARY, conditions
from trifecta.base.conditions.tree import EVERYTHING


@given(conditions())
def test_what_is_kept_is_read_back(condition):
    assert from_json(json.loads(json.dumps(to_json(condition))), VOCABULARY) == condition


def test_keeps_ids_and_codes():
    text = 'priority <= 2 and not (team in ("Network", First) or channel is none) and opened_at < 2026-03-30'

    assert to_json(parse(text, VOCABULARY)) == {
        "all": [
            {"field": "priority", "<=": 2},
            {"not": {"any": [{"field": "team", "in": [2, 1]}, {"field": "channel", "is": None}]}},
            {"field": "opened_at", "<": "2026-03-29T22:00:00Z"},
        ]
    }
    assert from_json(to_json(EVERYTHING), VOCABULARY) == EVERYTHING


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {},
        {"all": [{"field": "team", "is": None}]},
        {"all": [{"all": []}, {"all": []}]},
        {"any": [], "not": 1},
        {"field": "tema", "is": None},
        {"field": "team", "is": "none"},
        {"field": "team", "<": 3},
        {"field": "team", "=": 3, "in": [3]},
        {"field": "team", "=": "3"},
        {"field": "team", "=": True},
        {"field": "team", "=": 2**63},
        {"field": "team", "in": []},
        {"field": "priority", "=": 1.5},
        {"field": "priority", "from": 4, "to": 2},
        {"field": "sort", "=": ""},
        {"field": "opened_at", "<": "2026-03-30"},
        {"field": "opened_at", "<": "0001-01-01T00:00:00+14:00"},
        {"field": ["team"], "is": None},
    ],
)
def test_refuses_what_was_never_kept(kept):
    with pytest.raises(ConditionRefused, match="This is no condition as it is kept, but"):
        from_json(kept, VOCABULARY)


def test_refuses_what_would_exhaust_it():
    deep = {"field": "team", "is": None}
    for _ in range(300):
        deep = {"not": deep}
    wide = {"any": [{"field": "team", "is": None}] * 5000}

    for kept in (deep, wide):
        with pytest.raises(ConditionRefused):
            from_json(kept, VOCABULARY)


KEYS = ["all", "any", "not", "field", "in", "=", "is", "from", "to"]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=10,
)


@given(anything)
def test_any_json_is_read_or_refused(kept):
    try:
        condition = from_json(kept, VOCABULARY)
    except ConditionRefused:
        return
    assert from_json(to_json(condition), VOCABULARY) == condition
