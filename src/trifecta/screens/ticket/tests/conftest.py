"""Ann of the first team; and a world in which acts are posted."""

from __future__ import annotations

import pytest

from trifecta.screens.ticket.tests.world import World


@pytest.fixture
def first(desk):
    return desk.team("First")


@pytest.fixture
def ann(desk, first):
    return desk.agent("Ann", first)


@pytest.fixture
def world(desk, house):
    return World(desk, house)
