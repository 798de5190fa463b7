from __future__ import annotations

from collections import Counter

import pytest

from trifecta.importers.simulated.tests import conftest
from trifecta.importers.simulated.tests.conftest import entries
from trifecta.tickets.replay import replay


def check(told: conftest.Told) -> None:
    """What the truth claims must be in the histories."""
    kinds = Counter(entry.event.kind for history in told.histories for entry in history.told)
    rows = [replay(entries(history)) for history in told.of("ticket")]
    contacts = {history.key: history.told[0] for history in told.of("contact")}
    assert told.truth["totals"]["events"] == dict(sorted(kinds.items()))
    assert told.truth["totals"]["tickets"]["all"] == len(rows)
    for planted in [change["effect"] for change in told.truth["changes"]] + told.truth["outages"]:
        if planted and "contacts" in planted:
            assert planted["realized"] == len(planted["contacts"])
            assert set(planted["contacts"]) <= set(contacts)
    sent, answered = kinds["survey.sent"], kinds["survey.answered"]
    assert told.truth["surveys"]["sent"] == sent
    assert told.truth["surveys"]["response_share"] == round(answered / sent, 4)


def test_the_truth_is_what_the_histories_say(small):
    check(small)


@pytest.mark.large
def test_the_truth_of_medium_is_what_the_histories_say(medium):
    check(medium)


def test_about_one_in_eight_answers_a_survey(small):
    assert 0.09 <= small.truth["surveys"]["response_share"] <= 0.16


def test_there_is_open_work_of_every_age(small):
    opened = Counter()
    for history in small.of("ticket"):
        row = replay(entries(history))
        if row["state"] in {"open", "waiting"}:
            days = (small.ends_at - row["opened_at"]).total_seconds() / 86_400
            opened[next(limit for limit in (3, 7, 30, 90, 365, 400) if days < limit)] += 1

    assert set(opened) == {3, 7, 30, 90, 365, 400}
    assert sum(opened.values()) == sum(small.truth["totals"]["tickets_open_by_age"].values())


def test_the_cast_can_be_found_by_name_and_key(small):
    cast = small.truth["cast"]
    agent, lead, leader, customer = (cast[role] for role in ("agent", "lead", "leader", "customer"))
    ids = small.names.ids
    owned = Counter()
    for history in small.of("ticket"):
        row = replay(entries(history))
        owned[row["owner_id"]] += row["state"] in {"open", "waiting"}

    assert small.names.told["agent", ids["agent"][agent["key"]]]["name"] == agent["name"]
    assert owned[ids["agent"][agent["key"]] + 1] == agent["open_tickets"] > 3
    assert (lead["role"], leader["role"], leader["team"]) == ("lead", "leader", None)
    assert cast["specialist"]["team"] not in {lead["team"], None}
    assert small.names.told["customer", ids["customer"][customer["key"]]]["email"] == customer["email"]
    assert customer["tickets"] > customer["open_tickets"] >= 1


def test_a_watermelon_keeps_its_promises_and_loses_its_customers(small):
    told = {row["service"]: row for row in small.truth["watermelons"]}
    melons = [row for row in told.values() if row["is_watermelon"]]
    others = [row for row in told.values() if not row["is_watermelon"]]

    assert {row["service"] for row in melons} == {"Meeting rooms", "Payroll portal"}
    assert share(melons, "tickets_with_a_broken_promise") < share(others, "tickets_with_a_broken_promise") / 2
    assert share(melons, "refused_or_reopened") > 2 * share(others, "refused_or_reopened")
    assert share(melons, "repeats") > 2 * share(others, "repeats")


def share(rows: list[dict], of: str) -> float:
    return sum(row[of] for row in rows) / sum(row["tickets"] for row in rows)


def test_each_planted_change_brings_about_as_many_contacts_as_it_should(small):
    effects = [change["effect"] for change in small.truth["changes"] if change["effect"]]
    extra = [effect for effect in effects if effect["sort"] == "decay"]
    expected, realized = sum(effect["expected"] for effect in extra), sum(effect["realized"] for effect in extra)

    assert len(extra) == 7
    assert [effect["share"] for effect in effects if effect["sort"] == "step"] == [-0.4]
    assert abs(realized - expected) < 4 * expected**0.5


@pytest.mark.large
def test_the_initiative_and_the_decline_can_be_seen(medium):
    initiative, decline = medium.truth["initiative"], medium.truth["decline"]
    before, after = (initiative[f"claimed_first_contact_share_{when}"] for when in ("before", "after"))
    waits = {"before": [], "after": []}
    team = medium.names.ids["team"]["team-workplace"]
    for history in medium.of("ticket"):
        offered_at = None
        for entry in history.told:
            if entry.event.kind == "ticket.handoff_offered" and entry.event.to_team == team:
                offered_at = entry.at
            elif entry.event.kind == "ticket.handoff_accepted" and offered_at and entry.event.team == team:
                when = "after" if f"{offered_at:%Y-%m-%dT%H:%M:%SZ}" > decline["done_at"] else "before"
                waits[when].append((entry.at - offered_at).total_seconds())

    assert after - before > 0.06
    assert sorted(waits["after"])[len(waits["after"]) // 2] > 3 * sorted(waits["before"])[len(waits["before"]) // 2]
