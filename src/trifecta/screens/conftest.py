"""Ann of the first team, whom most tests of pages know."""

from __future__ import annotations

import pytest


@pytest.fixture
def first(desk):
    return desk.team("First")


@pytest.fixture
def ann(desk, first):
    return desk.agent("Ann", first)
