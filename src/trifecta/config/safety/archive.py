"""
The one file of a backup: a ZIP of the database, the home's files and a manifest that comes last.

Members are read and written in blocks, so that a desk of any size needs the same memory.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from trifecta.base.errors import TrifectaError

FORMAT = 1
DATABASE, MANIFEST = "database", "manifest.json"
_BLOCK = 1 << 20
# The fastest level: the database shrinks to a fourth by it, to a fifth by the slowest.
_LEVEL = 1
Watch = Callable[[int], object]
"""Told how many bytes more have been written or read."""


class NoBackup(TrifectaError):
    """This file cannot be restored."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    What a backup says of itself.

    vendor: sqlite or postgresql. migrations: those that the database had, by app. counts: rows by table. digests:
    SHA-256 of each member.
    """

    version: str
    made_at: str
    vendor: str
    migrations: dict[str, list[str]]
    counts: dict[str, int]
    digests: dict[str, str] = field(default_factory=dict)


class Writer:
    """Fills a new archive; `close` makes it whole."""

    def __init__(self, path: Path, *, watch: Watch) -> None:
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._watch = watch
        self._digests: dict[str, str] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Copy a stream to its end."""
        digest = sha256()
        with self._zip.open(name, "w", force_zip64=True) as target:
            for block in blocks(source):
                digest.update(block)
                target.write(block)
                self._watch(len(block))
        self._digests[name] = digest.hexdigest()

    def close(self, manifest: Manifest) -> None:
        told: dict[str, Any] = {"format": FORMAT, **asdict(manifest), "digests": self._digests}
        self._zip.writestr(MANIFEST, json.dumps(told, indent=1))
        self._zip.close()


class Reader:
    """An archive whose manifest has been read. Raises NoBackup."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
            told = json.loads(self._zip.read(MANIFEST))
        except FileNotFoundError as error:
            raise NoBackup(f"There is no file {path}.") from error
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise NoBackup(
                f"{path} is no whole backup of Trifecta: it was cut off, or is something else. Take another one."
            ) from error
        if told.pop("format") != FORMAT:
            raise NoBackup(f"{path} was made by a newer version of Trifecta. Upgrade this one first.")
        self.manifest = Manifest(**told)

    @property
    def size(self) -> int:
        """Bytes that it needs when unpacked."""
        return sum(member.file_size for member in self._zip.infolist())

    def unpack(self, folder: Path, *, watch: Watch) -> None:
        """Every member under its name, each held against its checksum. Raises NoBackup."""
        for name in self.manifest.digests:
            place = (folder / name).resolve()
            if not place.is_relative_to(folder.resolve()):
                raise NoBackup(f"{self._path} holds “{name}”, which lies outside of a home; it is not restored.")
            place.parent.mkdir(parents=True, exist_ok=True)
            self._unpack(name, place, watch)

    def _unpack(self, name: str, place: Path, watch: Watch) -> None:
        digest = sha256()
        try:
            with self._zip.open(name) as source, place.open("xb") as target:
                place.chmod(0o600)
                for block in blocks(source):
                    digest.update(block)
                    target.write(block)
                    watch(len(block))
        except (KeyError, zipfile.BadZipFile) as error:
            raise NoBackup(f"{self._path} is damaged: {error}. Nothing was changed; take another backup.") from error
        if digest.hexdigest() != self.manifest.digests[name]:
            raise NoBackup(
                f"“{name}” in {self._path} is not what was backed up. Nothing was changed; take another one."
            )


def blocks(source: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(source.read, _BLOCK), b"")
