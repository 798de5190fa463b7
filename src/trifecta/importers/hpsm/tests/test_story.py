from datetime import timedelta

from trifecta.base.ids import Code
from trifecta.importers.hpsm import story
from trifecta.importers.hpsm.tests.telling import DESK, NETWORK, did, incident, minute
from trifecta.tickets.events import conversation, flow, structure


def kinds(told):
    return [one.event.kind.removeprefix("ticket.") for one in told]


def tell(row, moments, link=None, at=None):
    return story.tell(row, moments, link, at or row.opened_at)


def test_a_whole_story_is_in_the_order_of_time():
    told = tell(
        incident(article="KM7", resolved_at=minute(59), closed_at=minute(60)),
        [did(0, DESK, "Open"), did(10, DESK, "Reassignment", "Operator Update"), did(60, NETWORK, "Closed")],
    )

    assert kinds(told) == [
        "opened",
        "linked",
        "note_added",
        "handoff_offered",
        "handoff_accepted",
        "resolved",
        "closed",
    ]
    assert {one.actor for one in told} == {"importer:hpsm"}


def test_an_opening_does_not_claim_what_was_changed_later():
    row = incident(impact=2, urgency=3, priority=2)

    told = tell(row, [did(5, DESK, "Impact Change"), did(9, DESK, "Impact Change")])

    assert (told[0].event.impact, told[0].event.urgency, told[0].event.priority) == (None, 3, None)
    assert told[1:] == [(minute(9), "importer:hpsm", flow.Reprioritized(impact=2, urgency=3, priority=2), None)]


def test_pending_vendor_waits_until_the_next_change_of_status():
    told = tell(incident(), [did(5, DESK, "Pending vendor", "Status Change"), did(9, DESK, "Status Change")])

    assert [one.event for one in told[1:]] == [flow.Waiting(on=Code("vendor")), flow.Resumed()]


def test_a_status_set_while_writing_to_the_customer_waits_for_the_customer():
    told = tell(incident(), [did(5, DESK, "Communication with customer", "Status Change")])

    assert [one.event for one in told[1:]] == [conversation.MessageSent(), flow.Waiting(on=Code("customer"))]


def test_what_is_closed_does_not_wait():
    told = tell(incident(closed_at=minute(5)), [did(6, DESK, "Pending vendor"), did(7, DESK, "Status Change")])

    assert kinds(told) == ["opened", "closed"]


def test_a_solution_ends_the_waiting():
    moments = [did(5, DESK, "Pending vendor"), did(9, DESK, "Status Change")]

    told = tell(incident(resolved_at=minute(7), closed_at=minute(20)), moments)

    assert kinds(told) == ["opened", "waiting", "resolved", "closed"]


def test_a_change_that_was_live_before_caused_the_ticket():
    link = story.relation(incident(), 4, started_at=minute(-1))

    assert link == structure.Linked(relation=Code("caused_by_change"), change=4)
    assert story.relation(incident(), 4, started_at=minute(1)).relation == "fixed_by_change"
    assert story.relation(incident(), 4, started_at=None).relation == "fixed_by_change"


def test_a_link_is_told_when_both_sides_exist():
    link = story.relation(incident(), 4, started_at=None)

    assert tell(incident(), [], link, minute(30))[-1].at == minute(30)
    assert tell(incident(), [], link, minute(0) - timedelta(days=1))[-1].at == minute(0)
