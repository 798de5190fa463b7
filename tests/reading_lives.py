"""`python -m tests.reading_lives source 60`: what random lives read as, by the `source` or `compiled`, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType


class BySource(MetaPathFinder):
    """Looks away from machine code beside its source."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        found = PathFinder.find_spec(fullname, path, target) if fullname.startswith("trifecta.") else None
        if found is None or found.origin is None or found.origin.endswith(".py"):
            return None
        written = Path(found.origin).parent / f"{fullname.rpartition('.')[2]}.py"
        return spec_from_file_location(fullname, written)


def main(how: str, count: str) -> None:
    if how == "source":
        sys.meta_path.insert(0, BySource())
    from trifecta.promises.clocks import clock  # after it is decided how
    from trifecta.promises.tests import comparing, lives, many

    runs = []
    for seed in range(1, int(count) + 1):
        life = lives.life(seed, worlds=many.WORLDS)
        runs.append([repr(comparing.read_by_engine(life, at=at)) for at in life.looked_at])
    sys.stdout.write(json.dumps({"loaded": clock.__file__, "runs": runs}))


if __name__ == "__main__":
    main(*sys.argv[1:])
