"""What the page of agents shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.import_people import COLUMNS
from trifecta.staff.models import Agent, Team


@dataclass(frozen=True, slots=True)
class Line:
    agent: Agent
    teams: str
    state: str
    may_be_invited: bool


class BadList(TrifectaError):
    """The file is no list of people."""


def lines(*, at: datetime, most: int = 500) -> list[Line]:
    """Every agent with teams and how they come in; two queries."""
    agents = Agent.objects.filter(is_placeholder=False).select_related("account", "invitation")
    return [_line(agent, at) for agent in agents.prefetch_related("teams").order_by("-is_active", "name")[:most]]


def _line(agent: Agent, at: datetime) -> Line:
    teams = ", ".join(sorted(team.name for team in agent.teams.all()))
    if agent.account_id:
        return Line(agent, teams, _("signs in"), may_be_invited=False)
    invitation = getattr(agent, "invitation", None)
    if invitation is None:
        return Line(agent, teams, _("from history, cannot sign in"), may_be_invited=True)
    state = _("invited") if invitation.expires_at > at else _("invitation ran out")
    return Line(agent, teams, state, may_be_invited=True)


def team_count() -> int:
    return Team.objects.filter(is_active=True).count()


def read_list(raw: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of an uploaded list. Raises BadList, which names what is wrong."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadList(_("The file is not text; save the list as CSV and try again."))
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    found = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "name" not in found:
        raise BadList(_("The first line must name the columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)})
    reader.fieldnames = found
    return ((reader.line_num, {k: v for k, v in row.items() if k and isinstance(v, str)}) for row in reader)
