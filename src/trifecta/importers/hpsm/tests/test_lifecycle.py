from trifecta.base.ids import Code
from trifecta.importers.hpsm.lifecycle import turns
from trifecta.importers.hpsm.tests.telling import DESK, NETWORK, did, incident, minute
from trifecta.tickets.events.flow import Closed, Reopened, Resolved


def test_the_tables_own_times_end_the_story():
    told = turns(
        incident(resolved_at=minute(59), closed_at=minute(60), code="Software"),
        [did(60, NETWORK, "Caused By CI", "Closed")],
    )

    assert told == [(minute(59), Resolved(code=Code("Software"), team=NETWORK)), (minute(60), Closed())]


def test_closed_without_a_resolved_time_claims_no_solution():
    assert turns(incident(closed_at=minute(60)), []) == [(minute(60), Closed())]


def test_a_closing_that_was_reopened_had_claimed_a_solution():
    told = turns(
        incident(reopened_at=minute(30), resolved_at=minute(59), closed_at=minute(60)),
        [did(20, DESK, "Closed"), did(30, DESK, "Reopen"), did(60, DESK, "Closed")],
    )

    assert told == [
        (minute(20), Resolved(team=DESK)),
        (minute(20), Closed()),
        (minute(30), Reopened()),
        (minute(59), Resolved(team=DESK)),
        (minute(60), Closed()),
    ]


def test_closings_of_interactions_do_not_end_the_incident():
    told = turns(
        incident(resolved_at=minute(60), closed_at=minute(60)),
        [did(10, DESK, "Closed"), did(20, DESK, "Closed"), did(60, DESK, "Closed")],
    )

    assert [at for at, _ in told] == [minute(60), minute(60)]


def test_a_reopening_of_the_table_without_an_activity_is_told():
    told = turns(incident(reopened_at=minute(30), closed_at=minute(60)), [did(20, DESK, "Closed")])

    assert [event.kind.removeprefix("ticket.") for _, event in told] == ["resolved", "closed", "reopened", "closed"]


def test_the_table_and_the_activity_mean_the_same_reopening():
    told = turns(incident(reopened_at=minute(30)), [did(20, DESK, "Closed"), did(31, DESK, "Reopen")])

    assert told[-1] == (minute(30), Reopened())
    assert len(told) == 3


def test_reopening_what_is_open_again_is_told_once():
    told = turns(incident(), [did(20, DESK, "Closed"), did(30, DESK, "Reopen"), did(40, DESK, "Reopen")])

    assert [event for _, event in told if isinstance(event, Reopened)] == [Reopened()]


def test_a_resolved_activity_is_a_claim_of_its_own():
    told = turns(
        incident(resolved_at=minute(59), closed_at=minute(60)),
        [did(20, NETWORK, "Resolved"), did(59, DESK, "Resolved")],
    )

    assert [at for at, event in told if isinstance(event, Resolved)] == [minute(20), minute(59)]


def test_what_happened_after_the_tables_closing_is_told_too():
    told = turns(
        incident(resolved_at=minute(20), closed_at=minute(20)), [did(40, DESK, "Reopen"), did(50, NETWORK, "Closed")]
    )

    assert told[2:] == [
        (minute(40), Reopened()),
        (minute(50), Resolved(team=NETWORK)),
        (minute(50), Closed()),
    ]
