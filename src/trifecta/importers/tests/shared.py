"""Where the real exports lie: beside the checkout, or where TRIFECTA_SHARED_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[5] / "shared" / "data"


def export(name: str) -> Path:
    """The folder of one real export; the test is skipped where there is none."""
    folder = Path(os.environ.get("TRIFECTA_SHARED_DATA", _BESIDE)) / name
    if not folder.is_dir():
        pytest.skip(f"the real export {name} is not beside the checkout, nor where TRIFECTA_SHARED_DATA says")
    return folder
