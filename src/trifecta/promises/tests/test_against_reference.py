from __future__ import annotations

import pytest

from trifecta.promises.tests.comparing import differences
from trifecta.promises.tests.lives import life

WORLDS = 5


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_every_clock_of_random_lives_is_what_a_patient_clerk_reads(first):
    lives = (life(seed, worlds=WORLDS) for seed in range(first, first + 50))

    found = {lived.seed: told for lived in lives if (told := list(differences(lived)))}

    assert found == {}


def test_a_life_follows_from_its_seed():
    assert life(7, worlds=WORLDS) == life(7, worlds=WORLDS)
    assert life(7, worlds=WORLDS) != life(8, worlds=WORLDS)
