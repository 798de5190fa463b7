from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.base.text import N_
from trifecta.parts import choices
from trifecta.parts.forms import LONGEST
from trifecta.tickets import codes

"""Characters of one message."""
SORTS = (
    codes.Choice("incident", N_("Something does not work")),
    codes.Choice("request", N_("I need something new")),
    codes.Choice("question", N_("I have a question")),
    codes.Choice("complaint", N_("I want to complain")),
)
# A customer does not know what the desk still has to do, and ends nothing by mistake.
COMEBACKS = tuple(choice for choice in codes.REOPENINGS if choice.code in {"not_solved", "came_back"})


class NewMatterForm(forms.Form):
    subject = forms.CharField(label=_("In one line"), max_length=250)
    body = forms.CharField(
        label=_("Tell us more"), widget=forms.Textarea({"rows": 6}), required=False, max_length=LONGEST
    )
    sort = forms.ChoiceField(label=_("What is it?"), choices=choices.of(SORTS))
    urgency = forms.TypedChoiceField(
        label=_("How it hinders you"), choices=choices.of(codes.URGENCIES), coerce=int, initial="3"
    )


class AnswerForm(forms.Form):
    body = forms.CharField(label=_("Your message"), widget=forms.Textarea({"rows": 4}), max_length=LONGEST)


class ConfirmationForm(forms.Form):
    pass


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong?"), choices=choices.of(codes.REJECTIONS))
    words = forms.CharField(
        label=_("Tell us more"), widget=forms.Textarea({"rows": 4}), required=False, max_length=LONGEST
    )


class ComebackForm(RefusalForm):
    reason = forms.ChoiceField(label=_("What is wrong?"), choices=choices.of(COMEBACKS), initial="came_back")
