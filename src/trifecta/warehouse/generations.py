"""
The generations of the store: one whole folder each, and the one file that says which is current.

A generation is built under another name and renamed; then `snapshot.json` is renamed over the one before. A reader
keeps the folder it found, which stays for a while after it has been replaced. What a killed rebuild leaves is swept.
Files that did not change are the same file in both generations (hard links).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from trifecta.base.errors import TrifectaError

KEPT_FOR = timedelta(minutes=10)
"""How long a reader may hold a generation that has been replaced."""
BUILDING = ".building"
FORMAT = 1
"""Of the store: what another version wrote is not read but built anew."""


_INSTANTS = ("as_of", "earliest_at", "next_at")


class NoSnapshot(TrifectaError):
    """Nothing has been copied yet."""


class Busy(TrifectaError):
    """Another process is writing the warehouse."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the log's copy: entries `first` to `last` by id."""

    name: str
    first: int
    last: int
    row_count: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    What a generation holds.

    as_of: instant up to which the log was read. watermark: the newest entry's id; mark: what that entry says, by which
    a log that is not the same one is recognized. earliest_at: when its story begins; next_at: when something happens
    that was copied and is not true yet. inputs: a fingerprint of each thing besides the log that the store is made of.
    """

    id: str
    as_of: datetime
    watermark: int
    mark: str
    earliest_at: datetime | None = None
    next_at: datetime | None = None
    parts: tuple[Part, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    row_counts: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        instants = {name: (at := getattr(self, name)) and at.isoformat() for name in _INSTANTS}
        return {"format": FORMAT, **asdict(self), **instants, "log": [f"log/{part.name}" for part in self.parts]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Snapshot:
        known = {name: kept[name] for name in cls.__slots__}
        instants = {name: datetime.fromisoformat(known[name]) for name in _INSTANTS if known[name]}
        return cls(**{**known, **instants, "parts": tuple(Part(**part) for part in kept["parts"])})


def folder() -> Path:
    return Path(settings.HOME) / "warehouse"


def current() -> Snapshot | None:
    """The snapshot that readers get now; None before the first copy by this version."""
    try:
        kept = json.loads((folder() / "snapshot.json").read_text())
    except FileNotFoundError:
        return None
    if kept.get("format") != FORMAT or not _place(kept["id"]).is_dir():
        return None
    return Snapshot.from_json(kept)


def store(snapshot: Snapshot | None = None) -> Path:
    """The folder of a generation, by default the current one's. Raises NoSnapshot."""
    held = snapshot or current()
    if held is None:
        raise NoSnapshot("Nothing has been copied into the warehouse yet; start the worker with `trifecta work`.")
    return _place(held.id)


@contextlib.contextmanager
def alone(*, wait: bool = True) -> Iterator[None]:
    """Hold the warehouse for writing; the operating system lets go when the process dies. Raises Busy."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("Another process is refreshing the warehouse at this moment.") from error
        yield


def begin(snapshot_id: str) -> Path:
    """An empty folder to build in; a killed attempt of the same name is cleared."""
    building = _place(snapshot_id + BUILDING)
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    return building


def write(path: Path, snapshot: Snapshot) -> None:
    path.write_text(json.dumps(snapshot.to_json(), indent=1))


def switch(building: Path, snapshot: Snapshot, *, at: datetime) -> None:
    """Make a finished folder the current generation; what it holds is on the disk before it is named."""
    write(building / "snapshot.json", snapshot)
    for path in building.rglob("*"):
        _flush(path)
    _flush(building)
    building.rename(_place(snapshot.id))
    _flush(folder() / "generations")
    replaced = current()
    if replaced is not None:
        os.utime(_place(replaced.id), (at.timestamp(), at.timestamp()))
    fresh = folder() / "snapshot.json.new"
    write(fresh, snapshot)
    _flush(fresh)
    fresh.replace(folder() / "snapshot.json")
    _flush(folder())


def sweep(*, at: datetime) -> None:
    """Remove what no reader can hold any more. The caller is alone."""
    kept = current()
    for place in (folder() / "generations").glob("*"):
        if kept is not None and place.name == kept.id:
            continue
        replaced_before = place.stat().st_mtime < (at - KEPT_FOR).timestamp()
        if place.name.endswith(BUILDING) or replaced_before:
            shutil.rmtree(place, ignore_errors=True)


def same_file(source: Path, target: Path) -> None:
    """The file under a second name, or a copy where the disk knows no links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _place(name: str) -> Path:
    return folder() / "generations" / name


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
