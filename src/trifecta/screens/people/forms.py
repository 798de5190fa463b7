from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.parts.forms import zone_choices
from trifecta.staff.models import Role, Team

MOST_BYTES = 5_000_000


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AGENT)
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.filter(is_active=True).order_by("name"),
        empty_label=_("no team yet"),
        required=False,
    )


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("Mail address"))


class AgentForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_active = forms.BooleanField(
        label=_("Works here"),
        help_text=_("Without it they cannot sign in; what they own stays theirs until someone takes it."),
        required=False,
    )


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("List as CSV"),
        help_text=_("First line: name, email, role, team, department, site, zone, phone. Only name is needed."),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB; split it."))
        return file


class JoinForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least eight characters, not a common word."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
