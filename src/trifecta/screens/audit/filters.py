"""Which lines of the log the address asks for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trifecta.base import ids
from trifecta.base.kinds import KINDS
from trifecta.customers.models import Customer
from trifecta.log.trail import Asked
from trifecta.staff.models import Agent

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
# Beyond, a midnight in some zone has no instant that every database keeps.
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))
_WORLDS = ("staff", "customer", "rule", "importer", "command")
_SORTS = ("agent", "customer", "survey", "desk", "calendar", "team", "service")


class Filters(forms.Form):
    """What cannot be met is refused, and nothing is shown."""

    who = forms.CharField(
        label=_("Entries by"), max_length=160, required=False, widget=forms.TextInput({"placeholder": _("anyone")})
    )
    kind = forms.ChoiceField(label=_("that say"), required=False)
    on = forms.CharField(
        label=_("on"), max_length=60, required=False, widget=forms.TextInput({"placeholder": "T-10482"})
    )
    since = forms.DateField(label=_("written from"), required=False, widget=DAY, validators=DAYS)
    until = forms.DateField(label=_("to"), required=False, widget=DAY, validators=DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(KINDS):
            sort, _dot, did = name.partition(".")
            groups.setdefault(sort, [(f"{sort}.", str(_("anything: %(sort)s") % {"sort": sort}))]).append(
                (name, f"{sort}: {did.replace('_', ' ')}")
            )
        cast("forms.ChoiceField", self.fields["kind"]).choices = [("", _("anything")), *groups.items()]

    def clean_who(self) -> str:
        """The actor behind what was typed: the name or address of a person, or what the log calls someone."""
        typed = self.cleaned_data["who"].strip().replace("\0", "")
        if not typed or typed.partition(":")[0] in _WORLDS:
            return cast("str", typed)
        person = (
            Agent.objects.filter(name__iexact=typed).first()
            or Agent.objects.filter(account__email__iexact=typed).first()
            or Customer.objects.filter(email__iexact=typed).exclude(email="").first()
            or Customer.objects.filter(name__iexact=typed).first()
        )
        if person is None:
            raise forms.ValidationError(
                _("Nobody is called “%(typed)s”; write the whole name or address.") % {"typed": typed}
            )
        return person.actor

    def clean_on(self) -> str:
        """The stream behind a reference, or a stream as the log names it."""
        typed = self.cleaned_data["on"].strip()
        sort, _colon, number = typed.partition(":")
        if not typed or (sort in {*_SORTS, *ids.PREFIXES} and number.isascii() and number.isdecimal()):
            return cast("str", typed)
        parsed = ids.parse_reference(typed)
        if parsed is None:
            raise forms.ValidationError(_("“%(typed)s” is no reference; write it like T-10482.") % {"typed": typed})
        return ids.stream(*parsed)

    @property
    def asked(self) -> Asked:
        told = self.cleaned_data
        kind = told.get("kind", "")
        until = told.get("until")
        return Asked(
            actor=told.get("who", ""),
            kinds=tuple(name for name in KINDS if name.startswith(kind))
            if kind.endswith(".")
            else tuple(filter(None, [kind])),
            stream=told.get("on", ""),
            since=_midnight(told.get("since")),
            until=_midnight(until + timedelta(days=1) if until else None),
        )


def _midnight(on: date | None) -> datetime | None:
    """Where a day begins for the reader."""
    return timezone.make_aware(datetime.combine(on, time.min)) if on else None
