"""Every case of promises is shown: no number is missing, and what it names exists."""

from __future__ import annotations

import pytest

from docs.from_code.promise_cases import ROOT, numbered, places
from trifecta.promises.tests.cases.register import CASES

LAST = 65


def test_no_number_is_missing():
    assert [case.number for case in CASES] == list(range(1, LAST + 1))
    assert numbered().keys() <= {case.number for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_each_case_is_shown_by_a_test_or_a_decision_or_says_what_it_waits_for(case):
    shown_by = [*numbered().get(case.number, ()), *case.elsewhere]

    assert shown_by or case.decision or case.waits
    assert [name for name in shown_by if len(places().get(name, ())) != 1] == []
    assert not case.decision or (ROOT / "docs" / "decisions" / case.decision).exists()
