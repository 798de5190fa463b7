from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from trifecta.base.worktime.calendar import Week, Windows, parse_window
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.base.worktime.validation import WEEKDAYS
from trifecta.calendars import holiday_lists
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.parts.forms import zone_choices
from trifecta.staff.models import Agent, Level

DAYS = tuple(f"day_{number}" for number in range(7))


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name of the desk"), max_length=120, help_text=_("As your customers know it."))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Days, weeks and months of every number are cut by it; the opening hours move with it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)


class WindowsField(forms.CharField):
    """Windows of one day as people write them, such as “09:00-12:00 13:00-17:00”; nothing is a closed day."""

    def to_python(self, value: Any) -> Any:
        """The windows. Raises ValidationError on what is none."""
        text = re.sub(r"\s*[-–]\s*", "-", super().to_python(value) or "")
        try:
            return tuple(parse_window(part) for part in re.split(r"[\s,;]+", text) if part)
        except CalendarRefused as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else " ".join(str(window) for window in value or ())


class HoursForm(forms.Form):
    country = forms.ChoiceField(
        label=_("Public holidays of"),
        required=False,
        widget=forms.Select({"hx-get": reverse_lazy("desk_regions"), "hx-target": "#id_region"}),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast("dict[str, forms.ChoiceField]", self.fields)
        known = holiday_lists.countries()
        fields["country"].choices = [("", _("no country")), *((each.code, each.name) for each in known)]
        fields["region"].choices = region_choices(str(self["country"].value() or ""))
        for name, label in zip(DAYS, WEEKDAYS, strict=True):
            widget = forms.TextInput({"placeholder": _("closed"), "autocomplete": "off"})
            self.fields[name] = WindowsField(label=_(label), required=False, widget=widget)
        self.order_fields([*DAYS, "country", "region"])

    @property
    def week(self) -> Week:
        return cast("Week", tuple(cast("Windows", self.cleaned_data[name]) for name in DAYS))

    @property
    def holidays(self) -> list[HolidayList]:
        country, region = self.cleaned_data["country"], self.cleaned_data["region"]
        return [HolidayList(country, region or None)] if country else []


def region_choices(country: str) -> list[tuple[str, Any]]:
    """The regions of a country that have holidays of their own."""
    regions = next((each.regions for each in holiday_lists.countries() if each.code == country), ())
    return [("", _("the whole country")), *((region, region) for region in regions)]


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.SERVICE_DESK, required=False)
    is_restricted = forms.BooleanField(
        label=_("Restricted"),
        help_text=_("Only its members, leaders and administrators see its tickets."),
        required=False,
    )


class TeamRevisionForm(TeamForm):
    is_active = forms.BooleanField(
        label=_("Takes work"), help_text=_("A team that takes none keeps what it has."), required=False
    )


class MemberForm(forms.Form):
    agent = forms.ModelChoiceField(Agent.objects.active(), widget=forms.HiddenInput, label=_("Who"))
    is_lead = forms.BooleanField(label=_("Leads the team"), required=False)
