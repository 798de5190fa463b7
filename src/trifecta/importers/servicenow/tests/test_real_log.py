"""The UCI audit log, imported by the command line, against independent pandas queries."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from trifecta.importers.servicenow.audit import UNNAMED_TEAM
from trifecta.importers.tests import homes
from trifecta.importers.tests.shared import export

pytestmark = pytest.mark.large
ENDED = ("Resolved", "Closed")
WAITING = ("Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence")


@pytest.fixture(scope="module")
def path() -> Path:
    return export("uci_incident_log") / "incident_event_log.csv.gz"


@pytest.fixture(scope="module")
def imported(path: Path, tmp_path_factory: pytest.TempPathFactory):
    home = homes.prepare(tmp_path_factory.mktemp("uci"))
    report = homes.bring(home, "servicenow", path, "--timezone", "America/Sao_Paulo")
    return home, report


@pytest.fixture(scope="module")
def database(imported):
    with homes.database(imported[0]) as connection:
        yield connection


@pytest.fixture(scope="module")
def audit(path: Path) -> pd.DataFrame:
    """The rows by incident and time; `state` without the unreadable ones, `before` the row before."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("opened_at", "sys_updated_at"):
        local = pd.to_datetime(rows[column], format="%d/%m/%Y %H:%M")
        rows[column] = local.dt.tz_localize("America/Sao_Paulo", ambiguous=[True] * len(rows)).dt.tz_convert("UTC")
    rows["at"] = rows[["opened_at", "sys_updated_at"]].max(axis=1)
    rows = rows.sort_values(["number", "at"], kind="stable").reset_index(drop=True)
    rows["state"] = rows.incident_state.where(rows.incident_state != "-100").groupby(rows.number).ffill()
    for counter in ("reopen_count", "reassignment_count"):
        rows[counter] = rows[counter].astype(int)
    return rows


@pytest.fixture(scope="module")
def before(audit: pd.DataFrame) -> pd.DataFrame:
    return audit.groupby("number").shift()


@pytest.fixture(scope="module")
def last(audit: pd.DataFrame) -> pd.DataFrame:
    return audit.groupby("number").last()


@pytest.fixture(scope="module")
def tickets(database: sqlite3.Connection) -> pd.DataFrame:
    query = """
        SELECT k.key AS number, t.*, team.name AS team, requester.name AS requester
        FROM importers_known k JOIN tickets_ticket t ON k.sort = 'ticket' AND t.id = k.local_id
        LEFT JOIN staff_team team ON team.id = t.team_id
        LEFT JOIN customers_customer requester ON requester.id = t.requester_id
    """
    return pd.read_sql(query, database).set_index("number").sort_index()


@pytest.fixture(scope="module")
def events(database: sqlite3.Connection) -> pd.Series:
    return pd.read_sql("SELECT kind, count(*) AS n FROM log_entry GROUP BY kind", database).set_index("kind").n


def instants(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, utc=True, format="ISO8601")


def test_every_row_is_read_and_none_rejected(imported, audit):
    report = imported[1]

    assert (report["rows"], report["rejects"]) == (len(audit), 0) == (141_712, 0)
    assert report["told"] == {
        "ticket": audit.number.nunique(),
        "problem": audit.problem_id.nunique() - 1,
        "change": len({*audit.rfc, *audit.caused_by} - {"?"}),
    }


def test_tickets_are_opened_when_and_by_whom_the_log_says(tickets, audit):
    first = audit.groupby("number").first()

    assert len(tickets) == 24_918
    assert (instants(tickets.opened_at) == first.opened_at).all()
    assert (tickets.requester.fillna("?") == first.caller_id.str.split().str.join(" ")).all()
    assert (tickets.channel == "phone").sum() == first.contact_type.isin(["Phone", "IVR"]).sum()
    assert (tickets.sort == "incident").all()


def test_what_the_last_row_says_is_what_the_ticket_shows(tickets, last):
    for column in ("impact", "urgency", "priority"):
        assert (tickets[column] == last[column].str[0].astype(int)).all()
    named = tickets.team.where(tickets.team != UNNAMED_TEAM)
    assert (named.fillna("?") == last.assignment_group).all()
    assert (tickets.state == "closed").all()
    assert (last.incident_state == "Closed").all()


def test_resolutions_are_counted_by_the_states(tickets, events, audit, before):
    resolved = audit[(audit.state == "Resolved") & (before.state != "Resolved") & (before.state != "Closed")]
    # One incident has a row that comes late and says New after it was resolved; the counter says it was not reopened.
    late = audit[before.state.isin(ENDED) & ~audit.state.isin(ENDED) & (audit.reopen_count == before.reopen_count)]

    assert events["ticket.resolved"] == len(resolved) == 25_236
    assert tickets.resolved_at.notna().sum() == resolved.number.nunique() == 24_905
    ordinary = tickets.drop(late.number)
    assert (instants(ordinary.resolved_at).dropna() == resolved.groupby("number")["at"].last().drop(late.number)).all()
    assert (
        instants(ordinary.first_resolved_at).dropna() == resolved.groupby("number")["at"].first().drop(late.number)
    ).all()


def test_reopenings_are_what_the_counter_says(tickets, events, last):
    assert (tickets.reopen_count == last.reopen_count).all()
    assert events["ticket.reopened"] == last.reopen_count.sum() == 331


def test_tickets_are_closed_when_they_become_so(tickets, events, audit, before):
    closed = audit[(audit.state == "Closed") & (before.state != "Closed")]

    assert events["ticket.closed"] == len(closed) == 24_930
    assert (instants(tickets.closed_at) == closed.groupby("number")["at"].last()).all()


