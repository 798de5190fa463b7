"""Killed at any instant, the store stays whole, and the next refresh makes it complete."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.server
def test_nothing_is_lost_or_doubled(tmp_path):
    environment = {**os.environ, "TRIFECTA_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "trifecta.warehouse.tests.killed"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)

    assert done.stdout == "killed\n" * 6 + "same\n", done.stderr
