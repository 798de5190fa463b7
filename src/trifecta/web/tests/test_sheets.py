from __future__ import annotations

from trifecta.web import sheets


def test_no_cell_begins_a_formula():
    for start in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"):
        assert sheets.safe(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
