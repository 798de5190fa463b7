"""What a person changed of a promise: its deadline, or that it counts; and what the words were that they gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from trifecta.base.kinds import Event
from trifecta.base.text import N_
from trifecta.log.trail import Line
from trifecta.parts.clocks import deeds, naming
from trifecta.promises.events import PromiseStarted, PromiseWaived, WordGiven
from trifecta.screens.audit.changes import Stories
from trifecta.tickets.models import Remark
from trifecta.tickets.timeline import Moment

Words = Mapping[tuple[str, str], str]
"""What was said, by the ticket's stream and the word's code on it."""
Told = list[tuple[str, str, str]]
OUTCOMES = {None: N_("open"), "met": N_("kept"), "broken": N_("broken")}
# Fields that the changes tell.
TOLD_OF = {
    PromiseStarted.kind: frozenset({"due_at", "former_due_at"}),
    PromiseWaived.kind: frozenset({"reason", "former_outcome"}),
}


def changes(moment: Moment, given: str) -> Told:
    """Label, before, after; nothing for other entries. given: the words of the word that the entry names."""
    if moment.kind == WordGiven.kind and given:
        return [(_("given word"), "–", given)]
    if moment.who is None:
        return []
    if moment.kind == PromiseStarted.kind:
        before, after = deeds.instant(moment, "former_due_at"), deeds.instant(moment, "due_at")
        return [(_("deadline"), before or "–", after or _("by the terms"))]
    if moment.kind == PromiseWaived.kind:
        before = _(OUTCOMES[moment.facts.get("former_outcome")])
        return [(_("outcome"), before, _("waived")), (_("reason"), "–", deeds.reason(moment))]
    return []


def told_of(moment: Moment) -> frozenset[str]:
    """The fields that need not be told beside the changes."""
    return TOLD_OF.get(moment.kind, frozenset()) if moment.who is not None else frozenset()


def words_of(lines: Sequence[Line], told: Stories) -> Words:
    """The words that the lines name, as far as they are kept; one query, and none where no line names one."""
    named = {(line.stream, code) for line in lines if (code := _word(line.entry.event))}
    places = {
        (int(stream.partition(":")[2]), entry.seq): (stream, entry.event.word)
        for stream in {stream for stream, _code in named}
        for entry in told.get(stream, ())
        if isinstance(entry.event, WordGiven) and (stream, entry.event.word) in named
    }
    if not places:
        return {}
    asked = Q()
    for ticket, seq in places:
        asked |= Q(ticket=ticket, seq=seq)
    said = Remark.objects.filter(asked).values_list("ticket", "seq", "body")
    return {places[ticket, seq]: body for ticket, seq, body in said if body}


def named_in(moment: Moment, given: str) -> frozenset[str]:
    """The fields that need not be told where the word itself stands."""
    return frozenset({"word", "subject"} & moment.facts.keys()) if given else frozenset()


def word_of(line: Line, words: Words) -> str:
    """What was said with the word that the line names; empty for other lines, and where it is gone."""
    return words.get((line.stream, _word(line.entry.event)), "")


def names_of(line: Line, given: str) -> naming.Promised:
    """The word as the ticket's page calls it."""
    return {("word", f"word:{_word(line.entry.event)}"): _(naming.WORD) % {"words": given}} if given else {}


def _word(event: Event) -> str:
    """The code of the word that an entry names, itself or as the subject of a promise."""
    sort, _colon, code = str(getattr(event, "subject", None) or "").partition(":")
    return code if sort == "word" else getattr(event, "word", "")
