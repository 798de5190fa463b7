"""A warehouse of the test's own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Where this test's warehouse lies."""
    settings.HOME = tmp_path
    return tmp_path
