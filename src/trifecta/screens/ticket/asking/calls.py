"""A call, a chat or a visit that is just over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from trifecta.desk.actions.record_call import Call
from trifecta.parts.forms import LONGEST
from trifecta.screens.ticket.forms import LONG, ActForm

CHANNELS = (
    ("phone", gettext_lazy("by phone")),
    ("chat", gettext_lazy("in a chat")),
    ("walk_in", gettext_lazy("in person")),
)
DIRECTIONS = (("inbound", gettext_lazy("They came to us")), ("outbound", gettext_lazy("We went to them")))
LONGEST_MIN = 600


class RecordCall(ActForm):
    direction = forms.ChoiceField(label=gettext_lazy("Who began"), choices=DIRECTIONS)
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=CHANNELS)
    is_answered = forms.BooleanField(
        label=gettext_lazy("We spoke with each other"),
        help_text=gettext_lazy("A call of ours that they took is an answer."),
        initial=True,
        required=False,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes it took"), required=False, min_value=0, max_value=LONGEST_MIN
    )
    words = forms.CharField(
        label=gettext_lazy("What was said, as a note"), widget=LONG, required=False, max_length=LONGEST
    )

    def told(self) -> dict[str, Any]:
        found = self.cleaned_data
        took = timedelta(minutes=found["minutes"] or 0)
        call = Call(found["channel"], found["direction"], found["is_answered"], took, found["words"])
        return {"call": call}
