from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trifecta.calendars.models import Calendar
from trifecta.parts.forms import zone_choices
from trifecta.staff.models import Agent, Level


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name of the desk"), max_length=120, help_text=_("As your customers know it."))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Days, weeks and months of every number are cut by it; the opening hours move with it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)


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


class TeamHoursForm(forms.Form):
    calendar = forms.ModelChoiceField(
        Calendar.objects.order_by("name"),
        label=_("Opening hours"),
        required=False,
        empty_label=_("the desk’s own"),
        help_text=_("By which the team’s part of a promise is timed; what is open follows."),
    )
