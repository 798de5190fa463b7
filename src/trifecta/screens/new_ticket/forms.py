from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.catalog.models import Service
from trifecta.customers.models import Customer
from trifecta.parts import choices, priorities
from trifecta.staff.models import Team
from trifecta.tickets import codes


class NewTicketForm(forms.Form):
    """What an agent knows when a customer comes with something, in the order in which it is said."""

    requester = forms.ModelChoiceField(
        Customer.objects.filter(is_active=True), label=_("Customer"), widget=forms.HiddenInput
    )
    subject = forms.CharField(label=_("In one line"), max_length=250)
    body = forms.CharField(label=_("In their words"), widget=forms.Textarea({"rows": 6}), required=False)
    sort = forms.ChoiceField(label=_("Kind"), choices=choices.of(codes.SORTS))
    channel = forms.ChoiceField(label=_("Came in by"), choices=choices.of(codes.CHANNELS))
    impact = forms.TypedChoiceField(label=_("Whom it hits"), choices=choices.of(codes.IMPACTS), coerce=int, initial="4")
    urgency = forms.TypedChoiceField(
        label=_("How it hinders"), choices=choices.of(codes.URGENCIES), coerce=int, initial="3"
    )
    service = forms.ModelChoiceField(
        Service.objects.filter(is_active=True).order_by("name"),
        label=_("Service"),
        empty_label=_("not known yet"),
        required=False,
    )
    team = forms.ModelChoiceField(
        Team.objects.filter(is_active=True).order_by("name"),
        label=_("Team"),
        help_text=_("Who works on it first."),
        empty_label=_("no team yet"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["urgency"].help_text = priorities.told(self)
