from trifecta.base.ids import Code
from trifecta.importers.hpsm.passages import first_holder, passages
from trifecta.importers.hpsm.tests.telling import DESK, NETWORK, STORAGE, did, minute
from trifecta.tickets.events.handoff import Assigned, HandoffAccepted, HandoffOffered


def passed(to, reason="reassigned"):
    return [HandoffOffered(to_team=to, reason=Code(reason)), HandoffAccepted(team=to)]


def test_the_team_that_first_worked_on_it_had_it_from_the_opening():
    assert (
        first_holder([did(0, DESK, "Open"), did(9, DESK, "Operator Update"), did(10, NETWORK, "Assignment")]) == NETWORK
    )


def test_without_any_work_the_team_that_opened_it_has_it():
    assert first_holder([did(0, DESK, "Open"), did(5, NETWORK, "Update")]) == DESK
    assert first_holder([]) is None


def test_a_reassignment_goes_to_the_team_that_works_next():
    told = list(
        passages(
            [did(10, DESK, "Reassignment"), did(15, DESK, "Operator Update"), did(20, NETWORK, "Assignment")], DESK
        )
    )

    assert [event for _, event in told] == [*passed(NETWORK), Assigned(team=NETWORK)]
    assert [at for at, _ in told] == [minute(10), minute(10), minute(20)]


def test_a_person_of_another_team_takes_the_work_along():
    told = list(passages([did(10, STORAGE, "Assignment", "Status Change")], DESK))

    assert [event for _, event in told] == passed(STORAGE, "taken")


def test_a_reassignment_that_comes_back_to_the_same_team_is_no_handoff():
    told = list(passages([did(10, DESK, "Reassignment"), did(20, DESK, "Status Change")], DESK))

    assert [event for _, event in told] == [Assigned(team=DESK)]


def test_where_the_work_went_last_is_unknown():
    assert [event for _, event in passages([did(10, DESK, "Reassignment")], DESK)] == [Assigned(team=DESK)]


def test_a_note_of_another_team_moves_nothing():
    assert not list(passages([did(10, STORAGE, "Operator Update"), did(12, STORAGE, "Update from customer")], DESK))
