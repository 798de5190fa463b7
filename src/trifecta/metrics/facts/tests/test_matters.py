"""What tickets are about, who answers for them, and what their customers said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trifecta.metrics.facts.tests.stores import OPENED, at, built, facts, story, the_ticket


def test_an_owner_by_name_who_follows_another_is_a_change(tmp_path: Path):
    nobody, ann, ben = 1, 9, 12
    stories = [
        story(1, (at(2, 9), "opened", OPENED | {"owner": nobody}), (at(2, 10), "ownership_taken", {"owner": ann})),
        story(2, (at(2, 9), "opened", OPENED | {"owner": ann}), (at(2, 10), "ownership_taken", {"owner": ann})),
        story(
            3,
            (at(2, 9), "opened", OPENED | {"owner": ann}),
            (at(2, 12), "ownership_taken", {"owner": ann}),
            (at(2, 10), "ownership_taken", {"owner": ben}),
        ),
    ]

    rows = facts(built(tmp_path, [entry for told in stories for entry in told]), "tickets")

    assert {row["ticket"]: row["owner_change_count"] for row in rows} == {1: 0, 2: 0, 3: 2}


@pytest.mark.parametrize(
    ("kinds", "marks"),
    [
        ((), (False, False)),
        (("validated",), (True, False)),
        (("validation_unanswered", "closed"), (False, True)),
    ],
)
def test_what_the_customer_answered_is_known_of_each_ticket(tmp_path: Path, kinds, marks):
    said = [(at(3, 9 + hour), kind, {}) for hour, kind in enumerate(kinds)]

    row = the_ticket(built(tmp_path, story(1, (at(2, 9), "opened", OPENED), (at(2, 10), "resolved", {}), *said)))

    assert (row["is_confirmed"], row["is_left_unanswered"]) == marks


def test_whose_matter_it_is_holds_from_the_beginning(tmp_path: Path):
    named = (at(3, 9), "requester_named", {"requester": 5, "site": 53})

    row = the_ticket(built(tmp_path, story(1, (at(2, 9), "opened", {**OPENED, "requester": None}), named)))

    assert (row["organization"], row["site"]) == (50, 53)


@pytest.mark.parametrize(
    ("call", "is_answer"),
    [
        ({"direction": "outbound", "answered": True}, True),
        ({"direction": "outbound", "answered": False}, False),
        ({"direction": "inbound", "answered": True}, False),
    ],
)
def test_a_call_that_reached_the_customer_is_an_answer(tmp_path: Path, call: dict[str, Any], is_answer: bool):
    linked = (at(2, 10), "linked", {"relation": "contact", "contact": 4, **call})

    row = the_ticket(built(tmp_path, story(1, (at(2, 9), "opened", OPENED), linked)))

    assert row["is_answered"] is is_answer
