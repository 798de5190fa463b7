"""The problems of the BPI Challenge 2013 against independent pandas queries."""

import gzip
from collections import Counter
from datetime import UTC
from xml.etree import ElementTree

import pandas as pd
import pytest

from trifecta.base.entries import Entry
from trifecta.importers.contract import History, Reject, Request
from trifecta.importers.tests.remembered_names import RememberedNames
from trifecta.importers.tests.shared import export
from trifecta.importers.xes.source import SOURCE
from trifecta.records.replay import replay_problem

pytestmark = pytest.mark.large
CLOSED, OPEN = "BPIC13_closed_problems.xes.gz", "BPIC13_open_problems.xes.gz"
INVOLVED = "organization involved"


def table(name: str) -> pd.DataFrame:
    """The events by a whole-tree parse: another way than the importer's."""
    with gzip.open(export("bpic2013_problems") / name) as file:
        root = ElementTree.parse(file).getroot()
    rows = [
        {"case": trace.find("string[@key='concept:name']").get("value")}
        | {one.get("key"): one.get("value") for one in event}
        for trace in root.findall("trace")
        for event in trace.findall("event")
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(at=pd.to_datetime(frame["time:timestamp"], utc=True))


def read(*names: str, **options: str):
    paths = [export("bpic2013_problems") / name for name in names]
    remembered = RememberedNames()
    said = list(SOURCE.read(Request(paths, UTC, options), remembered))
    assert not [one for one in said if isinstance(one, Reject)]
    return {one.key: one.told for one in said if isinstance(one, History)}, remembered


def kinds(told) -> Counter[str]:
    return Counter(one.event.kind for story in told.values() for one in story)


def test_each_closed_problem_ends_closed_when_its_log_ends():
    events = table(CLOSED)
    told, names = read(CLOSED, **{"as": "problem", "team": INVOLVED})

    rows = pd.DataFrame.from_dict(
        {
            key: replay_problem(Entry(n, one.at, one.actor, one.event) for n, one in enumerate(story, 1))
            for key, story in told.items()
        },
        orient="index",
    )
    spans = events.groupby("case")["at"].agg(["min", "max"]).reindex(rows.index)
    assert len(rows) == events.case.nunique() == 1_487
    assert (rows.opened_at == spans["min"]).all()
    last = events.groupby("case")["lifecycle:transition"].last().reindex(rows.index)
    assert (rows.state == last.str.lower()).all()
    assert (rows.closed_at == spans["max"])[last == "Closed"].all()
    assert set(names.made["team"]) == set(events[INVOLVED])
    assert set(names.made["service"]) == set(events["product"])


def test_every_transition_of_a_problem_is_a_move():
    events = table(CLOSED)
    states = events["lifecycle:transition"].map(
        {"Wait": "waiting", "Closed": "closed", "Cancelled": "cancelled", "Unmatched": None}, na_action=None
    )
    states = states.where(events["lifecycle:transition"].isin(["Wait", "Closed", "Cancelled", "Unmatched"]), "open")
    known = states.dropna()
    before = known.groupby(events.case[known.index]).shift(fill_value="open")
    changed = known != before
    # Completed and Closed in one event says both: it is solved and it is over.
    expected = changed.sum() + (changed & (known == "closed")).sum()

    told, _ = read(CLOSED, **{"as": "problem"})

    assert kinds(told)["problem.moved"] == expected


def test_as_tickets_the_same_log_tells_life_and_handoffs():
    events = table(CLOSED)
    told, _ = read(CLOSED, team=INVOLVED)

    counted = kinds(told)
    team = events[INVOLVED]
    moved = (team != team.groupby(events.case).shift()) & events.case.duplicated()
    assert counted["ticket.handoff_offered"] == counted["ticket.handoff_accepted"] == moved.sum() == 655
    assert counted["ticket.closed"] == (events["lifecycle:transition"] == "Closed").sum() == 1_565
    assert counted["ticket.cancelled"] == (events["lifecycle:transition"] == "Cancelled").sum() == 3
    ended = events.groupby("case")["concept:name"].shift() == "Completed"
    assert counted["ticket.reopened"] == (ended & (events["concept:name"] == "Accepted")).sum() == 81


def test_levels_stand_at_the_end_of_a_teams_name():
    _, names = read(CLOSED, team=INVOLVED)

    levels = Counter(told.get("level") for told in names.told["team"].values())
    involved = pd.Series(table(CLOSED)[INVOLVED].unique())
    assert levels["2"] == involved.str.endswith(" 2nd").sum()
    assert levels["3"] == involved.str.endswith(" 3rd").sum()


def test_the_open_problems_lack_a_team_and_end_as_they_stand():
    events = table(OPEN)
    told, names = read(OPEN, **{"as": "problem"})

    assert len(told) == events.case.nunique() == 819
    assert set(names.made["team"]) == set(events["org:group"])
    states = Counter(
        replay_problem(Entry(n, one.at, one.actor, one.event) for n, one in enumerate(story, 1))["state"]
        for story in told.values()
    )
    last = events.groupby("case")["lifecycle:transition"].last()
    assert states == {
        "closed": (last == "Closed").sum(),
        "waiting": (last == "Wait").sum(),
        "open": last.isin(["In Progress", "Awaiting Assignment", "Assigned"]).sum(),
    }


def test_problems_in_both_logs_are_told_once():
    both = pd.concat([table(CLOSED), table(OPEN)])
    told, _ = read(CLOSED, OPEN, **{"as": "problem", "team": INVOLVED})

    assert len(told) == both.case.nunique() == 1_841
    last = both.sort_values("at", kind="stable").groupby("case")["at"].last()
    assert all(story[-1].at <= last[key] for key, story in told.items())
    assert kinds(told)["problem.opened"] == 1_841
