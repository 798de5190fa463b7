"""Every component with values in it, for the tests and for the eye; no user ever gets this page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.template import engines

from trifecta.web.tests import sample_numbers

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)

RAIL = (
    ("Today", "calendar", "t", None),
    ("Tickets", "inbox", "i", 12),
    ("Scorecard", "chart-bar", "s", None),
    ("Ageing", "clock", "a", None),
    ("People", "users", "p", None),
    ("Settings", "settings", "e", None),
)
TICKETS = (
    ("T-10482", "VPN drops every hour since last night's update", "Ada King", "risk", "in 40 min"),
    (
        "T-10477",
        "Benutzerkontenverwaltungsoberfläche zeigt nach der Anmeldung nur eine leere Seite und dreht sich endlos",
        "Jean-Baptiste de la Rochefoucauld-Montbéliard",
        "broken",
        "3 days over",
    ),
    ("T-10460", "New laptop for Monday", "", "paused", "waits for the customer"),
    ("T-10399", "Printer on floor 3", "Bo Li", "kept", "kept"),
)
LETTER = """Hello,

the VPN drops every hour since last night. I am in Lisbon and cannot reach the file share.

Ada"""


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As customers should read it.")
    email = forms.EmailField(label="Work address", required=False)
    team = forms.ChoiceField(choices=[("1", "Service desk"), ("2", "Network")])
    reason = forms.CharField(widget=forms.Textarea, required=False, initial="It is theirs.")
    is_urgent = forms.BooleanField(label="The customer cannot work", required=False)
    channel = forms.ChoiceField(
        choices=[("phone", "Phone"), ("mail", "Mail")], widget=forms.RadioSelect, initial="phone"
    )


def rail() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(label=label, icon=icon, url=f"#{label}", key=key, current=label == "Scorecard", count=count)
        for label, icon, key, count in RAIL
    ]


def tickets() -> list[SimpleNamespace]:
    names = ("reference", "subject", "who", "state", "word")
    return [SimpleNamespace(**dict(zip(names, row, strict=True)), age_s=93_600) for row in TICKETS]


def tabs() -> list[SimpleNamespace]:
    counts = {"Open": 214, "Mine": 12, "All": None}
    return [SimpleNamespace(label=label, url="#tab", current=label == "Open", count=n) for label, n in counts.items()]


def context() -> dict[str, Any]:
    return {
        "title": "Components",
        "csrf_token": "sample",
        "desk": "Contoso Service Desk",
        "person": SimpleNamespace(name="Priya Raman"),
        "menu": [SimpleNamespace(label="Profile", icon="user", url="#profile")],
        "rail": rail(),
        "sign_out_url": "#sign-out",
        "now": NOW,
        "figures": sample_numbers.FIGURES,
        "charts": (
            sample_numbers.LINE,
            sample_numbers.TEAMS,
            sample_numbers.CHANNELS,
            sample_numbers.AGES,
            sample_numbers.BY_TEAM,
            sample_numbers.COSTS,
        ),
        "table": sample_numbers.TABLE,
        "form": SampleForm({"email": "priya", "team": "1", "channel": "mail"}),
        "tickets": tickets(),
        "tabs": tabs(),
        "chips": [SimpleNamespace(label=label, without_url="#") for label in ("open", "my team")],
        "days_ago": {days: NOW - timedelta(days=days) for days in (0, 3, 400)},
        "letter": LETTER,
        "yesterday": NOW - timedelta(hours=20),
    }


def page(name: str = "sample", **more: Any) -> str:
    """The HTML of tests/<name>.html with every component in it."""
    template = engines["django"].from_string((HERE / f"{name}.html").read_text(encoding="utf-8"))
    return template.render({**context(), **more})
