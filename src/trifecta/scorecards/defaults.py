"""
The desk's first scorecard: eight metrics, speed beside quality, each cause beside its guard.

The targets are where to begin talking, not standards of the field; a leader changes them on the page.
"""

from __future__ import annotations

HOUR_S = 3600

LINES: tuple[tuple[str, float], ...] = (
    ("first_response_p90", 4 * HOUR_S),
    ("ttr_km_p50", 8 * HOUR_S),
    ("fcr_measured", 0.70),
    ("repeat_contact_7d", 0.10),
    ("reopen_14d", 0.05),
    ("reassignments", 0.5),
    ("pingpong", 0.02),
    ("backlog_over_target_share", 0.15),
)
