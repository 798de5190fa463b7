"""
What happens between teams, and whether it was solved for the customer, against slow queries of another hand.

By team and week, to the second; see `by_hand` for what is read and what is not.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from tests.by_hand import ENDINGS, REOPENING, Home, first, month, week

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("numbers")]
TAKING = {"ticket.opened", "ticket.assigned", "ticket.handoff_accepted", "ticket.given_back"}
OPENING = {"ticket.opened", "ticket.waiting", "ticket.resumed", *REOPENING}
EIGHT_HOURS_S = 8 * 3600
Key = tuple[str, str | None]


class Offer(NamedTuple):
    """Of the work to another team; answer, until: what ended it, and when."""

    to: int
    since: datetime
    until: datetime | None = None
    answer: str | None = None


class Stay(NamedTuple):
    """From when until when open work was with a team, or on offer by it."""

    team: int | None
    is_offered: bool
    since: datetime
    until: datetime | None


def holder_after(facts: dict, kind: str, before: int | None) -> int | None:
    """Who has the work after an entry."""
    if kind not in TAKING:
        return before
    return facts["to_team"] if kind == "ticket.given_back" else facts.get("team")


def offers(told) -> list[Offer]:
    found, standing, holder = [], None, None
    for _, kind, at, _, facts in told:
        came = holder_after(facts, kind, holder)
        if standing and (kind.startswith("ticket.handoff") or kind in ENDINGS or came != holder):
            found.append(standing._replace(until=at, answer=kind))
            standing = None
        holder = came
        if kind == "ticket.handoff_offered":
            standing = Offer(facts["to_team"], at)
    return [*found, standing] if standing else found


def stays(told) -> list[Stay]:
    found, holder, is_open, is_offered = [], None, False, False
    for _, kind, at, _, facts in told:
        before = (holder, is_open, is_offered)
        holder = holder_after(facts, kind, holder)
        is_open = kind in OPENING or (is_open and kind not in ENDINGS)
        if kind.startswith("ticket.handoff") or kind in ENDINGS or holder != before[0]:
            is_offered = kind == "ticket.handoff_offered"
        if (holder, is_open, is_offered) == before:
            continue
        if found and found[-1].until is None:
            found[-1] = found[-1]._replace(until=at)
        if is_open:
            found.append(Stay(holder, is_offered, at, None))
    return [stay for stay in found if stay.since != stay.until]


def solver(told, solved) -> int | None:
    """The team that solved it: as told, else the one that had the work."""
    holder = None
    for entry in told:
        if entry is solved:
            return entry[4].get("team") or holder
        holder = holder_after(entry[4], entry[1], holder)
    raise AssertionError


def resolved(home: Home):
    """Tickets that were ever resolved: what is told of each, its first resolution, and the week and team that count."""
    for told in home.tickets():
        solved = first(told, "ticket.resolved")
        if solved is not None:
            yield told, solved, (week(solved[2]), home.teams.get(solver(told, solved)))


def moved_from(home: Home) -> datetime:
    """When the first ticket was opened that came to a second team before it was solved: what is older may know none."""
    found = []
    for told in home.tickets():
        teams, holder = set(), None
        for _, kind, _, _, facts in told:
            if kind == "ticket.resolved":
                break
            holder = holder_after(facts, kind, holder)
            teams |= {holder} - {None}
        if len(teams) > 1:
            found.append(told[0][2])
    return min(found)


def nine_in_ten(times: list[tuple[int, bool]]) -> int | None:
    """After Kaplan and Meier: by then at least nine in ten were answered, as far as one can know."""
    left, standing = 1.0, len(times)
    for length in sorted({length for length, _ in times}):
        answered = sum(one == length and is_answered for one, is_answered in times)
        left *= 1 - answered / standing
        standing -= sum(one == length for one, _ in times)
        if left <= 0.1 + 1e-9:
            return length
    return None


def test_how_long_offers_wait(home: Home):
    waited = defaultdict(list)
    for told in home.tickets():
        for offer in offers(told):
            if offer.until != offer.since:
                length = home.hours.between(offer.since, offer.until or home.as_of)
                is_answered = offer.answer in {"ticket.handoff_accepted", "ticket.handoff_declined"}
                waited[week(offer.since), home.teams[offer.to]].append((length, is_answered))

    rows = home.by_team_and_week("held_by_nobody")

    counted = {key: (row["n"], row["numerator"]) for key, row in rows.items()}
    assert counted == {key: (len(times), sum(answered for _, answered in times)) for key, times in waited.items()}
    enough = {key: times for key, times in waited.items() if len(times) >= 20}
    assert {key: row["value"] for key, row in rows.items() if row["n"] >= 20} == {
        key: nine_in_ten(times) for key, times in enough.items()
    }
    whole = {row["team"]: row["value"] for row in home.answer("held_by_nobody", "--by", "team")["rows"]}
    ever = defaultdict(list)
    for (_, team), times in waited.items():
        ever[team] += times
    assert whole == {team: nine_in_ten(times) if len(times) >= 20 else None for team, times in ever.items()}


def test_how_much_of_the_time_is_nobodys(home: Home):
    nobodys, whole = defaultdict(int), defaultdict(int)
    for told in home.tickets():
        for stay in stays(told):
            if stay.team is None:
                continue
            key, length = (
                (week(stay.since), home.teams[stay.team]),
                home.hours.between(stay.since, stay.until or home.as_of),
            )
            nobodys[key] += length * stay.is_offered
            whole[key] += length

    rows = home.by_team_and_week("nobody_share")

    assert {key: (row["numerator"], row["denominator"]) for key, row in rows.items()} == {
        key: (nobodys[key], length) for key, length in whole.items()
    }
    assert sum(nobodys.values()) > 0


def test_what_fell_between_teams(home: Home):
    known_from, counted = moved_from(home), defaultdict(lambda: [0, 0])
    for told, solved, key in resolved(home):
        if told[0][2] < known_from:
            continue
        early = [offer for offer in offers(told) if offer.since < solved[2]]
        declined = sum(offer.answer == "ticket.handoff_declined" for offer in early)
        waited_s = sum(home.hours.between(offer.since, offer.until or home.as_of) for offer in early)
        counted[key][0] += 1
        counted[key][1] += declined >= 2 or waited_s > EIGHT_HOURS_S

    rows = home.by_team_and_week("lost_between_teams")

    assert {key: [row["n"], row["numerator"]] for key, row in rows.items()} == counted
    assert sum(lost for _, lost in counted.values()) > 0


def test_what_customers_explain_again(home: Home):
    told_from = max(moved_from(home), min(told[0][2] for told in home.tickets() if is_answered(told)))
    counted = defaultdict(lambda: [0, 0])
    for told, solved, key in resolved(home):
        held = [stay for stay in stays(told) if stay.since < solved[2] and stay.team is not None]
        teams = [holder for holder in holders(told, solved) if holder is not None]
        if told[0][2] < told_from or len(teams) < 2:
            continue
        written = [at for _, kind, at, _, facts in told if kind == "ticket.message_received" and says(facts)]
        later = [stay for stay in held if not stay.is_offered and stay.team != teams[0]]
        counted[key][0] += 1
        counted[key][1] += sum(
            any(stay.since <= at and (stay.until is None or at < stay.until) for at in written) for stay in later
        )

    rows = home.by_team_and_week("explained_again")

    assert {key: [row["n"], row["numerator"]] for key, row in rows.items()} == counted
    assert sum(again for _, again in counted.values()) > 0


def holders(told, solved) -> list[int | None]:
    """The teams that had the work one after the other until it was solved."""
    found = []
    for entry in told:
        if entry is solved:
            break
        holder = holder_after(entry[4], entry[1], found[-1] if found else None)
        if not found or holder != found[-1]:
            found.append(holder)
    return found


def says(facts: dict) -> bool:
    return not facts.get("automatic") and not facts.get("thanks")


def is_answered(told) -> bool:
    return any(
        kind == "ticket.message_sent" and actor.startswith("staff:") and not facts.get("automatic")
        for _, kind, _, actor, facts in told
    )


def test_what_was_solved_for_the_customer(home: Home):
    came = defaultdict(list)
    for told in home.tickets():
        came[matter(told)].append(told[0][2])
    for _, _, at, _, facts in home.contacts():
        if facts.get("direction", "inbound") == "inbound":
            came[about(facts.get("customer"), facts)].append(at)
    counted = defaultdict(lambda: [0, 0])
    for told, (seq, _, solved_at, _, _), key in resolved(home):
        whose = matter(told)
        is_young = home.as_of - solved_at < timedelta(days=14)
        if whose is None or is_young or first(told, "ticket.cancelled", "ticket.merged"):
            continue
        again = any(timedelta(0) < at - solved_at <= timedelta(days=7) for at in came[whose])
        later = [at for other, kind, at, _, _ in told if kind in REOPENING and (at, other) > (solved_at, seq)]
        held = not later or later[0] - solved_at > timedelta(days=14)
        counted[key][0] += 1
        counted[key][1] += held and (not again or first(told, "ticket.validated") is not None)

    rows = home.by_team_and_week("validated_resolution")

    assert {key: [row["n"], row["numerator"]] for key, row in rows.items() if row["n"]} == counted
    assert 0 < sum(solved for _, solved in counted.values()) < sum(n for n, _ in counted.values())


def matter(told) -> tuple | None:
    """Who asked about what, as it stands now."""
    asked = [facts for _, kind, _, _, facts in told if kind in {"ticket.opened", "ticket.requester_named"}][-1]
    thing = [facts for _, kind, _, _, facts in told if kind in {"ticket.opened", "ticket.recategorized"}][-1]
    return about(asked.get("requester"), thing)


def about(customer: int | None, facts: dict) -> tuple | None:
    """The same thing again: the same service or, where none is known, the same category."""
    for name in ("service", "category"):
        if customer and facts.get(name):
            return customer, name, facts[name]
    return None


def test_how_often_customers_reach_us_about_one_matter(home: Home):
    into = {}
    for stream, told in home.streams.items():
        for _, kind, _, _, facts in told:
            if kind == "ticket.merged":
                into[stream] = f"ticket:{facts['into']}"
    tickets_of, reached = told_of(home), defaultdict(int)
    for stream, told in home.streams.items():
        if stream.startswith("contact:") and told[-1][4].get("direction", "inbound") == "inbound":
            ticket = tickets_of.get(stream)
            while ticket in into:
                ticket = into[ticket]
            reached[ticket] += 1
    recorded_from = min(told[-1][2] for stream, told in home.streams.items() if stream.startswith("contact:"))
    counted = defaultdict(lambda: [0, 0])
    for stream, told in home.streams.items():
        is_counted = stream.startswith("ticket:") and told[0][2] >= recorded_from
        if is_counted and not first(told, "ticket.cancelled", "ticket.merged"):
            counted[month(told[0][2])][0] += 1
            counted[month(told[0][2])][1] += reached[stream]

    rows = home.by_month("contacts_per_ticket")

    assert {period: [row["n"], row["numerator"]] for period, row in rows.items()} == counted
    assert len(into) > 10


def told_of(home: Home) -> dict[str, str]:
    """The first ticket that each contact is about, as the contact says or the ticket."""
    found = defaultdict(set)
    for stream, told in home.streams.items():
        for _, kind, _, _, facts in told:
            if kind == "contact.recorded" and facts.get("ticket"):
                found[stream].add(facts["ticket"])
            elif kind in {"ticket.opened", "ticket.linked"} and facts.get("contact"):
                found[f"contact:{facts['contact']}"].add(int(stream.partition(":")[2]))
    return {contact: f"ticket:{min(tickets)}" for contact, tickets in found.items()}
