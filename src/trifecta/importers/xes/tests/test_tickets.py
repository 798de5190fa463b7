from datetime import timedelta, timezone

import pytest

from trifecta.base.ids import Code
from trifecta.importers.contract import BadSource
from trifecta.importers.xes.tests.writing import at, event, log, read, trace
from trifecta.tickets.events.flow import Waiting
from trifecta.tickets.events.handoff import Assigned, HandoffAccepted, HandoffOffered


def test_statuses_become_the_life_of_a_ticket(tmp_path):
    outcome = read(
        tmp_path,
        log(
            trace(
                "1-1",
                event("09:00:00Z", "Accepted", "In Progress"),
                event("09:10:00Z", "Accepted", "Wait - User"),
                event("09:20:00Z", "Accepted", "In Progress"),
                event("09:30:00Z", "Accepted", "In Progress"),
                event("09:40:00Z", "Completed", "Closed"),
                event("09:50:00Z", "Accepted", "Assigned"),
                event("09:55:00Z", "Completed", "Cancelled"),
            )
        ),
    )

    assert outcome.kinds("1-1") == [
        "opened", "waiting", "resumed", "note_added", "resolved", "closed", "reopened", "cancelled",
    ]  # fmt: skip
    assert outcome.told["ticket", "1-1"][1].event == Waiting(on=Code("customer"))
    assert outcome.told["ticket", "1-1"][5].at == at(9, 40)


def test_teams_and_persons_pass_the_work_on(tmp_path):
    outcome = read(
        tmp_path,
        log(
            trace(
                "1",
                event("09:00:00Z", "Accepted", org_group="G1", org_resource="Ann"),
                event("09:10:00Z", "Accepted", org_group="G1", org_resource="Bo"),
                event("09:20:00Z", "Queued", "Awaiting Assignment", org_group="G2 3rd", org_resource="Bo"),
                event("09:30:00Z", "Accepted", org_group="-", org_resource="Unmatched"),
            )
        ),
    )

    told = outcome.told["ticket", "1"]
    assert (told[0].event.team, told[0].event.assignee, told[0].actor) == (1, 1, "staff:1")
    assert [one.event for one in told[1:4]] == [
        Assigned(team=1, assignee=2),
        HandoffOffered(to_team=2, reason=Code("reassigned")),
        HandoffAccepted(team=2),
    ]
    assert (told[4].event.kind, told[4].actor) == ("ticket.note_added", "importer:xes")
    assert outcome.names.told["team"][2]["level"] == "3"
    assert outcome.names.told["agent"][1]["team"] == 1


def test_what_it_is_about_comes_from_event_or_case(tmp_path):
    text = log(trace("1", event("09:00:00Z", "New", product="P1", impact="Major", urgency="3 - low", priority="?")))
    text = text.replace("<event>", '<string key="customer" value="ACME"/><event>', 1)

    opened = read(tmp_path, text).told["ticket", "1"][0].event

    assert (opened.service, opened.impact, opened.urgency, opened.priority, opened.requester) == (1, 1, 3, None, 1)
    assert (opened.sort, opened.owner) == ("incident", 1)


def test_an_option_names_another_attribute(tmp_path):
    text = log(trace("1", event("09:00:00Z", "New", support="S1", org_group="G1")))

    assert read(tmp_path, text, team="support").names.made["team"] == {"S1": 1}
    with pytest.raises(BadSource, match="No event has the attribute “supprt” that should name the team; there are:"):
        read(tmp_path, text, team="supprt")


def test_events_are_told_in_the_order_of_time(tmp_path):
    outcome = read(
        tmp_path,
        log(trace("1", event("09:30:00Z", "Close"), event("09:00:00Z", "Open"), event("09:30:00Z", "Look"))),
    )

    assert outcome.kinds("1") == ["opened", "closed", "note_added"]


def test_instants_without_an_offset_are_read_in_the_zone_and_said(tmp_path):
    zone = timezone(timedelta(hours=2))
    outcome = read(tmp_path, log(trace("1", event("09:00:00", "Open"), event("09:00:00+01:00", "Close"))), zone=zone)

    assert [one.at for one in outcome.told["ticket", "1"]] == [at(7), at(8)]
    assert outcome.remarks == ["Instants without an offset: 1; they are read in UTC+02:00."]


def test_bad_events_are_refused_and_spoil_no_other(tmp_path):
    outcome = read(
        tmp_path,
        log(
            trace("1", event("09:00:00Z", "Open"), event("", "Look"), event("25:00:00Z", "Look")),
            trace("", event("09:00:00Z", "Open")),
            trace("3"),
            trace("4", event("09:00:00Z", "Open")),
        ),
    )

    assert list(outcome.told) == [("ticket", "1"), ("ticket", "4")]
    assert outcome.rejects == [
        ("l1.xes", 9, "it has no “time:timestamp”"),
        ("l1.xes", 10, "its “time:timestamp” “2024-03-13T25:00:00Z” is no instant"),
        ("l1.xes", 12, "the case has no “concept:name”"),
        ("l1.xes", 16, "the case has no event that can be used"),
    ]


def test_a_case_in_two_logs_is_told_once(tmp_path):
    older = log(
        trace("1", event("09:00:00Z", "Open"), event("09:10:00Z", "Wait")), trace("2", event("09:00:00Z", "Open"))
    )
    newer = log(trace("1", event("09:10:00Z", "Wait", org_group="G1"), event("09:20:00Z", "Closed")))

    outcome = read(tmp_path, older, newer)

    assert outcome.kinds("1") == ["opened", "assigned", "waiting", "closed"]
    assert outcome.kinds("2") == ["opened"]
    assert outcome.remarks == ["Events that repeat another of the same case: 1; each is told once."]
    assert outcome.row_count == 5


def test_a_case_told_twice_in_one_log_is_told_once(tmp_path):
    outcome = read(tmp_path, log(trace("1", event("09:00:00Z", "Open")), trace("1", event("09:20:00Z", "Closed"))))

    assert outcome.kinds("1") == ["opened"]
    assert outcome.rejects == [("l1.xes", 10, "the case “1” was told already")]
