from trifecta.base.ids import Code
from trifecta.importers.servicenow.audit import UNNAMED_TEAM
from trifecta.importers.servicenow.tests.rows import OPENED_AT, USUAL, Telling, minute, rows
from trifecta.promises.events import PromiseStarted
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Recategorized, Reprioritized, Resolved
from trifecta.tickets.events.structure import Linked


def test_an_incident_is_opened_with_what_its_first_row_says():
    telling = Telling(rows(first=USUAL._replace(assignee="cy", subcategory="Quota", item="mx-1", location="Lisbon")))

    opened = telling.told[0]
    assert (opened.at, opened.actor, opened.event.kind) == (OPENED_AT, "staff:1", "ticket.opened")
    event = opened.event
    assert (event.sort, event.owner, event.channel) == ("incident", PLACEHOLDER_ID, "phone")
    assert (event.impact, event.urgency, event.priority) == (2, 2, 3)
    assert telling.name("customer", event.requester) == "bo"
    assert telling.name("team", event.team) == "Desk"
    assert telling.name("agent", event.assignee) == "cy"
    assert telling.name("category", event.category) == "Mail / Quota"
    assert telling.name("item", event.item) == "mx-1"
    assert telling.name("site", event.site) == "Lisbon"
    assert telling.told[1].event == PromiseStarted(promise=Code("sla"))
    assert len(telling.told) == 2


def test_who_serves_themselves_opens_the_incident():
    telling = Telling(rows(first=USUAL._replace(channel="Self service")))

    assert (telling.told[0].actor, telling.told[0].event.channel) == ("customer:1", "portal")


def test_channels_are_translated():
    told = {
        name: Telling(rows(first=USUAL._replace(channel=name))).told[0].event.channel
        for name in ("IVR", "Email", "Direct opening", "")
    }

    assert told == {"IVR": "phone", "Email": "mail", "Direct opening": "other", "": None}


def test_a_change_of_group_is_a_handoff_accepted_at_once():
    telling = Telling(rows({"group": "Network", "assignee": "cy", "updated_by": "dee", "reassignment_count": "1"}))

    assert telling.happened() == [(2, "handoff_offered"), (2, "handoff_accepted")]
    offered, accepted = telling.events("ticket.handoff_offered") + telling.events("ticket.handoff_accepted")
    assert telling.name("team", offered.to_team) == telling.name("team", accepted.team) == "Network"
    assert telling.name("agent", accepted.assignee) == "cy"
    assert telling.told[-1].actor == f"staff:{telling.names.made['agent']['dee']}"


def test_a_new_assignee_and_a_first_group_are_assignments():
    telling = Telling(rows({"assignee": "cy"}, {"group": "", "assignee": ""}, {"group": "Network"}))

    assigned = telling.events("ticket.assigned")
    assert telling.happened() == [(2, "assigned"), (3, "assigned"), (4, "assigned")]
    assert [telling.name("team", event.team) for event in assigned] == ["Desk", None, "Network"]
    assert [telling.name("agent", event.assignee) for event in assigned] == ["cy", None, None]


def test_a_hidden_team_takes_the_work_and_nobody_joins_it():
    telling = Telling(rows({"group": "", "assignee": "cy", "reassignment_count": "1"}))

    accepted = telling.events("ticket.handoff_accepted")[0]
    assert telling.name("team", accepted.team) == UNNAMED_TEAM
    assert "team" not in telling.names.told["agent"][accepted.assignee]


def test_agents_join_the_team_they_work_in():
    telling = Telling(rows({"assignee": "cy"}))

    assert telling.names.told["agent"][telling.names.made["agent"]["cy"]]["team"] == 1


def test_grades_and_categories_are_told_whole():
    telling = Telling(rows({"impact": "1 - High", "priority": "2 - High"}, {"category": "", "item": "mx-1"}))

    assert telling.happened() == [(2, "reprioritized"), (3, "recategorized")]
    assert telling.events("ticket.reprioritized") == [Reprioritized(impact=1, urgency=2, priority=2)]
    assert telling.events("ticket.recategorized") == [Recategorized(sort=Code("incident"), item=1)]


def test_waiting_and_resuming():
    telling = Telling(
        rows(
            {"state": "Awaiting User Info"},
            {"state": "Awaiting Vendor"},
            {"state": "-100"},
            {"state": "Active"},
            {"state": "New"},
        )
    )

    assert telling.happened() == [(2, "waiting"), (3, "waiting"), (5, "resumed")]
    assert [event.on for event in telling.events("ticket.waiting")] == ["customer", "vendor"]


