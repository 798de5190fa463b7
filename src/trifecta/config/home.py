"""The folder that holds everything a desk keeps: database, warehouse, files, its secret key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def home() -> Path:
    """
    `TRIFECTA_HOME`, or `var/` beside the checkout; made at first use, readable by its owner only.

    Raises ImproperlyConfigured.
    """
    path = Path(os.environ.get("TRIFECTA_HOME") or CHECKOUT / "var").expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be made into a home ({error.strerror}). Set TRIFECTA_HOME to a folder that can be written."
        ) from error
    return path


def secret_key() -> str:
    """`TRIFECTA_SECRET_KEY`, or one made once and kept in the home."""
    if given := os.environ.get("TRIFECTA_SECRET_KEY"):
        return given
    place = home() / "secret_key"
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(key := secrets.token_urlsafe(50))
    return key
