import pytest

from trifecta.importers.contract import BadSource
from trifecta.importers.csv.tests.reading import at, read

MAPPING = """
[ticket]
key = "No"
opened = "Opened"
resolved = "Solved"
closed = "Closed"
subject = "Title"
solution = "How"
sort = { column = "Type", values = { "Service request" = "request", "Störung" = "incident" } }
channel = { column = "Via", values = { Call = "phone" }, otherwise = "other" }
priority = "Prio"
requester = "Caller"
email = "Mail"
team = "Group"
agent = "Agent"
service = "Service"
item = "Device"
"""
HEADER = "No;Opened;Solved;Closed;Title;How;Type;Via;Prio;Caller;Mail;Group;Agent;Service;Device\n"
FULL = (
    "7;13.03.2024 09:00;13.03.2024 12:00;14.03.2024 09:00;No ink;New ink;Störung;CALL;2 - high;Ida;I@x.org;Print;Bo;"
    "Printing;P1\n"
)


def test_a_row_is_a_ticket_with_all_it_says(tmp_path):
    outcome = read(tmp_path, MAPPING, HEADER + FULL)

    opened = outcome.event("7", "ticket.opened")
    assert (opened.sort, opened.channel, opened.priority, opened.owner) == ("incident", "phone", 2, 1)
    assert (opened.requester, opened.team, opened.assignee, opened.service, opened.item) == (1, 1, 1, 1, 1)
    assert [(one.at, one.words) for one in outcome.told["ticket", "7"]] == [
        (at(13), None),
        (at(13, 12), "New ink"),
        (at(14), None),
    ]
    assert outcome.names.told["customer"][1] == {"name": "Ida", "email": "I@x.org"}
    assert outcome.names.told["agent"][1] == {"name": "Bo", "team": 1}


def test_values_without_a_translation_are_left_empty_and_said(tmp_path):
    outcome = read(tmp_path, MAPPING, HEADER + FULL.replace("Störung", "Wish").replace("CALL", "Fax"))

    opened = outcome.event("7", "ticket.opened")
    assert (opened.sort, opened.channel) == ("incident", "other")
    assert "“sort” is left empty where the mapping has no value: “Wish” (1)." in outcome.remarks


def test_bad_rows_are_refused_and_spoil_no_other(tmp_path):
    rows = [
        FULL,
        FULL,
        FULL.replace("7;", ";", 1),
        FULL.replace("7;13.03.2024 09:00", "8;"),
        FULL.replace("7;", "9;", 1).replace("13.03.2024 12:00", "12.03.2024 12:00"),
        FULL.replace("7;", "10;", 1).replace("2 - high", "9"),
        FULL.replace("7;", "11;", 1).replace("14.03.2024 09:00", "soon"),
        FULL.replace("7;", "12;", 1),
    ]

    outcome = read(tmp_path, MAPPING, HEADER + "".join(rows))

    assert list(outcome.told) == [("ticket", "7"), ("ticket", "12")]
    assert outcome.rejects == [
        ("t1.csv", 3, "the ticket “7” was told already; if each row is an event, the mapping needs [event]"),
        ("t1.csv", 4, "it does not say which ticket it is"),
        ("t1.csv", 5, "it does not say when it was opened"),
        ("t1.csv", 6, "it was solved before it was opened"),
        ("t1.csv", 7, "its priority “9” is no number from 1 to 5"),
        ("t1.csv", 8, "“soon” is no date"),
    ]


def test_a_column_that_is_not_there_is_said_with_the_near_ones(tmp_path):
    with pytest.raises(BadSource, match=r"t1\.csv has no column “Titel”; did you mean “Title”") as refused:
        read(tmp_path, MAPPING.replace('"Title"', '"Titel"'), HEADER + FULL)

    assert "its columns are: No, Opened, Solved" in str(refused.value)


def test_files_of_several_dialects_share_a_mapping(tmp_path):
    mapping = '[ticket]\nkey = "No"\nopened = "Opened"\n'

    outcome = read(tmp_path, mapping, "No;Opened\n1;13.03.2024 09:00\n", "No,Opened\n2,2024-03-14T09:00:00\n")

    assert [told[0].at for told in outcome.told.values()] == [at(13), at(14)]


def test_the_mapping_overrules_what_is_detected(tmp_path):
    mapping = '[file]\ndates = "mdy"\nmissing = ["none"]\n[ticket]\nkey = "No"\nopened = "Opened"\nteam = "T"\n'

    outcome = read(tmp_path, mapping, "No,Opened,T\n1,3/4/2024,none\n")

    assert outcome.told["ticket", "1"][0].at == at(4, 0)
    assert outcome.event("1", "ticket.opened").team is None


def test_columns_of_two_date_styles_are_read_each_in_its_own(tmp_path):
    mapping = '[ticket]\nkey = "No"\nopened = "A"\nclosed = "B"\n'

    outcome = read(tmp_path, mapping, "No,A,B\n1,13/03/2024 09:00,2024-03-14 09:00\n")

    assert [one.at for one in outcome.told["ticket", "1"]] == [at(13), at(14)]


def test_a_zero_byte_costs_its_row_only(tmp_path):
    mapping = '[ticket]\nkey = "No"\nopened = "Opened"\n'

    outcome = read(tmp_path, mapping, "No;Opened\n1;13.03.2024 09:00\n2;13.03.2024 \0 09:00\n")

    assert list(outcome.told) == [("ticket", "1")]
    assert outcome.rejects == [("t1.csv", 3, "it holds a zero byte, which no text has")]
