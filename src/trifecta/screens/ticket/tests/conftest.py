"""A world in which acts are posted."""

from __future__ import annotations

import pytest

from trifecta.screens.ticket.tests.world import World


@pytest.fixture
def world(desk, house):
    return World(desk, house)
