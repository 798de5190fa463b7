"""What several tests of the whole house share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.by_hand import Home


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Iterator[Home]:
    path = tmp_path_factory.mktemp("numbers")
    environment = {**os.environ, "TRIFECTA_HOME": str(path)}
    make = [sys.executable, "-m", "trifecta", "demo", "--size", "small", "--no-serve"]
    subprocess.run(make, env=environment, check=True, capture_output=True)
    read = Home(path)
    yield read
    read.close()
