"""Incidents of the BPI Challenge 2014 against independent pandas queries."""

import pandas as pd
import pytest

from trifecta.base.entries import Entry
from trifecta.importers.hpsm.vocabulary import NOTES, WORK
from trifecta.tickets.replay import replay

pytestmark = pytest.mark.large


@pytest.fixture(scope="module")
def rows(told) -> pd.DataFrame:
    """Every ticket's row, replayed."""
    replayed = {
        key: replay(Entry(seq, one.at, one.actor, one.event) for seq, one in enumerate(story, 1))
        for key, story in told.told["ticket"].items()
    }
    return pd.DataFrame.from_dict(replayed, orient="index")


def moments(activities: pd.DataFrame, *sorts: str) -> int:
    return len(activities[activities.sort.isin(sorts)].drop_duplicates(["key", "at"]))


def test_every_row_is_told(told, incidents, activities):
    assert told.rejects == []
    assert set(told.told["ticket"]) == set(incidents.index)
    assert len(told.told["ticket"]) == 32_897
    assert "Activities stamped whole hours before their incidents: 4,924;" in " ".join(told.remarks)


def test_the_times_of_the_table_are_the_rows_times(rows, incidents, activities):
    reopened = activities[activities.sort == "Reopen"].groupby("key")["at"].max()
    went_on = reopened.index[reopened > incidents["Close Time"].reindex(reopened.index)]

    assert (rows.opened_at == incidents["Open Time"].reindex(rows.index)).all()
    ended = rows.drop(went_on)
    assert (pd.to_datetime(ended.closed_at) == incidents["Close Time"].reindex(ended.index)).all()
    assert len(went_on) == 38
    solved = incidents["Resolved Time"].dropna().drop(went_on, errors="ignore")
    assert (pd.to_datetime(rows.resolved_at).reindex(solved.index) == solved).all()


def test_solved_is_what_the_export_says_and_what_was_reopened(told, incidents, activities):
    """A closing that a reopening followed had claimed a solution, although the table keeps only the latest time."""
    closed = activities[activities.sort == "Closed"].groupby("key")["at"].min()
    reopened = activities[activities.sort == "Reopen"].groupby("key")["at"].max()
    again = reopened.combine(incidents["Reopen Time"].dropna(), max).reindex(closed.index)
    expected = (
        set(incidents.index[incidents["Resolved Time"].notna()])
        | set(activities.key[activities.sort == "Resolved"])
        | set(closed.index[closed < again])
    )

    resolved = told.events("ticket.resolved")
    assert set(resolved.key) == expected
    assert len(expected) == 31_693


def test_reopened_is_what_either_table_says(told, incidents, activities):
    either = set(incidents.index[incidents["Reopen Time"].notna()]) | set(activities.key[activities.sort == "Reopen"])

    assert set(told.events("ticket.reopened").key) == either
    assert len(either) == 1_730


def test_every_assignment_and_reassignment_is_told_once(told, activities):
    offered, assigned = told.events("ticket.handoff_offered"), told.events("ticket.assigned")

    assert len(offered) + len(assigned) == moments(activities, "Assignment", "Reassignment")
    assert len(told.events("ticket.handoff_accepted")) == len(offered)


def test_a_reassigned_ticket_goes_to_the_team_that_works_next(told, activities):
    """Told again with a table of moments: the next moment of work, looked up backwards."""
    table = activities.sort_values(["key", "at"], kind="stable")
    table = table.assign(is_work=table.sort.isin(WORK)).groupby(["key", "at"], sort=False)
    table = table.agg(team=("team", "first"), is_work=("is_work", "any")).reset_index()
    table["worker"] = table.team.where(table.is_work)
    table["next"] = table.groupby("key").worker.bfill().groupby(table.key).shift(-1)
    offers = told.events("ticket.handoff_offered")
    offers = offers[offers.reason == "reassigned"].merge(table, on=["key", "at"])
    names = offers.to_team.map(lambda team: told.names.name("team", team))

    known = offers.next.notna()
    assert len(offers) == 34_584
    assert (names[known] == offers.next[known]).all()
    assert (~known).sum() == 8


def test_reassignments_agree_with_the_tools_own_count(told, incidents, activities):
    counted = pd.to_numeric(incidents["# Reassignments"]).fillna(0)
    told_of = activities[activities.sort == "Reassignment"].groupby("key").size().reindex(incidents.index, fill_value=0)
    moved = told.events("ticket.handoff_offered").groupby("key").size().reindex(incidents.index, fill_value=0)

    assert round((told_of == counted).mean(), 3) == 0.975
    assert round(moved.corr(counted), 2) >= 0.95


def test_messages_and_notes_are_told_once_a_moment(told, activities):
    assert len(told.events("ticket.message_received")) == moments(activities, "Update from customer")
    sent = moments(activities, "Communication with customer", "Mail to Customer")
    assert len(told.events("ticket.message_sent")) == sent
    assert len(told.events("ticket.note_added")) == moments(activities, *NOTES)


def test_priorities_and_subjects_are_the_tables(rows, incidents, told):
    for column, name in (("impact", "Impact"), ("urgency", "Urgency"), ("priority", "Priority")):
        assert (rows[column] == pd.to_numeric(incidents[name]).reindex(rows.index)).all(), column
    sorts = {"incident": "incident", "request for information": "question", "complaint": "complaint"}
    expected = incidents.Category.map(sorts).fillna("request")
    assert (rows["sort"] == expected.reindex(rows.index)).all()
    items = rows.item_id.map(lambda item: told.names.name("item", item))
    assert (items == incidents["CI Name (aff)"].reindex(rows.index)).all()


def test_articles_and_changes_are_linked(told, incidents, changes):
    linked = told.events("ticket.linked")
    articles = linked[linked.relation == "article"].set_index("key").article
    assert (articles == incidents["KM number"].reindex(articles.index)).all()
    assert len(articles) == 32_897

    started = changes.groupby("Change ID")["Actual Start"].min()
    named = incidents[incidents["Related Change"].isin(started.index)]
    is_caused = named["Open Time"] >= named["Related Change"].map(started)
    by_relation = linked[linked.relation != "article"].groupby("relation").size().to_dict()
    assert by_relation == {"caused_by_change": is_caused.sum(), "fixed_by_change": (~is_caused).sum()}
    assert len(named) == 359
