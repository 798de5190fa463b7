"""A mapping to start from, when none was given: guessed from the names and the values of the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from trifecta.importers.contract import BadSource, Request
from trifecta.importers.csv import fields
from trifecta.importers.reading import dates
from trifecta.importers.reading.tables import Table, open_table

# What columns are called, in a few languages, the most telling word first; matched against whole words.
_WORDS = {
    "key": (
        "ticket number",
        "ticket id",
        "case id",
        "case enquiry id",
        "number",
        "id",
        "ticket",
        "case",
        "key",
        "ticker",
    ),
    "opened": ("opened", "open", "created", "submitted", "data abertura", "eroffnet", "erstellt", "start"),
    "resolved": ("resolved", "solved", "solution", "data solucao", "gelost"),
    "closed": ("closed", "close", "data fechamento", "geschlossen", "end"),
    "deadline": ("due", "target", "deadline", "sla", "fallig"),
    "subject": ("subject", "title", "summary", "short description", "titulo", "betreff", "case title"),
    "requester": ("requester", "caller", "customer", "reporter", "requerente", "melder", "user"),
    "team": ("assignment group", "group", "team", "queue", "grupo", "workgroup", "gruppe"),
    "agent": ("assigned to", "assignee", "agent", "atendente", "bearbeiter", "resource", "owner"),
    "channel": ("channel", "source", "contact type", "canal", "kanal"),
    "category": ("category", "type", "categoria", "kategorie"),
    "service": ("service", "product", "reason", "servico"),
    "impact": ("impact",),
    "urgency": ("urgency",),
    "priority": ("priority", "prioridade", "prioritat", "severity", "seriousness"),
}
_ACTIVITY = {"activity", "event", "action", "status", "state", "transition"}
_MOST_SHOWN = 3
_SPLIT = re.compile(r"[^a-z0-9]+")


def no_mapping(request: Request) -> BadSource:
    """What the columns are, and a mapping that a person can mend."""
    table = open_table(request.paths[0], request)
    columns = ", ".join(table.header)
    return BadSource(
        f"A table needs a mapping that says what its columns mean. {table.path.name} has these columns: {columns}.\n"
        "Save what follows as mapping.toml, mend it, and name it with --mapping mapping.toml:\n\n" + start(table)
    )


def start(table: Table) -> str:
    """A mapping in TOML with the guesses, and every other column as a comment with values of it."""
    guesses = dict(_guesses(table))
    lines = ["[ticket]", *(f"{field} = {_quoted(column)}" for field, column in guesses.items())]
    lines += [f"# {name} = …  ({fields.TICKET[name]})" for name in ("key", "opened") if name not in guesses]
    used = set(guesses.values())
    if "key" in guesses and _repeats(table.sample(guesses["key"])):
        lines += _events(table, used)
    lines.append("")
    for column in table.header:
        if column not in used:
            shown = ", ".join(value[:30] for value in list(dict.fromkeys(table.sample(column)))[:_MOST_SHOWN])
            lines.append(f"# not used: {_quoted(column)}, {f'such as {shown}' if shown else 'which is empty'}")
    return "\n".join(lines) + "\n"


def _repeats(keys: list[str]) -> bool:
    """Whether rows share their ticket, so that each must be an event of it."""
    return len(set(keys)) < len(keys)


def _events(table: Table, used: set[str]) -> Iterator[str]:
    """The table of events, when a column that is still free holds instants."""
    free = [column for column in table.header if column not in used]
    at = next((column for column in free if dates.detect(table.sample(column)) is not None), None)
    if at is None:
        return
    used.add(at)
    yield from ("", "# Rows share their ticket, so each is an event.", "[event]", f"at = {_quoted(at)}")
    activity = next((column for column in free if _ACTIVITY & set(_folded(column).split())), None)
    if activity is None:
        yield 'kind = "note"'
        return
    used.add(activity)
    yield from (f"activity = {_quoted(activity)}", "", f"# each becomes one of: {', '.join(fields.KINDS)}")
    yield "[event.kinds]"
    for value in dict.fromkeys(table.sample(activity)):
        yield f'{_quoted(value)} = "ignored"'


def _guesses(table: Table) -> Iterator[tuple[str, str]]:
    """Each field with the column that its most telling word names."""
    folded = {column: _folded(column) for column in table.header}
    taken: set[str] = set()
    for field, words in _WORDS.items():
        free = {column: name for column, name in folded.items() if column not in taken}
        exact = [column for word in words for column, name in free.items() if name == word]
        near = [column for word in words for column, name in free.items() if f" {word} " in f" {name} "]
        for column in (*exact, *near):
            if field not in fields.INSTANTS or dates.detect(table.sample(column)) is not None:
                taken.add(column)
                yield field, column
                break


def _folded(name: str) -> str:
    """Small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return " ".join(_SPLIT.split(plain)).strip()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
