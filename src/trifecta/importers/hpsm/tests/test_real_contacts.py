"""Interactions and changes of the BPI Challenge 2014 against independent pandas queries."""

import pandas as pd
import pytest

pytestmark = pytest.mark.large


def test_every_interaction_is_a_contact(told, interactions):
    contacts = told.events("contact.recorded").set_index("key")

    assert len(contacts) == 100_695
    assert (contacts["at"] == interactions["at"].reindex(contacts.index)).all()
    assert contacts.handled_s.sum() == pd.to_numeric(interactions["Handle Time (secs)"]).sum()
    assert contacts.solved.sum() == (interactions["First Call Resolution"] == "Y").sum() == 63_206


def test_contacts_are_linked_to_the_tickets_of_the_export(told, interactions, incidents):
    contacts = told.events("contact.recorded").set_index("key")
    named_by = pd.Series(incidents.index, index=incidents["Related Interaction"])
    own = interactions["Related Incident"].replace("#MULTIVALUE", "")
    expected = own.where(own != "", named_by.drop("#MULTIVALUE").drop("#N/B").reindex(own.index)).fillna("")
    keys = {number: key for key, number in told.names.made["ticket"].items()}

    linked = contacts.ticket.dropna().map(keys)
    assert len(linked) == expected.isin(incidents.index).sum()
    assert (linked == expected.reindex(linked.index)).all()
    unnamed = ((interactions["First Call Resolution"] == "N") & (expected == "")).sum()
    said = f"Interactions that were not solved and name no incident, or several: {unnamed}; they are linked to none."
    assert said in told.remarks
    left = ((expected != "") & ~expected.isin(incidents.index)).sum()
    assert (
        f"Interactions that name an incident which is not in the export: {left}; they are not linked to it."
        in told.remarks
    )


def test_what_came_of_a_contact(told, interactions):
    contacts = told.events("contact.recorded").set_index("key")
    solved = interactions["First Call Resolution"] == "Y"

    assert (contacts[contacts.outcome == "information"].index.isin(interactions.index[solved])).all()
    assert contacts.outcome.value_counts().to_dict() == {"information": 63_177, "ticket": 37_518}


def test_every_change_is_recorded_with_its_items(told, changes):
    recorded = told.events("change.recorded").set_index("key")

    assert len(recorded) == changes["Change ID"].nunique() == 12_789
    assert len(told.events("change.item_named")) == len(changes.drop_duplicates(["Change ID", "CI Name (aff)"]))
    assert (
        recorded["at"] == changes.groupby("Change ID")["Change record Open Time"].min().reindex(recorded.index)
    ).all()
    assert recorded.risk.value_counts().to_dict() == _gravest(changes).value_counts().to_dict()
    assert recorded.emergency.sum() == changes[changes["Emergency Change"] == "Y"]["Change ID"].nunique()


def test_possible_starts_are_kept(told, changes):
    recorded = told.events("change.recorded").set_index("key")
    day = pd.Timedelta(days=1)
    possible = changes[~(changes["Actual Start"] > changes["Change record Close Time"] + day)]
    expected = possible.groupby("Change ID")["Actual Start"].min().reindex(recorded.index)

    started = pd.to_datetime(recorded.started_at)
    assert ((started == expected) | (started.isna() & expected.isna())).all()
    closed = changes.groupby("Change ID")["Change record Close Time"].max().reindex(recorded.index)
    assert (pd.to_datetime(recorded.closed_at) == closed).all()


def _gravest(changes: pd.DataFrame) -> pd.Series:
    order = {"Minor Change": 0, "Business Change": 1, "Major Business Change": 2}
    return (
        changes["Risk Assessment"]
        .map(order)
        .groupby(changes["Change ID"])
        .max()
        .map(["minor", "business", "major"].__getitem__)
    )
