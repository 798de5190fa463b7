"""What pages import never loads an engine: a web worker stays small and starts at once."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "trifecta.config.settings"
django.setup()
from trifecta.config import urls
from trifecta.warehouse import asking, freshness, naming
heavy = {"adbc_driver_manager", "duckdb", "ibis", "numpy", "pandas", "pyarrow", "sqlglot"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_pages_load_no_engine():
    told = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