def test_reassignments_are_changes_of_the_group(tickets, events, audit, before):
    known = before.assignment_group.notna()
    changed = audit[known & (audit.assignment_group != before.assignment_group)]
    counted = audit.groupby("number").reassignment_count.last()

    assert (tickets.team_change_count == changed.groupby("number").size().reindex(tickets.index, fill_value=0)).all()
    assert events["ticket.handoff_accepted"] == events["ticket.handoff_offered"] == len(changed) == 23_321
    # The log's own counter knows 93 more: from one hidden group to another, and there and back between two rows.
    assert counted.sum() - len(changed) == 93


def test_assignments_within_a_team(events, audit, before):
    known = before.assigned_to.notna()
    same_group = audit.assignment_group == before.assignment_group

    assert events["ticket.assigned"] == (known & same_group & (audit.assigned_to != before.assigned_to)).sum()


def test_changes_of_grade_and_subject(events, audit, before):
    def changed(*columns: str) -> int:
        different = pd.concat([audit[column] != before[column] for column in columns], axis=1).any(axis=1)
        return (different & before.state.notna()).sum()

    assert events["ticket.reprioritized"] == changed("impact", "urgency", "priority")
    assert events["ticket.recategorized"] == changed("category", "subcategory", "cmdb_ci")


def test_waiting_and_resuming_follow_the_states(events, audit, before):
    waits, waited = audit.state.isin(WAITING), before.state.isin(WAITING)

    assert events["ticket.waiting"] == (waits & (audit.state != before.state)).sum()
    assert events["ticket.resumed"] == (waited & ~waits & ~audit.state.isin(ENDED)).sum()


def test_the_agreement_is_what_the_last_row_says(events, last):
    assert events["promise.started"] == len(last)
    assert events["promise.broken"] == (last.made_sla == "false").sum() == 9_115
    assert events["promise.met"] == (last.made_sla == "true").sum() == 15_803


def test_links_are_those_of_the_log(database, audit, last):
    def linked(query: str) -> set[tuple[str, ...]]:
        return set(database.execute(query).fetchall())

    def named(column: str) -> set[tuple[str, str]]:
        rows = audit[audit[column] != "?"]
        return set(zip(rows.number, rows[column].str.split().str.join(" "), strict=True))

    ticket = "JOIN importers_known k ON k.sort = 'ticket' AND k.local_id = l.ticket_id"
    problems = f"SELECT k.key, p.title FROM records_problemlink l JOIN records_problem p ON p.id = problem_id {ticket}"
    changes = f"SELECT k.key, c.title FROM records_changelink l JOIN records_change c ON c.id = change_id {ticket}"
    articles = f"SELECT k.key FROM tickets_articlelink l {ticket}"

    assert linked(problems) == named("problem_id")
    assert linked(f"{changes} WHERE relation = 'fixed_by_change'") == named("rfc")
    assert linked(f"{changes} WHERE relation = 'caused_by_change'") == named("caused_by")
    assert linked(articles) == {(number,) for number in last.index[last.knowledge == "true"]}


def test_the_same_again_adds_nothing(imported, path: Path):
    home, first = imported
    before = homes.contents(home)

    again = homes.bring(home, "servicenow", path, "--timezone", "America/Sao_Paulo")

    assert (again["events"], again["told"], again["unchanged"]) == (0, {}, sum(first["told"].values()))
    assert homes.contents(home) == before


def test_a_newer_export_brings_the_rest(imported, path: Path, audit: pd.DataFrame, tmp_path: Path):
    """An export of the middle of April, and then the whole one, are as good as the whole one."""
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    updated_at = pd.to_datetime(raw.sys_updated_at, format="%d/%m/%Y %H:%M")
    # Columns that a live export could not have known yet are blank in the older one.
    older = raw[updated_at < "2016-04-15"].assign(closed_code="?", resolved_by="?", made_sla="?")
    older.to_csv(tmp_path / "older.csv", index=False)
    home = homes.prepare(tmp_path / "home")

    early = homes.bring(home, "servicenow", tmp_path / "older.csv", "--timezone", "America/Sao_Paulo")
    late = homes.bring(home, "servicenow", path, "--timezone", "America/Sao_Paulo")

    assert early["told"]["ticket"] == older.number.nunique()
    assert early["told"]["ticket"] + late["told"]["ticket"] == audit.number.nunique()
    # Where the first rows hide the team, only the newer export tells that there was one.
    first = audit.groupby("number").assignment_group.first()
    telling = set(first.index[first != "?"])
    assert by_number(home, telling) == by_number(imported[0], telling)


def by_number(home: Path, numbers: set[str]) -> list[tuple[object, ...]]:
    """Tickets by their number in the log, without ids, which are given in the order of first sight."""
    found = homes.rows(
        home,
        """
        SELECT k.key, t.state, t.priority, t.opened_at, t.first_resolved_at, t.resolved_at, t.closed_at, t.updated_at,
               t.reopen_count, t.team_change_count, team.name, agent.name, solver.name, category.name
        FROM importers_known k JOIN tickets_ticket t ON k.sort = 'ticket' AND t.id = k.local_id
        LEFT JOIN staff_team team ON team.id = t.team_id LEFT JOIN staff_agent agent ON agent.id = t.assignee_id
        LEFT JOIN staff_team solver ON solver.id = t.resolved_by_team_id
        LEFT JOIN catalog_category category ON category.id = t.category_id
        ORDER BY k.key
        """,
    )
    return [row for row in found if row[0] in numbers]
