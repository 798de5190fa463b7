"""Everything a desk knows of one person, in one file that a person and a program can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any

from trifecta.care.models import Survey
from trifecta.config.safety import people
from trifecta.config.safety.people import Person
from trifecta.contacts.models import Contact
from trifecta.customers.models import Customer
from trifecta.desk import words
from trifecta.log import trail
from trifecta.staff.models import Agent
from trifecta.tickets import names, timeline, wording
from trifecta.tickets.models import Message, Remark, Ticket
from trifecta.tickets.timeline import Moment

_ACCOUNT = ("email", "name", "zone", "language", "created_at", "last_login")
_SURVEY = ("id", "ticket_id", "instrument", "sent_at", "answered_at", "value", "remark")
_LABELS = {
    "name": "Name",
    "role": "Role",
    "email": "Mail address",
    "phone": "Phone",
    "organization": "Organization",
    "department": "Department",
    "site": "Site",
    "is_active": "Still served or working here",
    "manages_organization": "Reads what the organization asks",
}
_CONTACT = ("channel", "direction", "outcome", "started_at", "answered_at", "ended_at", "handled_s", "solved")


def tell(person: Person, *, at: datetime) -> dict[str, Any]:
    """
    The person's row and account, the tickets that they asked with all that was said to them, contacts, surveys, and
    every entry of the log that they made.

    What the desk noted for itself is not among it.
    """
    told: dict[str, Any] = {"person": people.label(person), "told_at": at.isoformat(), **_row(person)}
    told["account"] = _picked(person.account, _ACCOUNT) if person.account else None
    if isinstance(person, Customer):
        asked = Ticket.objects.filter(requester=person).order_by("pk")
        told["tickets"] = [_ticket(ticket, person) for ticket in asked.iterator()]
        told["follows"] = [ticket.reference for ticket in Ticket.objects.filter(participants__customer=person)]
        told["surveys"] = [_picked(one, _SURVEY) for one in Survey.objects.filter(customer=person).order_by("pk")]
    contacts = Contact.objects.filter(**{"agent" if isinstance(person, Agent) else "customer": person})
    told["contacts"] = [
        {"reference": one.reference, **_picked(one, _CONTACT)} for one in contacts.order_by("pk").iterator()
    ]
    told["log"] = list(_entries(person))
    if isinstance(person, Customer):
        own = {ticket["reference"] for ticket in told["tickets"]}
        told["said_elsewhere"] = [said for said in _said(person) if said["ticket"] not in own]
    return told


def as_text(told: dict[str, Any]) -> Iterator[str]:
    """The same for whoever reads it: what is known, and every ticket as a conversation."""
    yield f"What the desk knows of {told['name']} ({told['person']}), {_plain(told['told_at'])}"
    yield ""
    yield from (f"{label}: {_plain(told[name])}" for name, label in _LABELS.items() if told.get(name) not in {None, ""})
    if told.get("follows"):
        yield f"Follows: {', '.join(told['follows'])}"
    for ticket in told.get("tickets", ()):
        yield from ("", f"{ticket['reference']}  {ticket['subject']}  ({ticket['state']})")
        for moment in ticket["story"]:
            yield f"  {_plain(moment['at'])}  {moment['sentence']}"
            yield from (f"      {line}" for line in moment["words"].splitlines())
    for said in told.get("said_elsewhere", ()):
        yield from ("", f"{said['ticket']}  (asked by someone else)  {_plain(said['at'])}")
        yield from (f"      {line}" for line in said["words"].splitlines())
    for survey in told.get("surveys", ()):
        answer = "not answered" if survey["answered_at"] is None else f"{survey['value']} {survey['remark']}"
        yield f"Survey of {_plain(survey['sent_at'])}: {answer}"
    yield from ("", f"Contacts: {len(told['contacts'])}. Entries of the log by this person: {len(told['log'])}.")


def _row(person: Person) -> dict[str, Any]:
    if isinstance(person, Agent):
        teams = [team.name for team in person.teams.order_by("name")]
        return {"name": person.name, "role": person.role, "is_active": person.is_active, "teams": teams}
    places = {name: str(getattr(person, name) or "") for name in ("organization", "department", "site")}
    known = {"name": person.name, "email": person.email, "phone": person.phone, "is_active": person.is_active}
    return known | places | {"manages_organization": person.manages_organization}


def _ticket(ticket: Ticket, person: Customer) -> dict[str, Any]:
    moments = timeline.timeline(ticket, seen_by=person)
    known = names.names_of(moments)
    return {
        "reference": ticket.reference,
        "subject": ticket.subject,
        "sort": ticket.sort,
        "state": ticket.state,
        "opened_at": _text(ticket.opened_at),
        "closed_at": _text(ticket.closed_at),
        "story": [_moment(moment, wording.sentence_of(moment, known)) for moment in moments],
    }


def _moment(moment: Moment, sentence: str) -> dict[str, Any]:
    return {"at": _text(moment.at), "kind": moment.kind, "sentence": sentence, "words": moment.words}


def _entries(person: Person) -> Iterator[dict[str, Any]]:
    for line in trail.of_actor(person.actor):
        told = {"stream": line.stream, "seq": line.entry.seq, "kind": line.entry.event.kind}
        yield told | {"happened_at": _text(line.entry.happened_at), "recorded_at": _text(line.recorded_at)}


def _said(person: Customer) -> Iterator[dict[str, Any]]:
    """Their words on any ticket, oldest first."""
    for line in trail.of_actor(person.actor):
        at, seq = _text(line.entry.happened_at), line.entry.seq
        for messages, remarks in words.said_by([(line.stream, seq)]):
            said: list[Message | Remark] = [*messages.select_related("ticket"), *remarks.select_related("ticket")]
            for one in filter(attrgetter("body"), said):
                yield {"ticket": one.ticket.reference, "seq": seq, "words": one.body, "at": at}


def _plain(value: Any) -> Any:
    """As a person reads it: yes and no, and an instant to the minute."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    is_instant = isinstance(value, str) and value[10:11] == "T" and value.endswith("+00:00")
    return f"{value[:10]} {value[11:16]} UTC" if is_instant else value


def _picked(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    return {column: _text(getattr(row, column)) for column in columns}


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
