"""The rejects file: every row that could not be used, with its line and the reason, beside the rest that could."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from trifecta.importers.contract import Reject

_FIRST_FEW = 3


def folder() -> Path:
    """Where imports leave their rejects."""
    return Path(settings.HOME) / "imports"


def files() -> Iterator[Path]:
    yield from sorted(folder().glob("*.rejects.csv"))


def remove(paths: Iterable[Path]) -> int:
    """How many of these files are gone."""
    count = 0
    for path in paths:
        path.unlink(missing_ok=True)
        count += 1
    return count


def strike_out(path: Path, strike: Callable[[str], str]) -> bool:
    """Rewrite a file of rejects cell by cell; whether that changed it."""
    is_changed, fresh = False, path.with_suffix(".new")
    with path.open(newline="", encoding="utf-8") as source, fresh.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        for row in csv.reader(source):
            struck = [strike(cell) for cell in row]
            is_changed = is_changed or struck != row
            writer.writerow(struck)
    if is_changed:
        fresh.replace(path)
    else:
        fresh.unlink()
    return is_changed


class Rejects:
    """Counts rejects and writes them down in a file made with the first one; without a path it only counts."""

    def __init__(self, path: Path | None) -> None:
        self.count = 0
        self.first_few: list[Reject] = []
        self._path = path
        self._file: IO[str] | None = None

    @property
    def path(self) -> Path | None:
        """Where the file is, if there is one."""
        return self._path if self._file else None

    def add(self, reject: Reject) -> None:
        self.count += 1
        if len(self.first_few) < _FIRST_FEW:
            self.first_few.append(reject)
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", newline="", encoding="utf-8")
            csv.writer(self._file).writerow(("file", "line", "reason", "row"))
        csv.writer(self._file).writerow((reject.file, reject.line, reject.reason, reject.row))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
