"""What the table component shows, when a table is made of plain texts and links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """is_number: set right, in tabular figures. sort_url, sorted: a head that sorts, and how it does now."""

    label: str
    is_number: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """caption: read to screen readers, hidden to the eye."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
