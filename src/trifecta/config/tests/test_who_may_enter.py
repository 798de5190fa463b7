"""Every address of every screen, asked for by everyone: who gets the page, and where the others are led."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from trifecta.identity.models import Account
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Role

FOR_EVERYONE = {
    *("account_login", "account_logout", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done", "first_run", "join"),
}
FOR_THE_SIGNED_IN = {"front_door", "profile", "profile_address", "account_change_password"}
FOR_AGENTS = {
    *("tickets", "tickets_export", "ticket", "ticket_act", "ticket_clock", "new_ticket", "new_ticket_customers"),
    *("scorecard", "scorecard_figures", "scorecard_targets"),
    *("customers", "customer", "add_customer", "invite_customer", "manage_organization"),
    *("promises", "promises_numbers", "open_promises"),
    *("metrics", "metrics_values", "metric", "metric_numbers", "metric_cases", "metric_cases_export", "metric_export"),
    *("absences", "plan_absence", "end_absence"),
}
FOR_ADMINISTRATORS = {
    *("people", "invite", "import_people", "agent", "invite_again"),
    *("desk", "desk_hours", "desk_teams", "desk_team", "desk_team_members", "desk_team_departures"),
    *("desk_team_agents", "left_to_do"),
    *("calendars", "add_calendar", "calendar", "calendar_preview", "calendar_regions", "calendar_zones"),
    *("default_calendar", "roles", "priorities", "desk_team_hours"),
    *("book", "book_counts", "book_meaning", "book_versions", "add_terms", "book_terms", "move_terms", "remove_terms"),
    *("publish_book", "discard_book", "try_book", "audit", "audit_export"),
    *("retention", "retention_due"),
}
# Seen by every agent, changed by administrators alone.
CHANGED_BY_ADMINISTRATORS = {"customer", "invite_customer", "manage_organization"}
# What is promised: read by whoever defends the numbers of it. Where only a post is taken, the page is read instead.
READ_BY_LEADS = {
    *("book", "book_counts", "book_versions", "book_terms", "try_book"),
    *("book_meaning", "move_terms", "remove_terms", "publish_book", "discard_book"),
}
FOR_CUSTOMERS = {
    *("matters", "new_matter", "matter"),
    *("matter_messages", "matter_validation", "matter_rejection", "matter_reopening"),
}
# Asked for, they lead to the page that posts there.
ONLY_POSTED = {
    *("invite", "invite_again", "desk_teams", "desk_team_members", "desk_team_departures"),
    *("calendar_preview", "default_calendar", "desk_team_hours"),
    *("book_meaning", "move_terms", "remove_terms", "publish_book", "discard_book"),
    *("plan_absence", "end_absence"),
}
# What some agents may do and others not, asked of the row behind the address by its own tests.
ASKED_BY_ITS_OWN_TESTS = {"scorecard_targets"}
AGENTS = ("agent", "lead", "leader")
OUTSIDERS = ("gone agent", "gone customer", "stranger")


@pytest.fixture
def people(desk, house):
    first = desk.team("First")
    gone, left = desk.agent("Gus", first, role=Role.ADMIN), desk.customer("Lou")
    people = {
        "agent": desk.agent("Ann", first),
        "lead": desk.agent("Lea", leads=first, role=Role.LEAD),
        "leader": desk.agent("Leo", role=Role.LEADER),
        "admin": desk.agent("Ada", role=Role.ADMIN),
        "customer": desk.customer("Mira"),
        "gone agent": gone,
        "gone customer": left,
        "nobody": None,
    }
    clients = {name: house.enter(person) for name, person in people.items()}
    for person in (gone, left):
        person.is_active = False
        person.save()
    stranger = Account.objects.create_user("stranger@example.org", "x", name="Stranger", created_at=datetime.now(UTC))
    clients["stranger"] = house.enter(None)
    clients["stranger"].force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    return people, clients


@pytest.fixture
def address(desk, house, people):
    """The address behind a pattern, with rows that exist."""
    who = people[0]
    hours = house.open_hours()
    ticket = desk.ticket(by=who["agent"], team=who["agent"].teams.get(), requester=who["customer"])
    invited = desk.agent("Ivo")
    known = {
        "reference": ticket.reference, "team_id": ticket.team_id, "agent_id": invited.pk, "metric_id": "fcr",
        "customer_id": who["customer"].pk, "noun": "notes", "uidb36": "1", "key": "x",
        "code": "resolution_p3", "calendar_id": hours.pk, "clock_id": 1, "absence_id": 1,
        "secret": invite_agent(invited, email="i@example.org", by=who["admin"], at=datetime.now(UTC)),
    }  # fmt: skip

    def of(pattern):
        wanted = {name: known[name] for name in pattern.pattern.converters if name not in pattern.default_args}
        return reverse(pattern.name, kwargs={**wanted, **pattern.default_args})

    return of


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


ACROSS = {"ticket": "/matters/", "matter": "/tickets/"}


def outcome(response, name) -> str:
    """`no page`: an act that is only posted."""
    if response.status_code == 405:
        return "no page"
    if response.status_code == 302 and response["Location"].startswith("/account/sign-in/"):
        return "sign in"
    if response.status_code == 302 and (response["Location"] == "/" or ACROSS.get(name) == response["Location"][:9]):
        return "led away"
    return "refused" if response.status_code == 403 else "in"


def test_every_address_is_for_somebody_by_decision():
    decided = FOR_EVERYONE | FOR_THE_SIGNED_IN | FOR_AGENTS | FOR_ADMINISTRATORS | FOR_CUSTOMERS

    assert {pattern.name for pattern in patterns(get_resolver().url_patterns)} == decided


def pages_of(url: str) -> list[str]:
    """The addresses above this one."""
    parts = url.strip("/").split("/")
    return [f"/{'/'.join(parts[:count])}/" for count in range(1, len(parts))]


def expected(name: str, who: str, method: str) -> str:
    if name in FOR_EVERYONE:
        return "in"
    if who == "nobody":
        return "sign in"
    if name == "front_door":
        return "refused" if who in OUTSIDERS else "in"
    if name in FOR_THE_SIGNED_IN:
        return "in"
    if who in OUTSIDERS or (who == "customer") != (name in FOR_CUSTOMERS):
        return "led away"
    reads = method == "get" and who in {"lead", "leader"} and name in READ_BY_LEADS
    only_admin = FOR_ADMINISTRATORS | (CHANGED_BY_ADMINISTRATORS if method == "post" else set())
    return "refused" if name in only_admin and who in AGENTS and not reads else "in"


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_is_let_in_led_away_or_refused(people, address, method):
    clients = people[1]
    asked = [(pattern.name, address(pattern)) for pattern in patterns(get_resolver().url_patterns)]
    wrong = {}
    for name, url in asked:
        # Who signs out, or comes in anew, would spoil what follows; they have tests of their own.
        if name in {"account_logout", "join", "first_run", *ASKED_BY_ITS_OWN_TESTS}:
            continue
        for who, client in clients.items():
            response = getattr(client, method)(url)
            if method == "get" and name in ONLY_POSTED and response["Location"] in pages_of(url):
                response = client.get(response["Location"])  # the page that posts there decides
            found = outcome(response, name)
            if name == "account_login" and who != "nobody":
                continue  # those who are signed in already go on to where they came for
            if found not in {expected(name, who, method), "no page"}:
                wrong[name, who] = (found, expected(name, who, method))

    assert wrong == {}


def test_pages_for_everyone_need_no_sign_in(people, address):
    client = people[1]["nobody"]

    for name, url in ((pattern.name, address(pattern)) for pattern in patterns(get_resolver().url_patterns)):
        if name in FOR_EVERYONE - {"account_logout"}:
            assert client.get(url).status_code in {200, 302}, name


def test_nothing_is_taken_without_the_pages_own_token(house, people, address):
    client = house.enter(people[0]["admin"], checks_csrf=True)
    taken = [
        pattern.name
        for pattern in patterns(get_resolver().url_patterns)
        if client.post(address(pattern)).status_code != 403
    ]

    assert taken == []
