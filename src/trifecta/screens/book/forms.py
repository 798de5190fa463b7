"""Terms as a form: what is promised in people's words; events stand behind the choices."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.base.conditions import parsing
from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.tree import Condition
from trifecta.base.worktime.wording import hours_text
from trifecta.base.worktime.working_days import Unit
from trifecta.parts import choices, spoken
from trifecta.promises import written
from trifecta.promises.drafting import pausing
from trifecta.promises.terms import AfterReopening, Hours, HoursOf, OnChange, Per, Target, Terms, ZoneOf
from trifecta.screens.book.fields import DurationField, ThresholdsField, seconds
from trifecta.screens.book.reading import Reading
from trifecta.staff.models import Team
from trifecta.tickets import codes
from trifecta.tickets.vocabulary import FIELDS

MOST_DAYS = 3_660
NO_TARGET = ""
UNITS = (
    (Unit.BUSINESS_SECONDS.value, gettext_lazy("of these hours")),
    (Unit.WORKING_DAYS_SAME_TIME.value, gettext_lazy("working days, to the same time")),
    (Unit.WORKING_DAYS_END_OF_DAY.value, gettext_lazy("working days, to the end of the day")),
    (NO_TARGET, gettext_lazy("no target: only a deadline that somebody names")),
)
HOURS = (
    (HoursOf.DESK.value, gettext_lazy("the desk’s opening hours")),
    (HoursOf.TEAM.value, gettext_lazy("the opening hours of the team that has it")),
    (HoursOf.ALWAYS.value, gettext_lazy("all hours, day and night")),
)
ZONES = (
    (ZoneOf.CALENDAR.value, gettext_lazy("of the opening hours")),
    (ZoneOf.SITE.value, gettext_lazy("of the requester’s site, where it has one")),
)
REOPENINGS = (
    (AfterReopening.NOTHING.value, gettext_lazy("nothing: what came of it stays")),
    (AfterReopening.CONTINUE.value, gettext_lazy("it goes on with what was left")),
    (AfterReopening.RESTART.value, gettext_lazy("it begins anew")),
)
CHANGES = (
    (OnChange.FROM_START.value, gettext_lazy("from when the promise began")),
    (OnChange.FROM_NOW.value, gettext_lazy("from the change on")),
)


class TermsForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    applies = forms.CharField(
        label=gettext_lazy("For which tickets"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false", "placeholder": gettext_lazy("all tickets")}),
    )
    amount = forms.CharField(label=gettext_lazy("Within"), required=False, max_length=40)
    unit = forms.ChoiceField(label=gettext_lazy("Counted as"), choices=UNITS, required=False)
    hours = forms.ChoiceField(label=gettext_lazy("Which hours count"))
    zone = forms.ChoiceField(label=gettext_lazy("In the time zone"), choices=ZONES)
    waits = forms.MultipleChoiceField(
        label=gettext_lazy("Pauses while we wait for"),
        choices=choices.of(codes.WAITING_ON),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pause_limit = DurationField(
        label=gettext_lazy("Pauses at most"),
        required=False,
        help_text=gettext_lazy("In all, so that waiting hides nothing; then it goes on by itself. Empty: no limit."),
    )
    thresholds = ThresholdsField(
        label=gettext_lazy("Tells us at"),
        required=False,
        help_text=gettext_lazy("Shares of the target, or times around the deadline: 75 %, 1 h before, 30 min after."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    after_reopening = forms.ChoiceField(label=gettext_lazy("After a reopening"), choices=REOPENINGS)
    on_change = forms.ChoiceField(label=gettext_lazy("When a ticket comes under it later, it counts"), choices=CHANGES)

    def __init__(self, posted: Any = None, *, terms: Terms, known: Reading) -> None:
        super().__init__(posted, initial=initial(terms, known))
        self._terms, self._known = terms, known
        named = [(f"calendar:{number}", calendar.name) for number, calendar in known.calendars.items()]
        cast("forms.ChoiceField", self.fields["hours"]).choices = [*HOURS, *named]
        team = Team.objects.order_by("pk").values_list("name", flat=True).first()
        example = f'priority <= 2 and team = "{team}"' if team and '"' not in team else "priority <= 2"
        told = {"fields": ", ".join(FIELDS), "example": example}
        self.fields["applies"].help_text = _("By %(fields)s. Example: %(example)s") % told
        if terms.per is Per.WORD:
            self._leave_out("amount", "unit", "hours", "zone", "waits", "pause_limit")
        elif pausing.waits_of(terms.moves) is None:
            self._leave_out("waits")

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean_applies(self) -> Condition:
        try:
            return parsing.parse(self.cleaned_data["applies"], self._known.vocabulary)
        except ConditionRefused as error:
            raise forms.ValidationError(spoken.said(error.sentence)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "amount" in self.fields:
            try:
                cleaned["target"] = target(cleaned.get("amount", ""), cleaned.get("unit", NO_TARGET))
            except forms.ValidationError as error:
                self.add_error("amount", error)
        if not self.errors and cleaned["seen"] not in {"", mark(self._terms)}:
            self.data = cast("QueryDict", self.data).copy()
            self.data["seen"] = mark(self._terms)
            told = {"name": self._terms.name, "time": self._known.target(self._terms)}
            said = _(
                "Somebody else changed this line meanwhile: it says “%(name)s”, %(time)s. Keep yours to replace it."
            )
            self.add_error(None, said % told)
        return cleaned

    @property
    def written(self) -> Terms:
        """The terms as the form says."""
        told = self.cleaned_data
        moves = pausing.with_waits(self._terms.moves, told["waits"]) if "waits" in told else self._terms.moves
        return replace(
            self._terms,
            name=told["name"],
            applies=told["applies"],
            target=told.get("target", self._terms.target),
            hours=hours(told) if "hours" in told else self._terms.hours,
            moves=moves,
            pause_limit_s=told.get("pause_limit", self._terms.pause_limit_s),
            thresholds=told["thresholds"],
            after_reopening=AfterReopening(told["after_reopening"]),
            on_change=OnChange(told["on_change"]),
        )


def initial(terms: Terms, known: Reading) -> dict[str, Any]:
    hours, per_calendar = terms.hours, f"calendar:{terms.hours.calendar}"
    return {
        "name": terms.name,
        "seen": mark(terms),
        "applies": known.condition(terms.applies),
        "amount": _amount(terms.target),
        "unit": terms.target.unit.value if terms.target else NO_TARGET,
        "hours": per_calendar if hours.of is HoursOf.CALENDAR else hours.of.value,
        "zone": hours.zone.value,
        "waits": pausing.waits_of(terms.moves) or (),
        "pause_limit": terms.pause_limit_s,
        "thresholds": terms.thresholds,
        "after_reopening": terms.after_reopening.value,
        "on_change": terms.on_change.value,
    }


def mark(terms: Terms) -> str:
    """Tells a line from what it becomes later."""
    return sha256(json.dumps(written.to_json(terms)).encode()).hexdigest()[:16]


def _amount(wanted: Target | None) -> str:
    if wanted is None:
        return ""
    return hours_text(wanted.amount) if wanted.unit is Unit.BUSINESS_SECONDS else str(wanted.amount)


def target(amount: str, unit: str) -> Target | None:
    """Raises ValidationError where the amount is none of the unit."""
    if unit == NO_TARGET:
        return None
    if unit == Unit.BUSINESS_SECONDS:
        found = seconds(amount)
        if not found:
            raise forms.ValidationError(_("Write a time such as 4 h, 30 min or 1 h 30 min."))
        return Target(found)
    least = 0 if unit == Unit.WORKING_DAYS_END_OF_DAY else 1
    days = int(amount) if amount.isascii() and amount.isdecimal() else -1
    if not least <= days <= MOST_DAYS:
        told = {"least": least, "most": MOST_DAYS}
        raise forms.ValidationError(_("Write a whole number of days from %(least)d to %(most)d.") % told)
    return Target(days, Unit(unit))


def hours(told: dict[str, Any]) -> Hours:
    of, _colon, number = told["hours"].partition(":")
    return Hours(HoursOf(of), int(number) if number else None, ZoneOf(told["zone"]))


class PublishForm(forms.Form):
    follows = forms.ChoiceField(
        label=gettext_lazy("Do open tickets follow?"),
        choices=(
            ("no", gettext_lazy("No: they keep what they were promised; only new tickets are under it.")),
            ("yes", gettext_lazy("Yes: what is open is timed by it from now on; what has ended stays as it was.")),
        ),
        initial="no",
        widget=forms.RadioSelect,
    )
    seen = forms.DateTimeField(required=False)
