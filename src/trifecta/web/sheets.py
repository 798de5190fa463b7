"""Cells of a CSV that a spreadsheet shows as they are."""

from __future__ import annotations

# A spreadsheet takes a cell that begins like this for a formula; some take the wide signs of East Asia so too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: object) -> object:
    """
    >>> safe("=HYPERLINK(A1)"), safe("Ann"), safe(-1)
    ("'=HYPERLINK(A1)", 'Ann', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
