"""What a new desk is asked."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trifecta.calendars import holiday_lists
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.desk.actions.set_up_desk import FirstRun
from trifecta.identity.actions.create_account import WeakPassword, require_strong
from trifecta.parts.forms import refuse, zone_choices


class FirstRunForm(forms.Form):
    desk = forms.CharField(label=_("Name of the desk"), max_length=120, help_text=_("As your customers know it."))
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial="UTC")
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    opens_at = forms.TimeField(
        label=_("Opens, Monday to Friday"), initial=datetime.time(9), widget=forms.TimeInput({"type": "time"})
    )
    closes_at = forms.TimeField(label=_("Closes"), initial=datetime.time(17), widget=forms.TimeInput({"type": "time"}))
    country = forms.ChoiceField(
        label=_("Public holidays of"),
        choices=lambda: [("", _("no country")), *((each.code, each.name) for each in holiday_lists.countries())],
        help_text=_("The desk is closed on them; a region is chosen later, with the opening hours."),
        required=False,
    )
    team = forms.CharField(label=_("First team"), max_length=120, initial=_("Service desk"))
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your mail address"))
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least eight characters, not a common word."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """All that is wrong at once: the password is looked at even where other fields are refused."""
        cleaned = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and opens_at == closes_at:
            self.add_error(
                "closes_at", _("The desk must not close when it opens; 22:00 to 06:00 ends on the next day.")
            )
        if password := cleaned.get("password"):
            try:
                require_strong(password, email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            except WeakPassword as error:
                refuse(self, error, "password")
        return cleaned

    def asked(self) -> FirstRun:
        told = dict(self.cleaned_data)
        country = told.pop("country")
        return FirstRun(**told, holiday_lists=(HolidayList(country),) if country else ())
