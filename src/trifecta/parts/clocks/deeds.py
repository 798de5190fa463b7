"""What an entry of the story says as a sentence, where the kind of the event alone says too little."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.parts import words
from trifecta.parts.clocks import naming
from trifecta.promises.keeping import SWEEP
from trifecta.tickets import wording
from trifecta.tickets.timeline import Moment, Name
from trifecta.web import format as written


def sentence(moment: Moment, known: Mapping[Name, str], *, promises: naming.Promised) -> str:
    """known: names. promises: how the ticket's own are called."""
    who, spoken = wording.actor_of(moment, known), naming.spoken(moment.facts, promises)
    match moment.kind:
        case "promise.started" if moment.who is not None:
            return _deadline(moment, who, spoken["promise"])
        case "ticket.handoff_accepted" if teller := known.get(("agent", moment.facts.get("told_by") or 0)):
            return _("%(teller)s handed the work over to %(who)s in person") % {"teller": teller, "who": who}
        case "promise.met" | "promise.broken" if _is_sources_own(moment):
            kept = _("kept") if moment.kind == "promise.met" else _("broken")
            return _("The source told that its promise “%(promise)s” was %(kept)s") % {**spoken, "kept": kept}
        case "word.kept" | "word.broken" if word := promises.get(("word", f"word:{moment.facts['word']}")):
            kept = _("%(who)s kept “%(word)s”") if moment.kind == "word.kept" else _("%(who)s took back “%(word)s”")
            return kept % {"who": who, "word": word}
    return capfirst(wording.sentence_of(moment, known, spoken=spoken))


def _is_sources_own(moment: Moment) -> bool:
    """The desk tells its own breaches by the sweep, and what was kept not at all."""
    return moment.who is None and moment.actor != SWEEP.actor


def reason(moment: Moment) -> str:
    """The reason or the way that the act named, in words; empty where it named none."""
    told = words.reason(moment.facts["reason"]) if moment.kind == "promise.waived" else wording.reason_of(moment)
    return capfirst(told or "")


def _deadline(moment: Moment, who: str, promise: str) -> str:
    told = {"who": who, "promise": promise, "before": instant(moment, "former_due_at"), "at": instant(moment, "due_at")}
    match bool(told["at"]), bool(told["before"]):
        case True, True:
            return _("%(who)s named a deadline for “%(promise)s”: %(before)s → %(at)s") % told
        case True, False:
            return _("%(who)s named a deadline for “%(promise)s”: %(at)s") % told
        case False, True:
            return _("%(who)s gave “%(promise)s” back to its terms; it was due %(before)s") % told
    return _("%(who)s gave “%(promise)s” back to its terms") % told


def instant(moment: Moment, field: str) -> str:
    """Empty where the entry names none."""
    told = moment.facts.get(field)
    return written.exact(datetime.fromisoformat(told)) if told else ""
