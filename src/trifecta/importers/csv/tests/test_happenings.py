from trifecta.base.ids import Code
from trifecta.importers.csv.tests.reading import at, read
from trifecta.tickets.events.flow import Waiting
from trifecta.tickets.events.handoff import Assigned, HandoffAccepted, HandoffOffered

MAPPING = """
[ticket]
key = "Case"
requester = "Caller"
team = "Team"
agent = "Assigned"
[event]
at = "At"
activity = "What"
by = "Who"
team = "Team"
words = "Text"
[event.kinds]
Insert = "opened"
Take = ["reopened", "resumed", "assigned"]
Ask = "waiting on customer"
Write = "message"
Solve = "resolved"
Close = "closed"
Look = "ignored"
"""
HEADER = "Case,Caller,Team,Assigned,At,What,Who,Text\n"


def tell(folder, *rows: str):
    return read(folder, MAPPING, HEADER + "".join(f"{row}\n" for row in rows))


def test_the_first_event_opens_the_ticket_wherever_its_rows_stand(tmp_path):
    outcome = tell(
        tmp_path,
        "1,Ida,A,,2024-03-13 10:00,Solve,Bo,",
        "2,Ida,A,,2024-03-13 09:30,Insert,,",
        "1,Ida,A,,2024-03-13 09:00,Look,,",
    )

    assert outcome.kinds("1") == ["opened", "resolved"]
    assert [one.at for one in outcome.told["ticket", "1"]] == [at(13), at(13, 10)]


def test_taking_in_charge_means_what_fits(tmp_path):
    outcome = tell(
        tmp_path,
        "1,Ida,A,,2024-03-13 09:00,Insert,,",
        "1,Ida,A,,2024-03-13 09:10,Take,Bo,",
        "1,Ida,A,,2024-03-13 09:20,Ask,Bo,",
        "1,Ida,A,,2024-03-13 09:30,Take,Bo,",
        "1,Ida,A,,2024-03-13 09:40,Solve,Bo,",
        "1,Ida,A,,2024-03-13 09:45,Ask,Bo,",
        "1,Ida,A,,2024-03-13 09:50,Take,Bo,",
    )

    assert outcome.kinds("1") == [
        "opened", "assigned", "waiting", "resumed", "assigned", "resolved", "reopened", "assigned",
    ]  # fmt: skip
    assert outcome.event("1", "ticket.waiting") == Waiting(on=Code("customer"))


def test_work_that_comes_to_another_team_is_a_handoff(tmp_path):
    outcome = tell(
        tmp_path,
        "1,Ida,A,,2024-03-13 09:00,Insert,,",
        "1,Ida,A,,2024-03-13 09:10,Take,Bo,",
        "1,Ida,B,,2024-03-13 09:20,Take,Cy,",
    )

    assert [one.event for one in outcome.told["ticket", "1"][1:]] == [
        Assigned(team=1, assignee=1),
        HandoffOffered(to_team=2, reason=Code("reassigned")),
        HandoffAccepted(team=2, assignee=2),
    ]


def test_a_message_is_told_by_who_wrote_it(tmp_path):
    outcome = tell(
        tmp_path,
        "1,Ida,A,Bo,2024-03-13 09:00,Insert,,",
        "1,Ida,A,Bo,2024-03-13 09:10,Write,Ida,Help",
        "1,Ida,A,Bo,2024-03-13 09:20,Write,Bo,Yes",
        "1,Ida,A,Bo,2024-03-13 09:30,Write,Eva,Me too",
    )

    assert [(one.event.kind, one.actor, one.words) for one in outcome.told["ticket", "1"][1:]] == [
        ("ticket.message_received", "customer:1", "Help"),
        ("ticket.message_sent", "staff:1", "Yes"),
        ("ticket.note_added", "importer:csv", "Me too"),
    ]


def test_an_event_that_several_rows_repeat_is_told_once(tmp_path):
    row = "1,Ida,A,,2024-03-13 09:00,Solve,Bo,"

    outcome = tell(tmp_path, row, row)

    assert outcome.kinds("1") == ["opened", "resolved"]
    assert "Rows that repeat an event of another row: 1; each event is told once." in outcome.remarks


def test_rows_that_cannot_be_used_spoil_no_other(tmp_path):
    outcome = tell(
        tmp_path,
        "1,Ida,A,,2024-03-13 09:00,Insert,,",
        "1,Ida,A,,2024-03-13 09:10,Dance,,",
        "1,Ida,A,,,Solve,,",
        ",Ida,A,,2024-03-13 09:10,Solve,,",
        "1,Ida,A,,2024-03-13 09:40,Close,,",
    )

    assert outcome.kinds("1") == ["opened", "closed"]
    assert outcome.rejects == [
        ("t1.csv", 5, "it does not say which ticket it is"),
        ("t1.csv", 3, "the activity “Dance” is not in [event.kinds] of the mapping"),
        ("t1.csv", 4, "“At” is empty, so nobody knows when it happened"),
    ]


def test_an_event_before_the_opening_is_refused(tmp_path):
    mapping = '[ticket]\nkey = "No"\nopened = "Opened"\n[event]\nat = "At"\nkind = "note"\n'

    outcome = read(
        tmp_path, mapping, "No,Opened,At\n1,2024-03-13 09:00,2024-03-13 08:00\n1,2024-03-13 09:00,2024-03-13 10:00\n"
    )

    assert outcome.kinds("1") == ["opened", "note_added"]
    assert outcome.rejects == [("t1.csv", 2, "it happened before the ticket was opened")]
