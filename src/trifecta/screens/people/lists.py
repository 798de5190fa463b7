"""An uploaded list of people, read as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.import_people import COLUMNS

MOST_LINES, LONGEST_CELL = 5_000, 1_000
SEPARATORS = ",;\t"
# How other programs call the same.
ALSO = {
    **dict.fromkeys(("e-mail", "mail", "mail address", "email address", "e-mail address"), "email"),
    **dict.fromkeys(("full name", "display name", "displayname"), "name"),
    **dict.fromkeys(("time zone", "timezone"), "zone"),
    **dict.fromkeys(("telephone", "phone number"), "phone"),
}


class BadList(TrifectaError):
    """The file is no list of people."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """rows: each with its line; unused: columns that mean nothing here, as they are written."""

    rows: list[tuple[int, dict[str, str]]]
    unused: list[str]


def read(raw: bytes) -> PeopleList:
    """The rows of a list with their lines. Raises BadList, which names what is wrong."""
    table = csv.DictReader(io.StringIO(_text(raw), newline=""), delimiter=_separator(raw), strict=True)
    written = _head(table)
    found = [ALSO.get(name.lower(), name.lower()) for name in written]
    if "name" not in found:
        raise BadList(_("The first line must name the columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)})
    table.fieldnames = found
    rows = _rows(table)
    for line, row in rows:
        if any(len(text) > LONGEST_CELL for text in row.values()):
            raise BadList(
                _("Line %(line)s holds a text of more than %(most)s characters.") % {"line": line, "most": LONGEST_CELL}
            )
    if len(rows) > MOST_LINES:
        raise BadList(_("The list has more than %(most)s lines; split it.") % {"most": MOST_LINES})
    unused = [name for name, meant in zip(written, found, strict=True) if name and meant not in COLUMNS]
    return PeopleList(rows, unused)


def _head(table: csv.DictReader[str]) -> list[str]:
    try:
        return [(name or "").strip() for name in table.fieldnames or ()]
    except csv.Error as error:
        raise BadList(_unreadable(1)) from error


def _rows(table: csv.DictReader[str]) -> list[tuple[int, dict[str, str]]]:
    """Each with the line on which it begins."""
    rows = list[tuple[int, dict[str, str]]]()
    ended = 1
    try:
        for row in table:
            told = {key: text for key, text in row.items() if key and text}
            ended = table.line_num
            rows.append((ended - sum(text.count("\n") for text in told.values()), told))
    except csv.Error as error:
        raise BadList(_unreadable(ended + 1)) from error
    return rows


def _unreadable(line: int) -> str:
    return _("Line %(line)s cannot be read as CSV; perhaps a quote is not closed.") % {"line": line}


def _text(raw: bytes) -> str:
    """UTF-8, UTF-16 as spreadsheets save it, or Windows' Western European."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadList(_("The file is not text; save the list as CSV and try again."))
    return text


def _separator(raw: bytes) -> str:
    head = _text(raw).partition("\n")[0]
    return max(SEPARATORS, key=head.count)
