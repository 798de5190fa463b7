"""The words of a mapping: the fields of its tables, what each takes, and what an activity may become."""

from __future__ import annotations

TICKET = {
    "key": "its number in the source, the same in every later export",
    "opened": "when it was opened",
    "responded": "when a person first answered",
    "resolved": "when it was solved",
    "reopened": "when it was opened again",
    "closed": "when it was closed",
    "cancelled": "when it was withdrawn",
    "deadline": "by when it was promised to be solved",
    "subject": "its title",
    "body": "what the customer wrote",
    "solution": "how it was solved, in words",
    "code": "how it was solved, as a code",
    "article": "the article that helped",
    "sort": "incident, request, question or complaint",
    "channel": "phone, mail, chat, portal, walk_in or other",
    "impact": "1 (high) to 4",
    "urgency": "1 (high) to 4",
    "priority": "1 (critical) to 5",
    "requester": "who asked",
    "email": "the address of who asked",
    "organization": "the company of who asked",
    "department": "the department of who asked",
    "site": "the place of who asked",
    "team": "who works on it: the team",
    "agent": "who works on it: the person",
    "owner": "who answers to the customer for it",
    "service": "the service it is about",
    "item": "the device or program it is about",
    "category": "its category",
}
EVENT = {
    "at": "when it happened",
    "activity": "what happened, translated by [event.kinds]",
    "kind": "what every row is, where there is no column of activities",
    "kinds": "what each activity becomes",
    "by": "who did it",
    "team": "the team that has the work from then on",
    "words": "what was written",
}
SURVEY = {
    "rating": "the customer's mark",
    "instrument": "csat (1 to 5), experience (0 to 10) or ease (1 to 7)",
    "answered": "when the customer answered; the closing, where no column says it",
    "asked": "“closed” if every closed ticket could be rated, “answered” if only answers are known",
}
FILE = {
    "encoding": "such as utf-8, cp1252 or cp850, when the detected one is wrong",
    "separator": "comma, semicolon, tab or pipe, when the detected one is wrong",
    "dates": "dmy, mdy or ymd, when the detected order is wrong",
    "missing": "more texts that mean a cell is empty",
}
TABLES = {"file": FILE, "ticket": TICKET, "event": EVENT, "survey": SURVEY}

INSTANTS = ("opened", "responded", "resolved", "reopened", "closed", "cancelled", "deadline")
GRADES = {"impact": 5, "urgency": 5, "priority": 5}
INSTRUMENTS = {"csat": (1, 5), "experience": (0, 10), "ease": (1, 7)}
ASKED = ("closed", "answered")

WAITING_ON = ("customer", "vendor", "change", "problem", "other")
KINDS = (
    "opened",
    "assigned",
    "message",
    "message_sent",
    "message_received",
    "note",
    *(f"waiting on {whom}" for whom in WAITING_ON),
    "resumed",
    "resolved",
    "reopened",
    "closed",
    "cancelled",
    "ignored",
)
VOCABULARIES = {
    "sort": ("incident", "request", "question", "complaint"),
    "channel": ("phone", "mail", "chat", "portal", "walk_in", "other"),
}
