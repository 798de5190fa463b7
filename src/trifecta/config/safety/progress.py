"""How far a command is, shown to a person at a terminal and to nobody else; the bar is gone at the end."""

from __future__ import annotations

from typing import Never

from tqdm import tqdm


def of_bytes(total: int) -> tqdm[Never]:
    return tqdm(total=total, unit="B", unit_scale=True, disable=None, leave=False)


def of_rows(total: int) -> tqdm[Never]:
    return tqdm(total=total, unit=" rows", unit_scale=True, disable=None, leave=False)


def of_tickets(total: int) -> tqdm[Never]:
    return tqdm(total=total, unit=" tickets", unit_scale=True, disable=None, leave=False)
