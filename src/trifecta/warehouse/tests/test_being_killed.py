"""Killed at any instant, the store stays whole, and the next refresh makes it complete."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

ROUNDS = 6
ENDLESS = 10**9


@pytest.mark.server
def test_nothing_is_lost_or_doubled(tmp_path):
    rnd = random.Random(20260302)
    for number in range(ROUNDS):
        with started(tmp_path, number, ENDLESS) as child:
            told = child.stdout.readline()
            time.sleep(rnd.random() * 1.5)
            child.kill()
            assert told == "ready\n", child.stderr.read()

    with started(tmp_path, ROUNDS, 2) as child:
        told, complaints = child.communicate(timeout=120)

    assert told == "ready\nsame\n", complaints


def started(home, seed: int, rounds: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "TRIFECTA_HOME": str(home)}
    command = [sys.executable, "-m", "trifecta.warehouse.tests.killed", str(seed), str(rounds)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
