"""What can be done to a ticket, who may, and in which state: read from the tables that decide it."""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from docs.from_code.markdown import anchor, code, table
from trifecta.promises import actions as promises
from trifecta.tickets import actions, codes, permits, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import STATES

TITLE = "Acts on tickets"
INTRODUCTION = """\
An act is one function in `tickets/actions/`. It is done when someone may do it and the ticket's state allows it; both
are looked up in one table each, and pages show only what is possible. Every act appends what happened to the log in
the transaction that changes the row."""
_STANDINGS = {"team": (1, None), "offered_to": (2, None), "is_validated": (False, True), "came_from": (3, None),
              "is_mine": (False, True), "asked_to_own": (4, None), "asked_count": (1, 3)}  # fmt: skip
_CONDITIONS = {
    ("offered_to", 2): "the work is on offer",
    ("is_validated", False): "the customer has not confirmed the solution",
    ("came_from", 3): "a team handed the work off",
    ("is_mine", False): "one does not work on it already",
    ("asked_to_own", 4): "someone is asked to own it",
    ("asked_count", 1): "the customer was asked less than three times",
    ("asked_count", 3): "the customer was asked three times",
}


def body() -> str:
    return "\n\n".join([_states(), *(_entry(act) for act in Act), _vocabulary()])


def _states() -> str:
    head = ("act", *STATES)
    """`open_ticket` is about no ticket yet."""
    on_tickets = [act for act in Act if act is not Act.OPEN_TICKET]
    rows = ((f"[{_name(act)}](#{anchor(_name(act))})", *_marks(act)) for act in on_tickets)
    return f"## In which state\n\n{table(head, rows)}"


def _marks(act: Act) -> Iterator[str]:
    for state in STATES:
        yield "yes" if any(_possible(act, state)) else ""


def _entry(act: Act) -> str:
    parts = [f"## {_name(act)}", inspect.getdoc(_module(act)) or ""]
    who = "; ".join(str(relation) for relation in permits.Relation if relation in permits.PERMITS[act])
    parts.append(f"Who may: {who}.")
    if conditions := list(_needed(act)):
        parts.append(f"Only while {' and '.join(conditions)}.")
    return "\n\n".join(parts)


def _needed(act: Act) -> Iterator[str]:
    """What every standing in which the act makes sense has in common."""
    possible = [standing for state in STATES for standing in _possible(act, state)]
    for (field, value), words in _CONDITIONS.items():
        if all(getattr(standing, field) == value for standing in possible):
            yield words


def _possible(act: Act, state: str) -> Iterator[rules.Standing]:
    for values in itertools.product(*_STANDINGS.values()):
        standing = rules.Standing(state, **dict(zip(_STANDINGS, values, strict=True)))
        if act in rules.possible(standing):
            yield standing


def _module(act: Act) -> ModuleType:
    for package in (actions, promises):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith(f".{act}"):
                return importlib.import_module(found.name)
    raise LookupError(f"no file in tickets/actions or promises/actions is named {act}.py")


def _name(act: Act) -> str:
    return act.value.replace("_", " ")


def _vocabulary() -> str:
    parts = ["## Codes", "Acts take these; a desk's imported history brings codes of its own."]
    for (kind, field), choices in sorted(codes.SPOKEN_IN.items()):
        said = "; ".join(f"{code(choice.code)} {choice.label}" for choice in choices)
        parts.append(f"- [{code(kind)}](kinds.md#{anchor(kind)}), {code(field)}: {said}.")
    return "\n\n".join(parts[:2]) + "\n\n" + "\n".join(parts[2:])
