from __future__ import annotations

import pytest
from django import forms

from trifecta.promises.terms import Thresholds
from trifecta.screens.book.fields import DurationField, ThresholdsField


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4", 14_400),
        ("4 h", 14_400),
        ("1,5 h", 5_400),
        ("30 min", 1_800),
        ("1h 30min", 5_400),
        ("45 s", 45),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(text, seconds):
    assert DurationField(required=False).clean(text) == seconds


@pytest.mark.parametrize("text", ["soon", "4 days", "-1 h", "99999999 h"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(forms.ValidationError, match="is no time; write it like 4 h"):
        DurationField().clean(text)


def test_thresholds_are_shares_and_times_around_the_deadline():
    read = ThresholdsField(required=False).clean("125 %, 50%; 1 h before, 30 min after, 12,5 %")

    assert read == Thresholds((0.125, 0.5, 1.25), before_s=(3600,), after_s=(1800,))
    assert ThresholdsField(required=False).clean("") == Thresholds()


@pytest.mark.parametrize("text", ["0 %", "half", "1 h", "2000 %", "soon before"])
def test_what_is_no_threshold_is_refused(text):
    with pytest.raises(forms.ValidationError, match="is no threshold; write it like 75 %"):
        ThresholdsField().clean(text)
