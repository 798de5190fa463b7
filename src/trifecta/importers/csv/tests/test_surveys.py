from trifecta.importers.csv.tests.reading import at, read

TICKET = '[ticket]\nkey = "No"\nopened = "Opened"\nclosed = "Closed"\nrequester = "Who"\n'
HEADER = "No,Opened,Closed,Who,Mark\n"
RATED = "1,2024-03-13 09:00,2024-03-14 09:00,Ida,4\n"
UNRATED = "2,2024-03-13 09:00,2024-03-14 09:00,Ida,-\n"
OPEN = "3,2024-03-13 09:00,,Ida,\n"
NOBODY = "4,2024-03-13 09:00,2024-03-14 09:00,,5\n"


def surveys(folder, asked, *rows: str):
    outcome = read(folder, f'{TICKET}[survey]\nrating = "Mark"\nasked = "{asked}"\n', HEADER + "".join(rows))
    told = {key: told for (sort, key), told in outcome.told.items() if sort == "survey"}
    return told, outcome


def test_a_mark_is_an_answer_at_the_closing(tmp_path):
    told, _ = surveys(tmp_path, "answered", RATED, UNRATED)

    (sent, answered) = told["1"]
    assert (sent.at, sent.event.ticket, sent.event.customer, sent.event.instrument) == (at(14), 1, 1, "csat")
    assert (answered.at, answered.event.value, answered.actor) == (at(14), 4, "customer:1")
    assert list(told) == ["1"]


def test_every_closed_ticket_was_asked_where_the_mapping_says_so(tmp_path):
    told, _ = surveys(tmp_path, "closed", RATED, UNRATED, OPEN)

    assert {key: len(events) for key, events in told.items()} == {"1": 2, "2": 1}


def test_nobody_can_be_asked_about_a_ticket_of_nobody(tmp_path):
    assert surveys(tmp_path, "closed", NOBODY)[0] == {}


def test_a_mark_off_the_scale_is_refused_and_the_ticket_kept(tmp_path):
    told, outcome = surveys(tmp_path, "answered", RATED.replace(",4", ",7"))

    assert told == {}
    assert list(outcome.told) == [("ticket", "1")]
    assert outcome.rejects == [("t1.csv", 2, "its rating “7” is no number from 1 to 5, which csat needs")]
