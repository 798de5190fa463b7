"""Fields that find someone or something by what is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.base import ids
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent
from trifecta.tickets.models import Ticket


class CustomerPicker(forms.TextInput):
    """Searches while one types; what was typed stays when the act is refused."""

    template_name = "screens/ticket/asking/picker.html"
    choices_url = reverse_lazy("new_ticket_customers")
    typed = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.typed = data.get("q", "")
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        more = {"choices_url": self.choices_url, "typed": self.typed}
        return {**super().get_context(name, value, attrs), **more}


class CustomerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A customer, picked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Customer.objects.filter(is_active=True), widget=CustomerPicker, **kwargs)


class TicketField(forms.CharField):
    """Another ticket, by its number. `by`: who asks, for nobody names a ticket they may not see."""

    by: Agent | None = None

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"placeholder": "T-10482", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attributes), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip().removeprefix("#")
        if not typed:
            return None
        parsed = ids.parse_reference(f"T-{typed}" if typed.isascii() and typed.isdecimal() else typed)
        if parsed is None or parsed[0] != "ticket":
            raise ValidationError(
                _("“%(typed)s” is not the number of a ticket; write it like T-10482.") % {"typed": typed}
            )
        found = Ticket.objects.visible_to(self.by).filter(pk=parsed[1]).first() if self.by else None
        if found is None:
            raise ValidationError(_("There is no ticket %(typed)s that you may see.") % {"typed": typed.upper()})
        return found


class DueField(forms.DateTimeField):
    """A moment to come, by the reader's clock."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"})
        super().__init__(label=kwargs.pop("label", gettext_lazy("By when")), widget=widget, **kwargs)
