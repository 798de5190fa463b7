from __future__ import annotations

from trifecta.web.tables import Cell
from trifecta.web.tests.sample_numbers import BY_TEAM, LINE, TEAMS


def test_the_table_says_each_value_and_its_interval():
    assert [column.label for column in LINE.table.columns] == [
        "Week from",
        "First contact",
        "First contact: 95 % interval",
    ]
    assert LINE.table.rows[0] == (Cell("7 Sep"), Cell("61 %", is_number=True), Cell("57–65 %", is_number=True))


def test_what_was_not_measured_is_a_dash():
    assert TEAMS.table.rows[3][3] == Cell("–", is_number=True)


def test_the_page_gets_every_value_in_words():
    spec = LINE.json

    assert spec["kind"] == "line"
    assert spec["texts"] == [["61 %", "63 %", "62 %", "66 %", "68 %", "70 %", "71 %", "71 %"]]
    assert (spec["target"], spec["target_text"]) == ({"value": 0.7, "label": "Target"}, "70 %")
    assert spec["marks"] == ({"at": "5 Oct", "label": "New knowledge base"},)


def test_rows_are_as_high_as_they_are_many():
    assert (BY_TEAM.height_rem, LINE.height_rem) == (9.25, 17.5)
