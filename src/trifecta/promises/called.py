"""What the lines of the book are called by those who wrote them."""

from __future__ import annotations

from collections.abc import Mapping

from trifecta.promises.models import BookVersion


def names_of_terms() -> Mapping[str, str]:
    """By code, of the latest version of the book."""
    kept = BookVersion.objects.order_by("-number").values_list("definition", flat=True).first()
    return {one["code"]: one["name"] for one in kept or ()}
