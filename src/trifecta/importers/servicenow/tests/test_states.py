import pytest

from trifecta.importers.servicenow.states import meaning, move


@pytest.mark.parametrize(
    ("state", "meant"),
    [
        ("New", "open"),
        ("In Progress", "open"),
        ("Awaiting User Info", "waiting on customer"),
        ("Awaiting Vendor", "waiting on vendor"),
        ("Awaiting Problem", "waiting on problem"),
        ("Awaiting Evidence", "waiting on other"),
        ("RESOLVED", "resolved"),
        ("7", "closed"),
        ("Canceled", "cancelled"),
        ("-100", None),
    ],
)
def test_states_have_a_meaning_or_none(state: str, meant: str | None):
    assert meaning(state) == meant


@pytest.mark.parametrize(
    ("before", "after", "is_reopened", "happened"),
    [
        ("open", "open", False, ([], [])),
        ("open", "waiting on vendor", False, (["waiting"], [])),
        ("waiting on vendor", "waiting on customer", False, (["waiting"], [])),
        ("waiting on vendor", "open", False, (["resumed"], [])),
        ("waiting on vendor", "resolved", False, ([], ["resolved"])),
        ("open", "closed", False, ([], ["closed"])),
        ("resolved", "closed", False, ([], ["closed"])),
        ("closed", "resolved", False, ([], [])),
        ("open", "cancelled", False, ([], ["cancelled"])),
        ("resolved", "open", True, (["reopened"], [])),
        ("closed", "waiting on customer", True, (["reopened", "waiting"], [])),
        ("resolved", "resolved", True, (["reopened"], ["resolved"])),
        ("open", "open", True, (["reopened"], [])),
        ("resolved", "open", False, ([], [])),
    ],
)
def test_moves(before: str, after: str, is_reopened, happened):
    moved = move(before, after, is_reopened=is_reopened)

    kinds = [[event.kind.removeprefix("ticket.") for event in part] for part in (moved.starting, moved.ending)]
    assert tuple(kinds) == happened


def test_a_row_that_comes_late_leaves_an_ended_incident_ended():
    assert move("resolved", "open", is_reopened=False).meaning == "resolved"
