from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.preferences.models import Words

LONGEST_DAYS = 36_500
HELP = {
    Words.MESSAGES: gettext_lazy("What was written to customers, by customers, and among colleagues."),
    Words.REMARKS: gettext_lazy("Why work was handed on or declined, and what was done about it."),
    Words.SUBJECTS: gettext_lazy("A ticket without one is listed by its number."),
    Words.SURVEYS: gettext_lazy("Counted from the answer; what was answered by a number stays."),
    Words.REJECTS: gettext_lazy("Files of what an import could not read; counted from the import."),
}


class RetentionForm(forms.Form):
    """Days for each sort of words; empty for good."""

    def __init__(self, posted: Any = None, *, kept: dict[str, int]) -> None:
        super().__init__(posted)
        for words in Words:
            self.fields[words.value] = forms.IntegerField(
                label=capfirst(_(words.label)),
                help_text=HELP[words],
                required=False,
                min_value=1,
                max_value=LONGEST_DAYS,
                initial=kept.get(words),
                widget=forms.NumberInput({"placeholder": gettext_lazy("for good"), "inputmode": "numeric"}),
            )

    @property
    def days(self) -> dict[str, int | None]:
        return {words.value: self.cleaned_data[words.value] for words in Words}
