from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trifecta.parts.forms import zone_choices


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Every instant is shown to you in this zone.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("New mail address"), help_text=_("You sign in by it."))
    password = forms.CharField(
        label=_("Your password"), widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
