from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from trifecta.base.conditions.parsing import parse
from trifecta.base.conditions.tests.strategies import VOCABULARY, conditions
from trifecta.base.conditions.tree import EVERYTHING, Compared, Either, Every, Missing, Not, OneOf, Within
from trifecta.base.conditions.words import words


@given(conditions())
def test_what_is_said_is_read_back(condition):
    assert parse(words(condition, VOCABULARY), VOCABULARY) == condition


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (EVERYTHING, ""),
        (Not(Compared("priority", "=", 2)), "priority != 2"),
        (Not(Compared("priority", "<", 2)), "not priority < 2"),
        (Not(Within("priority", 2, 4)), "priority not in 2..4"),
        (Not(Missing("team")), "team is not none"),
        (OneOf("sort", ("incident", "or")), 'sort in (incident, "or")'),
        (Compared("channel", "=", "fax"), 'channel = "fax"'),
        (Compared("team", "=", 2), 'team = "Network"'),
        (Compared("team", "=", 4), "team = #4"),
        (Compared("team", "=", 99), "team = #99"),
        (Compared("opened_at", "<", datetime(2026, 3, 29, 22, tzinfo=UTC)), "opened_at < 2026-03-30"),
        (Compared("opened_at", "<", datetime(2026, 3, 29, 21, tzinfo=UTC)), "opened_at < 2026-03-29T21:00:00Z"),
        (
            Either((Every((Missing("team"), Missing("sort"))), Not(Either((Missing("team"), Missing("sort")))))),
            "(team is none and sort is none) or not (team is none or sort is none)",
        ),
    ],
)
def test_says(condition, text):
    assert words(condition, VOCABULARY) == text