def test_resolved_when_a_row_first_says_so_whatever_the_repeated_columns_say():
    repeated = USUAL._replace(code="code 5", resolved_by="dee")
    telling = Telling(rows({"state": "Resolved"}, {"updated_by": "cy"}, {"state": "Closed"}, first=repeated))

    assert telling.happened() == [(2, "resolved"), (2, "promise.met"), (4, "closed")]
    resolved = next(one for one in telling.told if one.event == Resolved(code=Code("code 5")))
    assert resolved.actor == f"staff:{telling.names.made['agent']['dee']}"


def test_only_the_last_resolution_has_the_code_and_the_resolver():
    first = USUAL._replace(code="code 5", resolved_by="dee")
    telling = Telling(
        rows({"state": "Resolved"}, {"state": "Active", "reopen_count": "1"}, {"state": "Resolved"}, first=first)
    )

    assert telling.happened() == [(2, "resolved"), (3, "reopened"), (4, "resolved")]
    assert telling.events("ticket.resolved") == [Resolved(), Resolved(code=Code("code 5"))]
    assert [one.actor for one in telling.told if one.event.kind == "ticket.resolved"] == ["staff:1", "staff:2"]


def test_the_team_that_solves_it_takes_it_first_and_the_team_that_reopens_it_later():
    telling = Telling(
        rows(
            {"state": "Resolved", "group": "Network"},
            {"state": "Active", "reopen_count": "1", "group": "Desk"},
        )
    )

    assert [kind for _, kind in telling.happened()] == [
        "handoff_offered",
        "handoff_accepted",
        "resolved",
        "reopened",
        "handoff_offered",
        "handoff_accepted",
    ]


def test_without_a_counter_leaving_an_ended_state_reopens():
    first = USUAL._replace(reopen_count="")

    assert Telling(rows({"state": "Closed"}, {"state": "Active"}, first=first)).happened() == [
        (2, "closed"),
        (3, "reopened"),
    ]


def test_a_row_that_comes_late_does_not_reopen():
    assert Telling(rows({"state": "Resolved"}, {"state": "New"}, {"state": "Closed"})).happened() == [
        (2, "resolved"),
        (2, "promise.met"),
        (4, "closed"),
    ]


def test_the_first_row_may_be_resolved_already():
    assert Telling(rows(first=USUAL._replace(state="Resolved"))).happened() == [(1, "resolved")]


def test_the_agreement_is_broken_at_the_row_from_which_it_is_said():
    telling = Telling(
        rows(
            {"made_sla": "false"}, {"made_sla": "true"}, {"made_sla": "false", "state": "Resolved"}, {"state": "Closed"}
        )
    )

    assert telling.happened() == [(4, "resolved"), (4, "promise.broken"), (5, "closed")]


def test_the_agreement_of_an_open_incident_is_neither_kept_nor_broken():
    assert Telling(rows({"state": "Resolved"})).happened() == [(2, "resolved")]


def test_what_was_closed_without_a_resolution_claims_none():
    assert Telling(rows({"state": "Closed"})).happened() == [(2, "closed"), (2, "promise.met")]


def test_a_log_without_the_flag_has_no_agreement():
    assert Telling(rows({"state": "Closed"}, first=USUAL._replace(made_sla=""))).kinds() == [
        (0, "ticket.opened"),
        (2, "ticket.closed"),
    ]


def test_knowledge_counts_from_the_row_that_said_so_for_good():
    used = Telling(rows({"knowledge": "true"}, {"knowledge": "false"}, {"knowledge": "true"}, {"state": "Active"}))
    withdrawn = Telling(rows({"knowledge": "true"}, {"knowledge": "false"}))

    assert used.happened() == [(4, "linked")]
    assert used.events("ticket.linked") == [Linked(relation=Code("article"), article=Code("unnamed"))]
    assert withdrawn.happened() == []


def test_problems_and_changes_are_linked_once_and_begin_when_they_are_named():
    telling = Telling(
        rows(
            {"problem": "PRB1", "fixing_change": "CHG1"},
            {"problem": ""},
            {"problem": "PRB1", "causing_change": "CHG1"},
            {"problem": "PRB2"},
        )
    )

    assert telling.events("ticket.linked") == [
        Linked(relation=Code("problem"), problem=1),
        Linked(relation=Code("fixed_by_change"), change=1),
        Linked(relation=Code("caused_by_change"), change=1),
        Linked(relation=Code("problem"), problem=2),
    ]
    begun = [(one.sort, one.key, one.title, one.told[0].at, one.told[0].event.kind) for one in telling.mentioned]
    assert begun == [
        ("problem", "PRB1", "PRB1", minute(2), "problem.opened"),
        ("change", "CHG1", "CHG1", minute(2), "change.recorded"),
        ("problem", "PRB2", "PRB2", minute(5), "problem.opened"),
    ]


def test_whatever_happens_the_story_is_in_the_order_of_time():
    telling = Telling(rows({"state": "Resolved", "knowledge": "true"}, {"state": "Closed", "made_sla": "false"}))

    instants = [one.at for one in telling.told]
    assert instants == sorted(instants)
