from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from trifecta.base.worktime import zones
from trifecta.importers.contract import BadSource, History, Reject, Remark, Request
from trifecta.importers.servicenow.source import SOURCE
from trifecta.importers.servicenow.tests.rows import export
from trifecta.importers.tests.remembered_names import RememberedNames


@pytest.fixture
def read(tmp_path: Path):
    def said(*texts: str, zone=UTC):
        paths = [tmp_path / f"export{number}.csv" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return list(SOURCE.read(Request(paths, zone), RememberedNames()))

    return said


def histories(said):
    return {one.key: [told.event.kind for told in one.told] for one in said if isinstance(one, History)}


def remarks(said):
    return [one.text for one in said if isinstance(one, Remark)]


def test_rows_of_an_incident_may_stand_anywhere(read):
    said = read(
        export(
            {"number": "INC2", "title": "Printer"},
            {"number": "INC1"},
            {"number": "INC2", "title": "Printer on fire", "state": "Closed", "updated_at": "13/3/2025 10:00"},
        )
    )

    assert histories(said) == {
        "INC2": ["ticket.opened", "promise.started", "ticket.closed", "promise.met"],
        "INC1": ["ticket.opened", "promise.started"],
    }
    titles = {one.key: (one.title, one.line) for one in said if isinstance(one, History)}
    assert titles == {"INC2": ("Printer on fire", 2), "INC1": ("INC1", 3)}
    assert "export0.csv: dates such as “13/3/2025 10:00” are read as day/month/year." in remarks(said)


def test_times_are_local_to_the_zone(read):
    said = read(export({}), zone=zones.zone("America/Sao_Paulo"))

    assert said[-2].told[0].at == datetime(2025, 3, 3, 12, tzinfo=UTC)


def test_an_incident_may_go_on_in_another_file(read):
    said = read(export({}), export({"state": "Resolved", "updated_at": "13/3/2025 11:00"}, {"number": "INC2"}))

    assert histories(said) == {
        "INC1": ["ticket.opened", "promise.started", "ticket.resolved"],
        "INC2": ["ticket.opened", "promise.started"],
    }


def test_a_row_that_cannot_be_read_costs_itself_only(read):
    said = read(
        export(
            {"updated_at": "yesterday"},
            {},
            {"opened_at": "", "number": "INC2"},
            {"updated_at": "", "state": "Closed"},
            {"state": "Resolved", "updated_at": "13/3/2025 11:00", "opened_at": ""},
        )
    )

    rejected = [(one.line, one.reason) for one in said if isinstance(one, Reject)]
    assert rejected == [
        (2, "“yesterday” is no date"),
        (5, "sys_updated_at is empty"),
        (4, "opened_at is empty"),
    ]
    assert histories(said) == {"INC1": ["ticket.opened", "promise.started", "ticket.resolved"]}


def test_most_columns_may_be_missing(read):
    lacking = ("made_sla", "knowledge", "group", "reopen_count", "problem", "title", "caller", "channel", "priority")

    assert histories(read(export({}, lacking=lacking))) == {"INC1": ["ticket.opened"]}


@pytest.mark.parametrize("column", ["number", "state", "opened_at", "updated_at"])
def test_some_columns_are_needed(read, column: str):
    with pytest.raises(BadSource, match="has no column"):
        read(export({}, lacking=[column]))


def test_a_row_that_repeats_another_is_told_once(read):
    taken, given_back = {"group": "Network", "update_count": "1"}, {"group": "Desk", "update_count": "2"}
    lines = [{"update_count": "0"}, taken, given_back]

    said = read(export(*lines, *lines))

    assert histories(said) == histories(read(export(*lines)))
    assert histories(said)["INC1"].count("ticket.handoff_offered") == 2
    assert "Rows that repeat another: 3; each is told once." in remarks(said)


def test_exports_that_overlap_tell_what_one_would(read):
    moved = {"group": "Network", "update_count": "1"}
    solved = {"state": "Resolved", "update_count": "2", "updated_at": "13/3/2025 11:00"}

    said = read(export({}, moved), export({}, moved, solved))

    assert histories(said) == histories(read(export({}, moved, solved)))
    assert "Rows that repeat another: 2; each is told once." in remarks(said)


def test_a_missing_column_is_said_with_what_it_would_tell(read):
    said = remarks(read(export({}, lacking=["caller", "group"])))

    assert (
        "export0.csv lacks columns, so this is not told: who asked (caller_id), the team and every handoff "
        "(assignment_group)."
    ) in said
    assert not any("lacks" in remark for remark in remarks(read(export({}))))


def test_what_it_makes_of_the_log_is_said(read):
    said = read(
        export(
            {},
            {"state": "-100", "updated_at": "13/3/2025 10:00"},
            {"group": "", "reassignment_count": "1", "updated_at": "13/3/2025 11:00"},
        )
    )

    assert remarks(said)[2:] == [
        "States without a meaning here leave the state as it was: “-100”.",
        "Some work went to teams that the export does not name; they stand together as “Team not named in the export”.",
        "The log has no contacts and no messages: what is measured on them stays “not measured”.",
    ]


def test_rows_are_counted_for_the_progress_bar(read, tmp_path: Path):
    read(export({}, {"number": "INC2"}))

    assert SOURCE.rows(Request([tmp_path / "export0.csv"], UTC)) == 2
