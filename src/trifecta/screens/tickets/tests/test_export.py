"""The list as CSV: exactly these lines, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from tests.desk import monday
from trifecta.catalog.models import Service
from trifecta.staff.models import Level
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.models import Ticket

HEAD = (
    "Ticket,Subject,Kind,State,Priority,Customer,Service,Owner,Team,Assignee,Channel,Opened,Resolved,Closed,Reopened,"
    "Team changes"
)


def exported(client, query=""):
    response = client.get(f"/tickets.csv?{query}")
    assert response.status_code == 200
    return response, b"".join(response.streaming_content).decode()


def test_says_every_fact_of_a_row(desk, house):
    first = desk.team("First")
    ann = desk.agent("Ann", first)
    mail = Service.objects.create(name="Mail")
    ticket = desk.ticket(
        by=ann, team=first, assignee=ann, requester=desk.customer("Mira, Okafor"), subject='Says "no"', channel="mail",
        impact=1, urgency=2, service=mail, at=monday(9),
    )  # fmt: skip
    resolve(ticket, how="fixed", words="done", by=ann, at=monday(10, 30))

    response, text = exported(house.enter(ann), "state=all")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="tickets.csv"'
    row = (
        f'{ticket.reference},"Says ""no""",incident,resolved,2,"Mira, Okafor",Mail,Ann,First,Ann,mail,'
        "2026-03-02T09:00:00+00:00,2026-03-02T10:30:00+00:00,,0,0"
    )
    assert text == f"{HEAD}\r\n{row}\r\n"


def test_what_is_not_known_is_empty(desk, house):
    ticket = desk.ticket(by=desk.agent("Ann"), at=monday(9))

    text = exported(house.enter(desk.agent("Kim")))[1]

    assert text.splitlines()[1] == (
        f"{ticket.reference},The printer prints blanks,incident,open,,,,Ann,,,,2026-03-02T09:00:00+00:00,,,0,0"
    )


def test_a_subject_that_is_a_formula_is_disarmed(desk, house):
    desk.ticket(subject="=HYPERLINK(evil)", requester=desk.customer("@SUM(A1)"), at=monday(9))

    rows = list(csv.reader(io.StringIO(exported(house.enter(desk.agent()))[1])))

    assert (rows[1][1], rows[1][5]) == ("'=HYPERLINK(evil)", "'@SUM(A1)")


def test_holds_all_pages_in_the_lists_order_under_its_filters(desk, house, django_assert_max_num_queries):
    ann = desk.agent("Ann")
    for number in range(120):
        desk.ticket(by=ann, subject=f"Ticket {number}", at=monday(9, number // 2))
    desk.ticket(subject="Not hers", at=monday(9))
    client = house.enter(ann)

    with django_assert_max_num_queries(10):
        text = exported(client, "owner=me&order=oldest&after=2026-03-02T09:10:00Z_4")[1]

    assert [line.split(",")[1] for line in text.splitlines()[1:]] == [f"Ticket {number}" for number in range(120)]


def test_leaves_out_what_the_reader_may_not_see(desk, house):
    secret = desk.team("People matters", level=Level.SECOND, is_restricted=True)
    hana = desk.agent("Hana", secret)
    desk.ticket(by=hana, team=secret, subject="Salary")

    assert "Salary" not in exported(house.enter(desk.agent("Ann")), "state=all")[1]
    assert "Salary" in exported(house.enter(hana), "state=all")[1]
    assert Ticket.objects.count() == 1
