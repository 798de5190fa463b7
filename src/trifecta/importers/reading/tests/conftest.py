from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from trifecta.importers.contract import Request

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an export: bytes as they are, text in an encoding, packed or not."""

    def written(content: str | bytes, *, name: str = "export.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        raw = content if isinstance(content, bytes) else content.encode(encoding)
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return path

    return written


@pytest.fixture
def request_for() -> Callable[..., Request]:
    def asked(path: Path, **options: str) -> Request:
        return Request([path], UTC, options)

    return asked
