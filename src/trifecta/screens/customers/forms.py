from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.customers.particulars import Particulars


class CustomerForm(forms.Form):
    """What is known of a customer; the limits are those of the list that is imported."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("By it they sign in to their own page; without it they cannot."),
        required=False,
    )
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    department = forms.CharField(label=_("Department"), max_length=160, required=False)
    site = forms.CharField(label=_("Site"), max_length=160, required=False)

    @property
    def told(self) -> Particulars:
        return Particulars(**{name: self.cleaned_data[name] for name in CustomerForm.base_fields})


class RevisionForm(CustomerForm):
    may_ask = forms.BooleanField(
        label=_("May ask here"),
        help_text=_("Without it they cannot sign in, and nobody opens tickets for them; what they asked stays."),
        required=False,
    )
