"""
`python -m bench [NAME …]`: each bench as a process of its own, so that none inherits another's memory or caches.

A bench is a module here that prints its table, or in one line why it cannot run.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from pathlib import Path

from bench import measure

BENCHES = ("import_servicenow", "analytics", "acts", "pages", "promises", "start")


def main(asked: list[str]) -> int:
    if unknown := [name for name in asked if name not in BENCHES]:
        print(f"There is no bench {', '.join(unknown)}. The benches are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {measure.load()}")
    print("Each figure is the median of the repeats (lowest-highest).")
    return max([run(name) for name in asked or BENCHES])


def run(name: str) -> int:
    """One bench from beginning to end; 0 when it ran or said why it could not."""
    if not Path(__file__).with_name(f"{name}.py").exists():
        print(f"\n{name}: not in this checkout", file=sys.stderr)
        return 1
    before, began = measure.load(), time.monotonic()
    code = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    print(f"[{name}: {time.monotonic() - began:.0f} s in all; {before} before, {measure.load()} after]", flush=True)
    if code:
        print(f"{name} failed with exit code {code}.", file=sys.stderr)
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
