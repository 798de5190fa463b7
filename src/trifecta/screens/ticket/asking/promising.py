"""Words given, deadlines named, promises waived, and facts that were recorded wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.log import journal
from trifecta.parts import choices
from trifecta.parts.clocks import naming
from trifecta.parts.forms import LONGEST
from trifecta.promises import codes
from trifecta.promises.models import Clock
from trifecta.screens.ticket.asking.fields import DueField
from trifecta.screens.ticket.forms import CHOOSE, LONG, ActForm
from trifecta.screens.ticket.owed import owing
from trifecta.screens.ticket.told.correcting import correctable
from trifecta.tickets import names, permits, sense, timeline, wording
from trifecta.tickets.models import Ticket
from trifecta.web import format as written

WHY = gettext_lazy("Why")


class ClockField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A promise on the ticket, by its name. given: the words that were given on it, by their code."""

    given: Mapping[str, str] = {}

    def label_from_instance(self, clock: Clock) -> str:
        return naming.name_of(clock, words=self.given)


class GiveWord(ActForm):
    text = forms.CharField(
        label=gettext_lazy("What will have happened"),
        help_text=gettext_lazy("The customer reads this."),
        max_length=500,
    )
    due_at = DueField()


class KeepWord(ActForm):
    word = forms.ChoiceField(label=gettext_lazy("Which word"))

    def fit(self, ticket: Ticket) -> None:
        running = owing.words_running(timeline.timeline(ticket, seen_by=self.by)) if self.by else {}
        cast("forms.ChoiceField", self.fields["word"]).choices = list(running.items())


class BreakWord(KeepWord):
    why = forms.CharField(
        label=gettext_lazy("Why it will not be"),
        help_text=gettext_lazy("The customer reads this."),
        widget=LONG,
        max_length=LONGEST,
    )


class NameDeadline(ActForm):
    promise = forms.ChoiceField(label=gettext_lazy("Which promise"))
    due_at = DueField(help_text=gettext_lazy("Leave it empty to go back to the terms."), required=False)
    words = forms.CharField(label=WHY, widget=LONG, max_length=LONGEST)

    def fit(self, ticket: Ticket) -> None:
        running = Clock.objects.open().filter(ticket=ticket, subject="").exclude(kind="told").order_by("promise")
        offered = [(code, naming.promise_name(code)) for code in running.values_list("promise", flat=True).distinct()]
        # No promise is given in advance where there are several, for the wrong one would be changed as easily.
        blank = [("", gettext_lazy(CHOOSE))] if len(offered) > 1 else []
        cast("forms.ChoiceField", self.fields["promise"]).choices = [*blank, *offered]
        if self.by is not None and not permits.leads(permits.relations(self.by, ticket)):
            self.fields["due_at"].help_text = _("An earlier moment; a later one is for a lead to name. %(empty)s") % {
                "empty": self.fields["due_at"].help_text
            }


class Waive(ActForm):
    clock = ClockField(Clock.objects.none(), label=gettext_lazy("Which promise"), empty_label=gettext_lazy(CHOOSE))
    reason = forms.ChoiceField(label=WHY, choices=choices.of(codes.WAIVERS, blank=CHOOSE))
    words = forms.CharField(label=gettext_lazy("For whoever checks the number later"), widget=LONG, max_length=LONGEST)

    def fit(self, ticket: Ticket) -> None:
        """The latest run of each promise that is open or broken."""
        given = owing.words_given(timeline.timeline(ticket, seen_by=self.by)) if self.by else {}
        cast("ClockField", self.fields["clock"]).given = given
        rows = Clock.objects.filter(ticket=ticket).exclude(kind="told").select_related("team").order_by("run")
        latest = {(clock.promise, clock.subject): clock for clock in rows}
        waivable = [clock.pk for clock in latest.values() if clock.outcome in {None, "broken"}]
        self.narrow(
            "clock", Clock.objects.filter(pk__in=waivable).select_related("team").order_by("promise", "subject")
        )


class Correct(ActForm):
    seq = forms.TypedChoiceField(label=gettext_lazy("What was recorded wrongly"), coerce=int)
    words = forms.CharField(
        label=WHY,
        help_text=gettext_lazy("The entry stays, marked; everything is counted as if it had never been."),
        required=False,
        widget=LONG,
        max_length=LONGEST,
    )

    def fit(self, ticket: Ticket) -> None:
        """The latest first, for that is the one that can be corrected most often."""
        if self.by is None:
            return
        story, ties = timeline.timeline(ticket, seen_by=self.by), permits.relations(self.by, ticket)
        offered = correctable(ticket, story, by=self.by, ties=ties)
        self._entries, known = journal.read(ticket.stream), names.names_of(story)
        self._said = {one.seq: f"{capfirst(wording.sentence_of(one, known))}, {written.exact(one.at)}" for one in story}
        cast("forms.TypedChoiceField", self.fields["seq"]).choices = [
            (one.seq, self._choice(one.seq)) for one in reversed(story) if one.seq in offered
        ]

    def clean_seq(self) -> int:
        seq: int = self.cleaned_data["seq"]
        if first := self._to_correct_first(seq):
            raise forms.ValidationError(_("Correct this first, for it builds on it: %(later)s.") % {"later": first})
        return seq

    def _choice(self, seq: int) -> str:
        first = self._to_correct_first(seq)
        told = {"entry": self._said[seq], "later": first}
        return _("%(entry)s (correct first: %(later)s)") % told if first else self._said[seq]

    def _to_correct_first(self, seq: int) -> str:
        """The latest entry that builds on it, for from the end on they can be corrected one by one."""
        later = sense.built_on(self._entries, seq)
        return self._said.get(max(later), "") if later else ""
