from trifecta.importers.csv.tests.reading import at, read

MAPPING = '[ticket]\nkey = "No"\nopened = "Opened"\nresolved = "Solved"\ndeadline = "Due"\n'
HEADER = "No,Opened,Due,Solved\n"


def outcomes(folder, *rows: str):
    outcome = read(folder, MAPPING, HEADER + "\n".join(rows) + "\n")
    return {
        key: [(one.at, one.event.kind.partition(".")[2]) for one in told if one.event.kind.startswith("promise.")][1:]
        for (_, key), told in outcome.told.items()
    }


def test_what_is_solved_by_its_deadline_is_kept(tmp_path):
    assert outcomes(tmp_path, "1,2024-03-13 09:00,2024-03-14 09:00,2024-03-14 09:00") == {"1": [(at(14), "met")]}


def test_what_is_solved_later_was_broken_at_the_deadline(tmp_path):
    assert outcomes(tmp_path, "1,2024-03-13 09:00,2024-03-14 09:00,2024-03-15 09:00") == {"1": [(at(14), "broken")]}


def test_an_open_promise_is_broken_once_the_export_is_later_than_its_deadline(tmp_path):
    told = outcomes(tmp_path, "1,2024-03-13 09:00,2024-03-14 09:00,", "2,2024-03-15 09:00,2024-03-20 09:00,")

    assert told == {"1": [(at(14), "broken")], "2": []}


def test_a_deadline_before_the_opening_is_broken_from_the_start(tmp_path):
    assert outcomes(tmp_path, "1,2024-03-13 09:00,2024-03-13 00:00,2024-03-15 09:00") == {"1": [(at(13), "broken")]}


def test_without_a_deadline_nothing_was_promised(tmp_path):
    assert outcomes(tmp_path, "1,2024-03-13 09:00,,2024-03-15 09:00", "2,2024-03-13 09:00,2024-03-19 09:00,") == {
        "1": [],
        "2": [],
    }
