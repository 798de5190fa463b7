"""What a ticket is, what it hangs together with, and how it ends without a solution."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.catalog.models import Category, Item, Service
from trifecta.parts import choices
from trifecta.parts.forms import LONGEST
from trifecta.screens.ticket.asking.fields import TicketField
from trifecta.screens.ticket.forms import CHOOSE, LONG, ActForm
from trifecta.tickets import codes
from trifecta.tickets.actions.structure.recategorize import About
from trifecta.tickets.actions.structure.split import Starts
from trifecta.tickets.models import ArticleLink, Message, Ticket, TicketLink

UNKNOWN = gettext_lazy("not known yet")
STARTS = (
    (Starts.AT_SPLIT.value, gettext_lazy("from now on")),
    (Starts.AT_MESSAGE.value, gettext_lazy("since the first of them was written")),
)


class Merge(ActForm):
    into = TicketField(
        label=gettext_lazy("Into which ticket"),
        help_text=gettext_lazy("It goes on and waits since the earlier of both; whoever asked here follows it."),
    )
    reads_along = forms.BooleanField(
        label=gettext_lazy("It is another customer’s, and who asked here may read it"), required=False
    )

    def fit(self, ticket: Ticket) -> None:
        """Whether another customer may read it is asked once it is known that it is another customer’s."""
        self._asker = ticket.requester
        if not self.is_bound:
            del self.fields["reads_along"]

    def clean(self) -> dict[str, Any]:
        """A number that is typed wrongly must not show one customer the matter of another."""
        told = super().clean() or {}
        into: Ticket | None = told.get("into")
        if into is None or self._asker is None or into.requester in {None, self._asker}:
            del self.fields["reads_along"]
            return told
        if told.get("reads_along"):
            return told
        named = {"reference": into.reference, "subject": into.subject, "theirs": into.requester, "asker": self._asker}
        self.add_error(
            "into",
            _("%(reference)s, “%(subject)s”, is %(theirs)s’s, and %(asker)s would read it. Tick below if you mean it.")
            % named,
        )
        return told

    def told(self) -> dict[str, Any]:
        return {"into": self.cleaned_data["into"]}


class Split(ActForm):
    messages = forms.MultipleChoiceField(
        label=gettext_lazy("What belongs to the other matter"), widget=forms.CheckboxSelectMultiple
    )
    subject = forms.CharField(label=gettext_lazy("The other matter in one line"), max_length=250)
    starts = forms.ChoiceField(label=gettext_lazy("The customer waits for it"), choices=STARTS)

    def fit(self, ticket: Ticket) -> None:
        said = Message.objects.filter(ticket=ticket).order_by("seq").values_list("seq", "body")
        offered = [(str(seq), Truncator(" ".join(body.split())).chars(70)) for seq, body in said]
        cast("forms.MultipleChoiceField", self.fields["messages"]).choices = offered

    def told(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {**found, "messages": {int(seq) for seq in found["messages"]}, "starts": Starts(found["starts"])}


class Link(ActForm):
    relation = forms.ChoiceField(label=gettext_lazy("It"), choices=choices.of(codes.RELATIONS))
    ticket = TicketField(label=gettext_lazy("Ticket"), required=False)
    article = forms.CharField(label=gettext_lazy("Or article, by its code"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        wanted = "article" if told.get("relation") == "article" else "ticket"
        if not told.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _("Say with which one."))
        return told

    def told(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {"relation": found["relation"], "to": found["article" if found["relation"] == "article" else "ticket"]}


class Unlink(ActForm):
    link = forms.ChoiceField(label=gettext_lazy("Which link"))

    def fit(self, ticket: Ticket) -> None:
        known = {choice.code: _(choice.label) for choice in codes.RELATIONS}
        links = TicketLink.objects.filter(ticket=ticket, relation__in=known).select_related("other")
        articles = ArticleLink.objects.filter(ticket=ticket).values_list("article", flat=True)
        self._to: dict[str, tuple[str, Any]] = {
            f"{row.relation}:{row.other_id}": (row.relation, row.other) for row in links
        }
        self._to |= {f"article:{code}": ("article", code) for code in articles}
        named = [(key, f"{known[relation]} {getattr(to, 'reference', to)}") for key, (relation, to) in self._to.items()]
        cast("forms.ChoiceField", self.fields["link"]).choices = named

    def told(self) -> dict[str, Any]:
        relation, to = self._to[self.cleaned_data["link"]]
        return {"relation": relation, "to": to}


class Recategorize(ActForm):
    sort = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices.of(codes.SORTS))
    service = forms.ModelChoiceField(
        Service.objects.order_by("name"), label=gettext_lazy("Service"), empty_label=UNKNOWN, required=False
    )
    item = forms.ModelChoiceField(
        Item.objects.order_by("name"), label=gettext_lazy("Item"), empty_label=UNKNOWN, required=False
    )
    category = forms.ModelChoiceField(
        Category.objects.order_by("name"), label=gettext_lazy("Category"), empty_label=UNKNOWN, required=False
    )

    def fit(self, ticket: Ticket) -> None:
        now = {"sort": ticket.sort, "service": ticket.service_id, "item": ticket.item_id}
        self.initial = {**now, "category": ticket.category_id}

    def told(self) -> dict[str, Any]:
        return {"about": About(**self.cleaned_data)}


class Cancel(ActForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=choices.of(codes.CANCELLATIONS, blank=CHOOSE))
    words = forms.CharField(
        label=gettext_lazy("What else is to be said"),
        help_text=gettext_lazy("A cancelled ticket cannot be opened again; every promise on it ends unjudged."),
        required=False,
        widget=LONG,
        max_length=LONGEST,
    )


class Spam(ActForm):
    note = gettext_lazy(
        "It ends without an answer, and every promise on it ends unjudged. To undo it, correct the line that says so."
    )


class AskAgain(ActForm):
    words = forms.CharField(
        label=gettext_lazy("How you asked"),
        help_text=gettext_lazy("If not by the desk’s own message."),
        required=False,
        widget=LONG,
        max_length=LONGEST,
    )
