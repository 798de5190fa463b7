import pytest

from trifecta.base.ids import Code
from trifecta.importers.contract import BadSource
from trifecta.importers.xes.tests.writing import at, event, log, read, trace
from trifecta.records.events import ProblemAssigned, ProblemMoved, ProblemOpened

TEXT = log(
    trace(
        "P1",
        event(
            "09:00:00Z", "Queued", "Awaiting Assignment", org_group="G1", org_resource="Ann", impact="High", product="X"
        ),
        event("09:10:00Z", "Accepted", "In Progress", org_group="G1", org_resource="Ann"),
        event("09:15:00Z", "Accepted", "In Progress", org_group="G1", org_resource="Ann"),
        event("09:20:00Z", "Accepted", "Wait", org_group="G2", org_resource="-"),
        event("09:30:00Z", "Completed", "Closed", org_group="G2", org_resource="Bo"),
        event("09:40:00Z", "Accepted", "In Progress", org_group="G2", org_resource="Bo"),
    )
)


def test_a_case_may_become_a_problem(tmp_path):
    told = read(tmp_path, TEXT, **{"as": "problem"}).told["problem", "P1"]

    assert [(one.at, one.event) for one in told] == [
        (at(9), ProblemOpened(impact=2, service=1, team=1)),
        (at(9, 10), ProblemAssigned(team=1, assignee=1)),
        (at(9, 20), ProblemAssigned(team=2)),
        (at(9, 20), ProblemMoved(state=Code("waiting"))),
        (at(9, 30), ProblemAssigned(team=2, assignee=2)),
        (at(9, 30), ProblemMoved(state=Code("resolved"))),
        (at(9, 30), ProblemMoved(state=Code("closed"))),
        (at(9, 40), ProblemMoved(state=Code("open"))),
    ]


def test_a_case_becomes_nothing_else(tmp_path):
    with pytest.raises(BadSource, match="A case cannot become “tikcet”; write --as ticket or --as problem"):
        read(tmp_path, TEXT, **{"as": "tikcet"})
