"""From small logs, written by hand, to exact rows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from trifecta.metrics.facts.tests.stores import (
    AS_OF,
    FIRST,
    HIDDEN,
    LEVELS,
    NETWORK,
    OPENED,
    OTHER,
    UNTOLD,
    Told,
    at,
    built,
    facts,
    story,
    the_ticket,
)

HOUR_S = 3600


def stays(store: Path) -> list[tuple]:
    rows = facts(store, "stays")
    told = [(row["from_at"], row["until_at"], row["team"], row["is_offered"], row["ended_by"]) for row in rows]
    return sorted(told, key=lambda stay: stay[0])


def test_a_ticket_that_was_answered_and_resolved(tmp_path: Path):
    row = the_ticket(
        built(
            tmp_path,
            [
                *story(
                    1,
                    (at(2, 9), "opened", OPENED),
                    (at(2, 9, 5), "message_sent", {"automatic": True}),
                    (at(2, 10), "message_sent", {}),
                    (at(3, 9), "resolved", {}),
                )
            ],
        )
    )

    assert (row["opened_at"], row["opened_on"]) == (at(2, 9), date(2026, 3, 2))
    assert (row["first_response_at"], row["response_s"], row["is_answered"]) == (at(2, 10), HOUR_S, True)
    assert (row["first_resolved_at"], row["first_resolved_on"]) == (at(3, 9), date(2026, 3, 3))
    assert (row["resolution_s"], row["is_resolved"]) == (8 * HOUR_S, True)  # 10 to 17 and 9 to 10 in Amsterdam
    assert (row["reply_count"], row["reopened_at"], row["is_first_level"]) == (1, None, True)
    assert (row["team"], row["level"], row["service"], row["organization"], row["site"]) == (FIRST, "1", 7, 50, 52)
    assert row["resolved_for_s"] == (AS_OF - at(3, 9)).total_seconds()


@pytest.mark.parametrize(("by", "is_answered"), [("staff", True), ("customer", False), ("importer", False)])
def test_whoever_opens_it_while_talking_has_answered_at_once(tmp_path: Path, by: str, is_answered: bool):
    (opened,) = story(1, (at(2, 9), "opened", OPENED | {"channel": "phone"}))

    row = the_ticket(built(tmp_path, [opened._replace(by=by)]))

    assert (row["is_answered"], row["response_s"] == 0) == (is_answered, is_answered)


def test_what_is_open_is_as_old_as_it_is_now(tmp_path: Path):
    row = the_ticket(built(tmp_path, story(1, (at(30, 11), "opened", OPENED)), as_of=at(30, 16)))

    assert (row["response_s"], row["is_answered"]) == (4 * HOUR_S, False)  # summer time: the office closes at 15 UTC
    assert (row["resolution_s"], row["is_resolved"], row["first_resolved_on"]) == (4 * HOUR_S, False, None)


def test_a_local_day_begins_before_the_utc_day(tmp_path: Path):
    row = the_ticket(built(tmp_path, story(1, (at(2, 23, 30), "opened", OPENED))))

    assert row["opened_on"] == date(2026, 3, 3)


def test_work_that_went_to_another_team_and_came_back(tmp_path: Path):
    store = built(
        tmp_path,
        story(
            1,
            (at(2, 9), "opened", OPENED),
            (at(2, 10), "handoff_offered", {"to_team": NETWORK}),
            (at(2, 12), "handoff_accepted", {"team": NETWORK}),
            (at(3, 9), "given_back", {"to_team": FIRST}),
            (at(3, 10), "resolved", {}),
        ),
    )

    row = the_ticket(store)
    assert (row["team_change_count"], row["has_returned"], row["is_first_level"]) == (2, True, False)
    assert (row["team"], row["first_team"], row["level"]) == (FIRST, FIRST, "1")
    assert stays(store) == [
        (at(2, 9), at(2, 10), FIRST, False, None),
        (at(2, 10), at(2, 12), FIRST, True, None),
        (at(2, 12), at(3, 9), NETWORK, False, None),
        (at(3, 9), at(3, 10), FIRST, False, "resolved"),
    ]


@pytest.mark.parametrize("other", [FIRST, NETWORK])
def test_a_team_whose_level_nobody_told_leaves_the_first_level_unknown(tmp_path: Path, other: int):
    store = built(
        tmp_path,
        story(
            1,
            (at(2, 9), "opened", OPENED | {"team": other}),
            (at(2, 10), "assigned", {"team": UNTOLD}),
            (at(2, 11), "resolved", {}),
        ),
    )

    row = the_ticket(store)
    assert (row["team"], row["level"], row["is_first_level"]) == (UNTOLD, None, None)


def test_nobody_left_a_first_level_that_nobody_told(tmp_path: Path):
    told = story(1, (at(2, 9), "opened", OPENED | {"team": NETWORK}), (at(2, 10), "resolved", {}))

    row = the_ticket(built(tmp_path, told, levels={**LEVELS, FIRST: None, OTHER: None}))

    assert (row["level"], row["is_first_level"]) == ("2", None)


@pytest.mark.parametrize(
    ("kind", "facts_", "has_conversation"),
    [
        ("message_sent", {}, True),
        ("message_sent", {"automatic": True}, False),
        ("message_received", {}, True),
        ("remarked", {}, False),
    ],
)
def test_a_word_of_either_side_is_conversation(
    tmp_path: Path, kind: str, facts_: dict[str, Any], has_conversation: bool
):
    store = built(tmp_path, story(1, (at(2, 9), "opened", OPENED), (at(2, 10), kind, facts_)))

    assert the_ticket(store)["has_conversation"] is has_conversation


def test_a_declined_offer_leaves_the_work_where_it_was(tmp_path: Path):
    store = built(
        tmp_path,
        story(
            1,
            (at(2, 9), "opened", OPENED),
            (at(2, 10), "handoff_offered", {"to_team": NETWORK}),
            (at(2, 11), "handoff_declined", {"team": NETWORK}),
        ),
    )

    assert the_ticket(store)["team_change_count"] == 0
    assert stays(store) == [
        (at(2, 9), at(2, 10), FIRST, False, None),
        (at(2, 10), at(2, 11), FIRST, True, None),
        (at(2, 11), None, FIRST, False, None),
    ]


def test_a_reopened_ticket_lies_open_twice_and_counts_what_came_before(tmp_path: Path):
    store = built(
        tmp_path,
        story(
            1,
            (at(2, 9), "opened", OPENED),
            (at(2, 11), "resolved", {}),
            (at(4, 9), "rejected", {}),
            (at(4, 10), "message_sent", {}),
            (at(4, 11), "assigned", {"team": OTHER}),
            (at(5, 9), "resolved", {}),
        ),
    )

    row = the_ticket(store)
    assert (row["first_resolved_at"], row["reopened_at"]) == (at(2, 11), at(4, 9))
    assert (row["reply_count"], row["team_change_count"], row["team"]) == (0, 0, FIRST)
    assert stays(store) == [
        (at(2, 9), at(2, 11), FIRST, False, "resolved"),
        (at(4, 9), at(4, 11), FIRST, False, None),
        (at(4, 11), at(5, 9), OTHER, False, "resolved"),
    ]


def test_periods_in_which_a_stay_began_and_ended_are_numbered(tmp_path: Path):
    store = built(tmp_path, story(1, (at(31, 9), "opened", OPENED), (AS_OF - timedelta(days=1), "closed", {})))

    (row,) = facts(store, "stays")
    month = {one["number"]: one["starts_on"] for one in facts(store, "instants") if one["period"] == "month"}
    assert [month[row["from_month"]], month[row["until_month"]]] == [date(2026, 3, 1), date(2026, 4, 1)]
    assert row["until_day"] - row["from_day"] == 29
    today = max(one["number"] for one in facts(store, "instants") if one["period"] == "day")
    assert row["recent_day"] == today + 1


@pytest.mark.parametrize(("later_s", "is_recent"), [(-1, False), (0, True), (1, True)])
def test_an_end_is_recent_for_four_weeks_to_the_second(tmp_path: Path, later_s: int, is_recent: bool):
    ended_at = AS_OF - timedelta(weeks=4) + timedelta(seconds=later_s)
    store = built(tmp_path, story(1, (ended_at - timedelta(hours=1), "opened", OPENED), (ended_at, "resolved", {})))

    (row,) = facts(store, "stays")
    today = max(one["number"] for one in facts(store, "instants") if one["period"] == "day")
    assert row["recent_day"] == (today + 1 if is_recent else today)


def test_what_it_is_about_is_what_was_said_last(tmp_path: Path):
    row = the_ticket(
        built(
            tmp_path,
            story(
                1,
                (at(2, 9), "opened", {**OPENED, "category": 4}),
                (at(2, 12), "recategorized", {"sort": "request", "category": 6}),
                (at(2, 10), "recategorized", {"sort": "question", "service": 7, "category": 5}),
                (at(2, 11), "reprioritized", {}),
            ),
        )
    )

    assert (row["sort"], row["service"], row["category"], row["priority"]) == ("request", None, 6, None)


def test_a_superseded_entry_is_not_read(tmp_path: Path):
    row = the_ticket(
        built(
            tmp_path,
            story(
                1,
                (at(2, 9), "opened", OPENED),
                (at(2, 10), "resolved", {}),
                (at(2, 11), "corrected", {"supersedes": 2}),
                (at(2, 12), "resolved", {}),
            ),
        )
    )

    assert row["first_resolved_at"] == at(2, 12)


def test_what_has_not_happened_yet_is_not_read(tmp_path: Path):
    row = the_ticket(
        built(tmp_path, story(1, (at(2, 9), "opened", OPENED), (at(9, 9), "resolved", {})), as_of=at(3, 9))
    )

    assert row["is_resolved"] is False


def test_only_of_restricted_teams_it_is_kept_who_works_there(tmp_path: Path):
    store = built(
        tmp_path,
        [
            *story(1, (at(2, 9), "opened", {**OPENED, "assignee": 12})),
            *story(2, (at(2, 9), "opened", {**OPENED, "team": HIDDEN, "assignee": 12})),
        ],
    )

    seen = [(row["current_team"], row["owner"], row["assignee"]) for row in facts(store, "tickets")]
    assert seen == [(FIRST, None, None), (HIDDEN, 9, 12)]


def contact(number: int, when, **told: Any) -> Told:
    about = {"channel": "phone", "direction": "inbound", "outcome": "ticket", "customer": 5, "service": 7, **told}
    return Told(f"contact:{number}", 1, "contact.recorded", when, facts=about)


def test_contacts_are_linked_counted_and_recognized_as_repeats(tmp_path: Path):
    store = built(
        tmp_path,
        [
            *story(3, (at(2, 9), "opened", OPENED), (at(3, 9), "resolved", {}), (at(20, 9), "closed", {})),
            contact(1, at(2, 9), ticket=3, answered_at=at(2, 9, 2), handled_s=300),
            contact(2, at(2, 12), ticket=3),
            contact(4, at(6, 9)),
            contact(5, at(20, 9), customer=None),
            contact(6, at(21, 9), direction="outbound"),
        ],
    )

    row = the_ticket(store)
    assert (row["contact_count"], row["early_contact_count"], row["is_repeated"]) == (2, 2, True)
    told = [(one["contact"], one["ticket"], one["wait_s"], one["is_repeated"]) for one in facts(store, "contacts")]
    assert told == [
        (1, 3, 120, False),  # asked after work in hand
        (2, 3, None, True),
        (4, None, None, False),
        (5, None, None, None),
        (6, None, None, None),
    ]


def test_a_link_told_later_counts_and_a_contact_told_anew_is_one(tmp_path: Path):
    store = built(
        tmp_path,
        [
            contact(1, at(2, 9), channel="mail"),
            contact(1, at(2, 9), channel="chat")._replace(seq=2),
            *story(3, (at(2, 10), "opened", OPENED), (at(2, 11), "linked", {"contact": 1, "relation": "contact"})),
        ],
    )

    (row,) = facts(store, "contacts")
    assert (row["ticket"], row["channel"]) == (3, "chat")
    assert the_ticket(store)["contact_count"] == 1


def test_an_empty_log_has_no_facts(tmp_path: Path):
    store = built(tmp_path, [Told("desk:1", 1, "desk.set_up", at(2, 9))])

    assert [facts(store, name) for name in ("tickets", "stays", "contacts")] == [[], [], []]


def test_moves_are_told_from_the_first_ticket_on_that_changed_teams(tmp_path: Path):
    stayed = story(1, (at(2, 9), "opened", OPENED), (at(5, 9), "resolved", {}))
    moved = story(2, (at(3, 9), "opened", OPENED), (at(3, 10), "assigned", {"team": NETWORK}))
    later = story(3, (at(4, 9), "opened", OPENED))

    rows = facts(built(tmp_path, [*stayed, *moved, *later]), "tickets")

    assert {row["ticket"]: row["moves_are_told"] for row in rows} == {1: False, 2: True, 3: True}


class TestATicketThatTookAnotherIn:
    """The one that goes on was opened on Tuesday at ten; the other one on Monday at nine."""

    def store(self, folder: Path, *told: tuple) -> Path:
        older = story(1, (at(2, 9), "opened", OPENED), (at(3, 11), "merged", {"into": 2}))
        absorbed = (at(3, 11), "absorbed", {"ticket": 1, "started_at": at(2, 9)})
        return built(folder, [*older, *story(2, (at(3, 10), "opened", OPENED), absorbed, *told)], as_of=at(3, 15))

    def test_is_waited_for_since_the_earlier_of_the_two(self, tmp_path: Path):
        told = ((at(3, 12), "message_sent", {}), (at(3, 13), "resolved", {}))
        row = facts(self.store(tmp_path, *told), "tickets")[1]

        assert (row["response_s"], row["resolution_s"]) == (
            11 * HOUR_S,
            12 * HOUR_S,
        )  # 10 to 17 in Amsterdam, then from 9
        assert (row["opened_at"], row["opened_on"]) == (at(3, 10), date(2026, 3, 3))

    def test_is_as_old_as_the_older_of_the_two(self, tmp_path: Path):
        older, newer = facts(self.store(tmp_path), "stays")

        assert older["opened_s"] == newer["opened_s"] == at(2, 9).timestamp()

    def test_keeps_what_had_come_before(self, tmp_path: Path):
        older = story(1, (at(2, 9), "opened", OPENED), (at(3, 11), "merged", {"into": 2}))
        told = [(at(3, 10), "opened", OPENED), (at(3, 10, 30), "message_sent", {})]
        told += [(at(3, 11), "absorbed", {"ticket": 1, "started_at": at(2, 9)}), (at(3, 12), "resolved", {})]

        row = facts(built(tmp_path, [*older, *story(2, *told)]), "tickets")[1]

        assert (row["response_s"], row["resolution_s"]) == (HOUR_S // 2, 11 * HOUR_S)

    def test_that_was_opened_later_changes_nothing(self, tmp_path: Path):
        newer = story(1, (at(3, 9), "opened", OPENED), (at(3, 10), "merged", {"into": 2}))
        told = [(at(2, 9), "opened", OPENED), (at(3, 10), "absorbed", {"ticket": 1, "started_at": at(3, 9)})]

        row = facts(built(tmp_path, [*newer, *story(2, *told, (at(3, 11), "resolved", {}))]), "tickets")[1]

        assert row["resolution_s"] == 10 * HOUR_S

    def test_was_asked_for_as_often_as_both(self, tmp_path: Path):
        older = story(1, (at(2, 9), "opened", OPENED), (at(3, 11), "merged", {"into": 2}))
        newer = story(2, (at(3, 10), "opened", OPENED), (at(3, 12), "resolved", {}))
        asked = [
            Told(f"contact:{ticket}", 1, "contact.recorded", came_at, facts={"direction": "inbound", "ticket": ticket})
            for ticket, came_at in ((1, at(2, 9)), (2, at(3, 10)))
        ]

        store = built(tmp_path, [*older, *newer, *asked])

        counts = [(row["ticket"], row["contact_count"], row["early_contact_count"]) for row in facts(store, "tickets")]
        assert counts == [(1, 0, 0), (2, 2, 2)]
        assert [row["ticket"] for row in facts(store, "contacts")] == [1, 2]
