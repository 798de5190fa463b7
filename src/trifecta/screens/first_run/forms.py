"""What a new desk is asked."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trifecta.parts.forms import zone_choices


class FirstRunForm(forms.Form):
    desk = forms.CharField(label=_("Name of the desk"), max_length=120, help_text=_("As your customers know it."))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial="UTC")
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    opens_at = forms.TimeField(
        label=_("Opens, Monday to Friday"), initial=datetime.time(9), widget=forms.TimeInput({"type": "time"})
    )
    closes_at = forms.TimeField(label=_("Closes"), initial=datetime.time(17), widget=forms.TimeInput({"type": "time"}))
    team = forms.CharField(label=_("First team"), max_length=120, initial=_("Service desk"))
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your mail address"))
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least eight characters, not a common word."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and opens_at >= closes_at:
            self.add_error("closes_at", _("The desk must close after it opens."))
        return cleaned
