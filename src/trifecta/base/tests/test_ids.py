from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.base.actors import System
from trifecta.base.ids import PREFIXES, parse_reference, reference, stream


@pytest.mark.parametrize(
    ("sort", "number", "text"),
    [("ticket", 1, "T-10001"), ("contact", 482, "C-10482"), ("change", 90_000, "CH-100000"), ("problem", 5, "P-10005")],
)
def test_a_row_has_a_public_reference(sort, number, text):
    assert reference(sort, number) == text


@given(st.sampled_from(sorted(PREFIXES)), st.integers(1, 10**12))
def test_a_reference_leads_back(sort, number):
    text = reference(sort, number)

    assert parse_reference(text) == (sort, number)
    assert parse_reference(f"  {text.lower().replace('-', '')} ") == (sort, number)


@pytest.mark.parametrize(
    "text", ["", "T", "10482", "T-", "T-482", "T-10000", "X-10482", "TT-10482", "T-10482x", "T--10482"]
)
def test_what_is_no_reference_is_none(text):
    assert parse_reference(text) is None


@given(st.text())
def test_any_text_is_a_reference_or_none(text):
    found = parse_reference(text)

    assert found is None or found[1] > 0


def test_a_story_has_a_name():
    assert stream("ticket", 482) == "ticket:482"


def test_a_system_names_itself():
    assert System("rule:auto_close").actor == "rule:auto_close"
