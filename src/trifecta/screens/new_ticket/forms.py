from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from trifecta.catalog.models import Service
from trifecta.customers.models import Customer
from trifecta.parts import choices, priorities
from trifecta.parts.forms import LONGEST
from trifecta.staff.models import Team
from trifecta.tickets import codes

NEW = ("new_name", "new_email")


class NewTicketForm(forms.Form):
    """What an agent knows when a customer comes with something, in the order in which it is said."""

    requester = forms.ModelChoiceField(
        Customer.objects.filter(is_active=True), label=_lazy("Customer"), widget=forms.HiddenInput, required=False
    )
    new_name = forms.CharField(label=_lazy("Name"), max_length=120, required=False)
    new_email = forms.EmailField(label=_lazy("Mail address"), max_length=254, required=False)
    subject = forms.CharField(label=_lazy("In one line"), max_length=250)
    body = forms.CharField(
        label=_lazy("In their words"), widget=forms.Textarea({"rows": 6}), required=False, max_length=LONGEST
    )
    sort = forms.ChoiceField(label=_lazy("Kind"), choices=choices.of(codes.SORTS))
    channel = forms.ChoiceField(label=_lazy("Came in by"), choices=choices.of(codes.CHANNELS))
    impact = forms.TypedChoiceField(
        label=_lazy("Whom it hits"), choices=choices.of(codes.IMPACTS), coerce=int, initial="4"
    )
    urgency = forms.TypedChoiceField(
        label=_lazy("How it hinders"), choices=choices.of(codes.URGENCIES), coerce=int, initial="3"
    )
    service = forms.ModelChoiceField(
        Service.objects.filter(is_active=True).order_by("name"),
        label=_lazy("Service"),
        empty_label=_lazy("not known yet"),
        required=False,
    )
    team = forms.ModelChoiceField(
        Team.objects.filter(is_active=True).order_by("name"),
        label=_lazy("Team"),
        help_text=_lazy("Who works on it first."),
        empty_label=_lazy("no team yet"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["urgency"].help_text = priorities.told(self)

    @property
    def is_for_someone_new(self) -> bool:
        """Whether anything was written of a customer who is not known yet."""
        return any(self[name].value() for name in NEW)

    @property
    def shown(self) -> list[forms.BoundField]:
        """What stands below the customer."""
        return [field for field in self.visible_fields() if field.name not in NEW]

    def clean(self) -> dict[str, Any]:
        """Whose it is: someone known or someone new, and not both."""
        told = super().clean() or {}
        known, email = told.get("requester"), told.get("new_email")
        if not known and not told.get("new_name"):
            self.add_error("requester", _("Choose whose matter it is, or name someone new below."))
        if known and told.get("new_name"):
            self.add_error("new_name", _("Somebody known is chosen already; take one of both away."))
        owner = Customer.objects.filter(email__iexact=email).first() if email else None
        if owner is not None:
            said = _("This address belongs to %(name)s: choose them above.") % {"name": owner.name}
            self.add_error("new_email", said)
        return told
