from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trifecta.base.worktime import zones


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zones.names())]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Every instant is shown to you in this zone.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
