"""A calendar as a form: wall times and dates only, so that the zone of the browser changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.base.worktime import validation, zones
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import Week, Windows
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.base.worktime.validation import WEEKDAYS
from trifecta.calendars import holiday_lists
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import CalendarVersion
from trifecta.desk.actions.revise_hours import Change
from trifecta.parts import spoken
from trifecta.screens.calendars.fields import DatesField, LongSelect, WindowsField, closures, openings

DAYS = tuple(f"day_{number}" for number in range(7))
MOST_LISTS = 6


class CalendarForm(forms.Form):
    """
    version: the one that is changed; None for a new calendar, which has a name.

    seen: the number of the version that whoever writes has seen.
    """

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        error_messages={"required": gettext_lazy("Choose a time zone from the list.")},
    )
    closed = DatesField(
        label=gettext_lazy("Own closed days"),
        required=False,
        widget=forms.Textarea({"rows": 3, "placeholder": "2026-12-24"}),
        help_text=gettext_lazy(
            "One a line: 2026-12-24 Christmas Eve; the first and the last of several: 2026-12-24 2026-12-27 Christmas. "
            "With windows it is open only then: 2026-12-31 09:00-12:00 New Year’s Eve."
        ),
    )
    opened = DatesField(
        needs_windows=True,
        label=gettext_lazy("Open in spite of all"),
        required=False,
        widget=forms.Textarea({"rows": 2, "placeholder": "2026-11-28 10:00-14:00"}),
        help_text=gettext_lazy("Overrides weekday and holiday: 2026-11-28 10:00-14:00 Release."),
    )
    since = forms.ChoiceField(
        label=gettext_lazy("These hours hold"),
        choices=[
            ("today", gettext_lazy("from today on; what lies before stays as it was")),
            ("always", gettext_lazy("as if they always had, which also moves breaches: a mistake is put right")),
        ],
        initial="today",
        required=False,
        widget=forms.RadioSelect,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reviewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, posted: Any = None, *, version: CalendarVersion | None, zone: str = "") -> None:
        super().__init__(posted, initial=initial(version) if version else {"zone": zone, "day_0": ()})
        self.version = version
        for name in ("name",) if version else ("since", "seen"):
            del self.fields[name]
        for name, label in zip(DAYS, WEEKDAYS, strict=True):
            widget = forms.TextInput({"placeholder": _("closed"), "autocomplete": "off"})
            self.fields[name] = WindowsField(label=_(label), required=False, widget=widget)
        self._offer_lists()

    def _offer_lists(self) -> None:
        """Those there are, and room for one more."""
        known = holiday_lists.countries()
        for number in range(min(self._list_count() + 1, MOST_LISTS)):
            country = f"country_{number}"
            label = _("Public holidays of") if not number else _("And of")
            widget = LongSelect({"hx-get": reverse_lazy("calendar_regions"), "hx-target": f"#id_region_{number}"})
            choices = [("", _("no country")), *((each.code, each.name) for each in known)]
            self.fields[country] = forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)
            self.fields[f"region_{number}"] = forms.ChoiceField(label=_("Region"), required=False)
            field = cast("forms.ChoiceField", self.fields[f"region_{number}"])
            field.choices = region_choices(str(self[country].value() or ""))

    def _list_count(self) -> int:
        if self.is_bound:
            return sum(bool(self.data.get(f"country_{number}")) for number in range(MOST_LISTS))
        return len(self.version.lists) if self.version else 0

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in DAYS]

    @property
    def lists_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(("country_", "region_"))]

    @property
    def holidays(self) -> list[HolidayList]:
        """Each list once; a country alone stands for the whole of it."""
        told = self.cleaned_data
        pairs = [(told.get(f"country_{number}"), told.get(f"region_{number}")) for number in range(MOST_LISTS)]
        return list(dict.fromkeys(HolidayList(country, region or None) for country, region in pairs if country))

    @property
    def holidays_key(self) -> str:
        return " ".join(f"{each.country}-{each.subdivision or ''}" for each in self.holidays)

    @property
    def needs_review(self) -> bool:
        """Lists that nobody has read day by day must not close the desk (promise case 9)."""
        if not self.holidays or self.cleaned_data["reviewed"] == self.holidays_key:
            return False
        return self.version is None or tuple(self.holidays) != self.version.lists

    @property
    def hours(self) -> Hours:
        told = self.cleaned_data
        week = cast("Week", tuple(cast("Windows", told[name]) for name in DAYS))
        return Hours(told["zone"], week, closures(told["closed"]), openings(told["opened"]))

    def change(self, at: datetime) -> Change:
        """What is asked for. From today on by the calendar's own wall."""
        hours, told = self.hours, self.cleaned_data
        today = at.astimezone(zones.zone(hours.zone)).date()
        return Change(hours, tuple(self.holidays), today if told["since"] == "today" else None, told["seen"])

    def see(self, number: int) -> None:
        """Save what stands here over that version, if it is sent once more."""
        self.data = cast("QueryDict", self.data).copy()
        self.data["seen"] = str(number)

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"].strip()
        try:
            zones.zone(zone)
        except CalendarRefused as error:
            raise forms.ValidationError(spoken.said(error.sentence)) from error
        return zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moves_zone = self.version is not None and cleaned.get("zone") != self.version.own_hours.zone
        if moves_zone and cleaned.get("since") == "today":
            self.add_error("since", _("Another time zone holds as if it always had; choose that."))
        if not self.errors:
            try:
                validation.checked(self.hours)
            except CalendarRefused as error:
                self.add_error(None, spoken.said(error.sentence))
        return cleaned


def initial(version: CalendarVersion) -> dict[str, Any]:
    own, told = version.own_hours, dict[str, Any]()
    for number, each in enumerate(version.lists):
        told |= {f"country_{number}": each.country, f"region_{number}": each.subdivision or ""}
    return {
        **told,
        **dict(zip(DAYS, own.week, strict=True)),
        "zone": own.zone,
        "seen": version.number,
        "closed": [(day.on, day.stays_open, day.name) for day in own.closures],
        "opened": [(day.on, day.windows, day.name) for day in own.openings],
    }


def region_choices(country: str) -> list[tuple[str, Any]]:
    """The regions of a country that have holidays of their own."""
    regions = next((each.regions for each in holiday_lists.countries() if each.code == country), ())
    return [("", _("the whole country")), *((region, region) for region in regions)]
