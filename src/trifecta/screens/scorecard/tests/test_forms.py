from __future__ import annotations

import pytest

from trifecta.scorecards.models import Line
from trifecta.screens.scorecard.forms import TargetsForm

LINES = [
    Line(metric="fcr_measured", target=0.7),
    Line(metric="ttr_km_p50", target=28_800),
    Line(metric="reassignments"),
]


def form(**typed):
    return TargetsForm(typed, lines=LINES)


def test_targets_are_typed_as_people_say_them():
    filled = form(fcr_measured="72.5", ttr_km_p50="6", reassignments="")

    assert filled.is_valid()
    assert [target for _line, target in filled.targets()] == [0.725, 21_600, None]


@pytest.mark.parametrize(("typed", "most"), [({"fcr_measured": "170"}, 100), ({"ttr_km_p50": "999999999"}, 100_000)])
def test_what_cannot_be_meant_is_refused(typed, most):
    filled = form(**typed)

    assert not filled.is_valid()
    assert f"less than or equal to {most}" in str(filled.errors)
