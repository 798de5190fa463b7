"""The contracts of the house hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_contracts_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")

    told = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout


def test_the_web_imports_no_analytics():
    """Importing what a web worker imports brings in none of the heavy engines."""
    heavy = {"ibis", "duckdb", "pandas", "numpy", "pyarrow", "holidays", "tqdm"}
    code = "import sys, trifecta.config.wsgi, trifecta.config.urls; print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert heavy & set(told.stdout.split()) == set()
