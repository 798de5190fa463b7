"""The reasons that acts on promises may name: a code for the log, a label for the page."""

from __future__ import annotations

from trifecta.base.text import N_
from trifecta.tickets.codes import Choice

WAIVERS = (
    Choice("agreed", N_("The customer agreed to it")),
    Choice("outside", N_("Something outside our power")),
    Choice("wrong_terms", N_("These terms should not have applied")),
    Choice("wrong_facts", N_("Facts were recorded late or wrongly")),
)
