from __future__ import annotations

import io
from pathlib import Path

from trifecta.config.safety.archive import DATABASE, Manifest, Reader, Writer

MANIFEST = Manifest("1", "2026-11-22T12:00:00+00:00", "sqlite", {}, {})
PARTS = {DATABASE: b"rows" * 400_000, "secret_key": b"key"}


def test_says_how_many_bytes_are_done(tmp_path: Path):
    written: list[int] = []
    read: list[int] = []
    writer = Writer(tmp_path / "desk.zip", watch=written.append)
    for name, content in PARTS.items():
        writer.add(name, io.BytesIO(content))
    writer.close(MANIFEST)

    reader = Reader(tmp_path / "desk.zip")
    reader.unpack(tmp_path / "home", watch=read.append)

    assert written == read == [1 << 20, 1_600_000 - (1 << 20), 3]
    assert sum(read) < reader.size < sum(read) + 1_000  # and the manifest
    assert (tmp_path / "home" / "secret_key").read_bytes() == b"key"
