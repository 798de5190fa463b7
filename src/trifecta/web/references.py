"""References in addresses: `T-10482` outside, 482 inside."""

from __future__ import annotations

from trifecta.base import ids


class TicketReference:
    regex = r"[Tt]-[0-9]{5,18}"

    def to_python(self, text: str) -> int:
        """Raises ValueError, which is "no such page", for a number below the first."""
        parsed = ids.parse_reference(text)
        if parsed is None or parsed[0] != "ticket":
            raise ValueError(text)
        return parsed[1]

    def to_url(self, value: int | str) -> str:
        return value if isinstance(value, str) else ids.reference("ticket", value)
