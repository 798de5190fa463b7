from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.parts import choices
from trifecta.tickets import codes


class NewMatterForm(forms.Form):
    subject = forms.CharField(label=_("What do you need?"), max_length=250)
    body = forms.CharField(label=_("Tell us more"), widget=forms.Textarea({"rows": 6}), required=False)
    urgency = forms.TypedChoiceField(
        label=_("How it hinders you"), choices=choices.of(codes.URGENCIES), coerce=int, initial="3"
    )


class AnswerForm(forms.Form):
    body = forms.CharField(label=_("Your message"), widget=forms.Textarea({"rows": 4}))


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong?"), choices=choices.of(codes.REJECTIONS))
    words = forms.CharField(label=_("Tell us more"), widget=forms.Textarea({"rows": 4}), required=False)
