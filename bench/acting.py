"""The processes of `acts`: `python -m bench.acting prepare | alone | bare | together NUMBER | count`."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from statistics import fmean
from typing import Any

import django
from django.core.management import call_command
from django.db import Error, connection

django.setup()

from tests import kills, lives  # noqa: E402, they need models
from trifecta.base.actors import System  # noqa: E402
from trifecta.log import journal  # noqa: E402
from trifecta.preferences.actions.found_desk import found_desk  # noqa: E402
from trifecta.tickets.models import Ticket  # noqa: E402

LIVES, WARM, SECONDS, REPLIES = 40, 3, 10.0, 300
REPLYING = (
    "SELECT * FROM tickets_ticket WHERE id = {id}",
    "SELECT team_id, is_lead FROM staff_membership WHERE agent_id = {agent}",
    "UPDATE tickets_ticket SET first_response_at = '{at}', updated_at = '{at}' WHERE id = {id}",
    """
    INSERT INTO log_entry (stream, seq, kind, happened_at, recorded_at, actor, facts)
    SELECT stream, max(seq) + 1, 'ticket.message_sent', '{at}', '{at}', 'staff:{agent}', '{{}}'
    FROM log_entry WHERE stream = 'ticket:{id}' GROUP BY stream
    """,
    """
    INSERT INTO tickets_message (ticket_id, seq, body)
    SELECT {id}, max(seq), '{words}' FROM log_entry WHERE stream = 'ticket:{id}'
    """,
)


def prepare() -> dict[str, Any]:
    """A founded desk, with its promises, and who takes part."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable")
    found_desk(name="Bench", zone="Europe/Berlin", language="en", by=System("rule:first_run"), at=lives.BEGIN)
    lives.company()
    return {}


def alone() -> dict[str, Any]:
    """CPU of each act in milliseconds, by its name, with nobody else writing."""
    who, spent, first = lives.company(), defaultdict(list), journal.latest_id()
    for number in range(first, first + WARM + LIVES):
        for name, act in lives.live(who, number):
            began = time.process_time()
            act()
            if number >= first + WARM:
                spent[name].append(1000 * (time.process_time() - began))
    return {
        "mean_ms": fmean(one for times in spent.values() for one in times),
        "ms": {name: fmean(times) for name, times in spent.items()},
    }


def bare() -> dict[str, Any]:
    """CPU of a reply by hand, on the same driver."""
    ticket = Ticket.objects.latest("id")
    told = {"id": ticket.pk, "agent": ticket.owner_id, "at": lives.BEGIN.isoformat(" "), "words": lives.WORDS}
    statements = [statement.format(**told) for statement in REPLYING]
    connection.ensure_connection()
    cursor, begin = connection.connection.cursor(), "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    began = time.process_time()
    for _ in range(REPLIES):
        for statement in (begin, *statements, "COMMIT"):
            cursor.execute(statement)
    return {"ms": 1000 * (time.process_time() - began) / REPLIES}


def together(number: str) -> dict[str, Any]:
    """Live tickets until the time is over; seconds of each act as its caller waits for it."""
    who, spent, failed, life = lives.company(), [], 0, 1_000_000 + int(number)
    _wait_for_the_others()
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for _, act in lives.live(who, life):
            began = time.monotonic()
            if began >= deadline:
                break
            try:
                act()
            except Error as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                failed += 1
                break
            spent.append(time.monotonic() - began)
        life += 100
    return {"spent": spent, "failed": failed}


def count() -> dict[str, Any]:
    """How many acts the log knows of."""
    marks = ", ".join(f"'ticket.{kind}'" for kind in sorted(kills.TOLD))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM log_entry WHERE kind IN ({marks})")
        return {"acts": cursor.fetchone()[0]}


def _wait_for_the_others() -> None:
    """All begin at the same second of the clock, when each has started."""
    now = time.time()
    time.sleep(4 * (now // 4 + 2) - now)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
