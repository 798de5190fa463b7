import pytest

from trifecta.importers.xes.states import states_of


@pytest.mark.parametrize(
    ("name", "transition", "meant"),
    [
        ("Queued", "Awaiting Assignment", ["queued"]),
        ("Accepted", "In Progress", ["open"]),
        ("Accepted", "Assigned", ["open"]),
        ("Accepted", "Wait", ["waiting"]),
        ("Completed", "Closed", ["resolved", "closed"]),
        ("Completed", "Resolved", ["resolved"]),
        ("Completed", "Cancelled", ["cancelled"]),
        ("Completed", "In Call", ["open"]),
        ("", "", []),
        ("Disclosed findings", "complete", []),
        ("Pending_User", "start", ["waiting"]),
        ("Send invoice", "assign", []),
    ],
)
def test_words_say_how_the_case_stands(name, transition, meant):
    assert states_of(name, transition) == meant
