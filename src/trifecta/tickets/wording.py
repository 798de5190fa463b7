"""A moment of a ticket's story as a sentence in the reader's language and zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from trifecta.base.kinds import KINDS, from_facts
from trifecta.base.text import N_
from trifecta.tickets import codes
from trifecta.tickets.events.flow import Closed
from trifecta.tickets.events.handoff import Assigned
from trifecta.tickets.events.participants import ParticipantAdded, ParticipantRemoved
from trifecta.tickets.events.structure import UNNAMED, Linked, Unlinked
from trifecta.tickets.timeline import Moment, Name
from trifecta.web import format as written

RULES = {
    "rule:absence": N_("The cover for absent owners"),
    "rule:acknowledge": N_("Automatic answer"),
    "rule:customer_answered": N_("The customer’s answer"),
}
NOBODY = {"agent": N_("nobody"), "team": N_("no team")}
LINKS = {
    "contact": N_("{actor} linked the contact {contact}"),
    "problem": N_("{actor} traced it to the problem {problem}"),
    "fixed_by_change": N_("{actor} said that the change {change} solves it"),
    "caused_by_change": N_("{actor} said that the change {change} caused it"),
    "parent": N_("{actor} put it under {ticket}"),
    "related": N_("{actor} linked it with {ticket}"),
    "split_from": N_("{actor} split it from {ticket}"),
    "article": N_("{actor} used the article {article}"),
}
# By who began it, and whether they spoke with each other.
CONTACTS = {
    ("inbound", True): N_("{actor} spoke with the customer, who came to us"),
    ("inbound", False): N_("{actor} noted that the customer tried to reach us"),
    ("outbound", True): N_("{actor} reached the customer and spoke with them"),
    ("outbound", False): N_("{actor} tried to reach the customer"),
}
UNLINKS = {
    "problem": N_("{actor} no longer traces it to the problem {problem}"),
    "parent": N_("{actor} took it out from under {ticket}"),
    "related": N_("{actor} took back the link with {ticket}"),
    "article": N_("{actor} took back the article {article}"),
}
LEFT = N_("{actor} no longer follows it")
COLLEAGUES = {
    ParticipantAdded.kind: N_("{actor} let {agent} follow it ({role})"),
    ParticipantRemoved.kind: N_("{actor} says that {agent} no longer follows it"),
}
CLOSED_BY_THAT = N_("With that the ticket is closed")
SOME_ARTICLE = N_("{actor} used an article")
TAKEN, LEFT_TO_TEAM = N_("{actor} took the work"), N_("{actor} left the work to {team}")


def sentence_of(moment: Moment, names: Mapping[Name, str], *, spoken: Mapping[str, str] | None = None) -> str:
    """
    What happened, such as “Ann Lee offered the work to Network”.

    names: from `names_of`. spoken: what fields say whose codes only those above know how to say.
    """
    event = from_facts(moment.kind, moment.facts)
    fields: tuple[str, ...] = event.__slots__
    known = {field: _value(moment, field, getattr(event, field), names) for field in fields}
    return gettext(_sentence(moment)).format(actor=actor_of(moment, names), **{**known, **(spoken or {})})


def _sentence(moment: Moment) -> str:
    """The kind's own sentence, or the one that says the same of this case as people would."""
    facts = moment.facts
    if moment.kind in {Linked.kind, Unlinked.kind}:
        return _of_link(moment)
    if moment.kind == Closed.kind and facts.get("reason") == "confirmed":
        return CLOSED_BY_THAT
    if moment.kind == ParticipantRemoved.kind and moment.who in {
        ("agent", facts.get("agent")),
        ("customer", facts.get("customer")),
    }:
        return LEFT
    if moment.kind in COLLEAGUES and facts.get("agent"):
        return COLLEAGUES[moment.kind]
    return _of_assignment(moment) if moment.kind == Assigned.kind else moment.sentence


def _of_assignment(moment: Moment) -> str:
    assignee, team = moment.facts.get("assignee"), moment.facts.get("team")
    if assignee is None and team:
        return LEFT_TO_TEAM
    return TAKEN if ("agent", assignee) == moment.who else moment.sentence


def _of_link(moment: Moment) -> str:
    facts, told = moment.facts, LINKS if moment.kind == Linked.kind else UNLINKS
    if moment.kind == Linked.kind and facts.get("article") == UNNAMED:
        return SOME_ARTICLE
    if (how := (facts.get("direction"), facts.get("answered"))) in CONTACTS:
        return CONTACTS[how]
    return told.get(facts["relation"], moment.sentence)


def actor_of(moment: Moment, names: Mapping[Name, str]) -> str:
    """The person's name, or what stands for a rule or an import."""
    if moment.who is not None:
        return names.get(moment.who, moment.actor)
    sort, _, name = moment.actor.partition(":")
    if sort == "importer":
        return gettext("The import from %(source)s") % {"source": name}
    if moment.actor in RULES:
        return gettext(RULES[moment.actor])
    return gettext("The desk’s rule “%(rule)s”") % {"rule": name.replace("_", " ")}


def reason_of(moment: Moment) -> str | None:
    """The reason or the way that the act named, in words."""
    for field in ("reason", "code"):
        if field in moment.facts and (moment.kind, field) in codes.SPOKEN_IN:
            return gettext(codes.label(moment.kind, field, moment.facts[field]))
    return None


def _value(moment: Moment, field: str, value: Any, names: Mapping[Name, str]) -> str:
    if field in KINDS[moment.kind].refers:
        sort = KINDS[moment.kind].refers[field]
        return gettext(NOBODY.get(sort, "–")) if value is None else names.get((sort, value), f"{sort} {value}")
    if isinstance(value, datetime):
        return written.exact(value)
    if isinstance(value, str):
        return gettext(codes.label(moment.kind, field, value))
    return "–" if value is None else str(value)
