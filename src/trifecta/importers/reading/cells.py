"""Cells as the sources want them: trimmed, missing markers emptied, numbers read in either decimal style."""

from __future__ import annotations

import re
from functools import lru_cache

MISSING = frozenset(
    {
        "",
        "?",
        "-",
        "--",
        "#N/B",
        "#N/A",
        "N/A",
        "n/a",
        "#MULTIVALUE",
        "#NV",
        "NULL",
        "null",
        "None",
        "nan",
        "NaN",
        "\\N",
    }
)
_MOST_KEPT = 400_000
_LONGEST_KEPT = 80
_LEADING = re.compile(r"\d+")


class BadCell(ValueError):
    """A cell that cannot be used; the message is a reason for the rejects file."""


class Cells(dict[str, str]):
    """
    Each raw cell with its trimmed text, "" for a missing marker; the same text is kept once. Raises BadCell.

    >>> cells = Cells()
    >>> cells[" Group 7 "], cells["?"]
    ('Group 7', '')
    """

    def __missing__(self, raw: str) -> str:
        if "\0" in raw:
            raise BadCell("it holds a zero byte, which no text has")
        text = raw.strip().strip("\ufeff").strip()
        if text in MISSING:
            text = ""
        if len(raw) <= _LONGEST_KEPT:
            if len(self) > _MOST_KEPT:
                self.clear()
            self[raw] = text
        return text


def decimal(text: str) -> float | None:
    """
    A number in either decimal style, None when the text is none.

    >>> decimal("3871,69"), decimal("1,234.5"), decimal("1.234,5"), decimal("x")
    (3871.69, 1234.5, 1234.5, None)
    """
    point, thousands = (",", ".") if text.rfind(",") > text.rfind(".") else (".", ",")
    try:
        return float(text.replace(thousands, "").replace(point, "."))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def leading_number(text: str) -> int | None:
    """
    The number a graded value begins with.

    >>> leading_number("3 - Moderate"), leading_number("Moderate")
    (3, None)
    """
    match = _LEADING.match(text)
    return int(match[0]) if match else None
