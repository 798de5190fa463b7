from __future__ import annotations

import html
import json
import re

import pytest

from trifecta.screens.new_ticket.forms import NewTicketForm

OUTPUT = re.compile(r'data-said="(?P<said>[^"]*)">(?P<now>[^<]*)<')


def told(form):
    match = OUTPUT.search(str(form["urgency"].help_text))
    return json.loads(html.unescape(match["said"])), match["now"]


@pytest.mark.django_db
def test_a_form_says_the_priority_before_it_is_sent_and_for_every_choice():
    said, now = told(NewTicketForm())

    assert now == said["4 3"] == "Priority: planned"
    assert said["1 1"] == "Priority: critical"
    assert len(said) == 16


@pytest.mark.django_db
def test_what_was_chosen_is_what_is_said():
    chosen = NewTicketForm({"impact": "1", "urgency": "1"})
    nonsense = NewTicketForm({"impact": "x", "urgency": "1"})

    assert told(chosen)[1] == "Priority: critical"
    assert told(nonsense)[1] == ""
