"""How the dimensions of facts are said on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trifecta.base.text import N_

WORDS = {
    "team": N_("team"),
    "first_team": N_("first team"),
    "from_team": N_("offered by"),
    "level": N_("level"),
    "sort": N_("kind"),
    "priority": N_("priority"),
    "service": N_("service"),
    "item": N_("item"),
    "category": N_("category"),
    "organization": N_("organization"),
    "department": N_("department"),
    "site": N_("site"),
    "channel": N_("channel"),
    "direction": N_("direction"),
    "outcome": N_("outcome"),
    "answer": N_("answer"),
    "kind": N_("kind of promise"),
    "promise": N_("promise"),
    "terms": N_("terms"),
    "reason": N_("reason"),
}
BASES = {
    "answered": N_("by the day they were answered"),
    "began": N_("by the day they began"),
    "due": N_("by the day they were due, or broken if that was later"),
    "ended": N_("by the day they ended"),
    "offered": N_("by the day they were offered"),
    "opened": N_("by the day they were opened"),
    "first resolved": N_("by the day they were first resolved"),
    "instant": N_("open at the end of the period, or now"),
}


def word(dimension: str) -> str:
    return _(WORDS[dimension]) if dimension in WORDS else dimension


def basis(date_basis: str) -> str:
    """Which day puts a case into a period."""
    return _(BASES[date_basis]) if date_basis in BASES else date_basis
