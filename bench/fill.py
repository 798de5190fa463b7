"""`python -m bench.fill TICKETS`: fill `TRIFECTA_HOME` with a desk of so many tickets, through the importers' door."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - models can be imported only after setup

from bench import busy_desk  # noqa: E402
from trifecta.config.safety import readiness  # noqa: E402
from trifecta.desk.actions.set_up_desk import FirstRun, set_up_desk  # noqa: E402
from trifecta.importers.contract import Request  # noqa: E402
from trifecta.importers.ingest import Plan, import_history  # noqa: E402
from trifecta.preferences.models import Desk  # noqa: E402


def main(tickets: int) -> None:
    readiness.ensure_ready()
    at = timezone.now().replace(microsecond=0)
    if not Desk.objects.exists():
        set_up_desk(_first_run(), at=at)
    # The history ends where the desk began, so that a filling that was cut off goes on with the same one.
    until = Desk.objects.get().set_up_at
    began = time.monotonic()
    request = Request(paths=(), zone=UTC, options={"tickets": str(tickets), "until": until.isoformat()})
    report = import_history(Plan(busy_desk.source(), request, "bench"), clock=timezone.now)
    told_s = time.monotonic() - began
    print(f"  {tickets:,} tickets: {report.events:,} entries in {told_s:.0f} s, {report.events / told_s:,.0f} a second")


def _first_run() -> FirstRun:
    return FirstRun(
        desk="Bench", zone="UTC", language="en", team="Administration", name="Bench", email=busy_desk.EMAIL,
        password=busy_desk.PASSWORD,
        open_from_on=datetime(2024, 1, 1, tzinfo=UTC).date(),
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
