"""The priority that a form comes to, said before it is sent and again at every change."""

from __future__ import annotations

import json
from itertools import product

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trifecta.parts import words
from trifecta.preferences import priorities
from trifecta.tickets import rules

LEVELS = range(1, 5)


def told(form: forms.Form) -> SafeString:
    """For the help of the form's urgency: what it and the impact make together."""
    grid = priorities.grid()
    said = {f"{impact} {urgency}": _said(impact, urgency, grid) for impact, urgency in product(LEVELS, LEVELS)}
    chosen = f"{form['impact'].value()} {form['urgency'].value()}"
    line = '<output data-said-by="impact urgency" data-said="{}">{}</output>'
    return format_html(line, json.dumps(said, ensure_ascii=False), said.get(chosen, ""))


def _said(impact: int, urgency: int, grid: rules.Grid | None) -> str:
    number = rules.priority(impact, urgency, grid=grid)
    return _("Priority: %(priority)s") % {"priority": words.priority(number).lower()}
