from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trifecta.base.ids import Code
from trifecta.importers.contract import BadSource, History, Reject, Remark, Request
from trifecta.importers.hpsm.source import SOURCE
from trifecta.importers.tests.remembered_names import RememberedNames

ABOUT = "CI Name (aff);CI Type (aff);CI Subtype (aff);"
INCIDENTS = f"""{ABOUT}Service Component WBS (aff);Incident ID;Status;Impact;Urgency;Priority;Category;KM number;\
Open Time;Reopen Time;Resolved Time;Close Time;Closure Code;Related Interaction;Related Change;;
PRN01;printer;laser;PRINTING;IM1;Closed;4;3;4;incident;KM1;21/10/2013 09:00:00;;21/10/2013 10:00:00;\
21/10/2013 10:00:04;Hardware;SD1;C1;;
PRN02;printer;laser;PRINTING;IM2;Closed;4;4;4;request for information;KM2;22/10/2013 09:00:00;;;\
22/10/2013 12:00:00;;#MULTIVALUE;;;
;;;;;;;;;;;;;;;;;;;
PRN02;printer;laser;PRINTING;IM2;Closed;4;4;4;complaint;KM2;22/10/2013 09:00:00;;;22/10/2013 12:00:00;;;;;
PRN02;printer;laser;PRINTING;IM3;Closed;4;4;4;complaint;KM2;22/10/2013 09:00:00;;;22/10/2013 08:00:00;;;;;
"""
ACTIVITIES = """\ufeffIncident ID,Detail.IncidentActivity_Type,Detail.DateStamp,Detail.Assignment Group
IM1,Open,2013-10-21 09:00:01,DESK
\ufeffIM1,Assignment,2013-10-21 09:30:00,PRINT TEAM
IM1,Closed,2013-10-21 10:00:05,PRINT TEAM
IM9,Open,2013-10-21 10:00:05,PRINT TEAM
IM1,Update,31-31-2013,PRINT TEAM
"""
INTERACTIONS = f"""{ABOUT}Service Comp WBS (aff);Interaction ID;Category;Open Time (First Touch);\
First Call Resolution;Handle Time (secs);Related Incident
PRN01;printer;laser;PRINTING;SD1;incident;21-10-2013 8:55;N;240;
PRN01;printer;laser;PRINTING;SD2;incident;21-10-2013 9:05;Y;60;
#N/B;#N/B;#N/B;PRINTING;SD3;incident;21-10-2013 9:10;N;30;IM8
PRN02;printer;laser;PRINTING;SD4;incident;22-10-2013 9:10;N;30;IM2
PRN02;printer;laser;PRINTING;SD5;incident;22-10-2013 9:12;N;30;#MULTIVALUE
"""
CHANGES = f"""{ABOUT}Service Component WBS (aff);Change ID;Change Type;Risk Assessment;Emergency Change;\
Planned Start;Planned End;Actual Start;Actual End;Change record Open Time;Change record Close Time
PRN01;printer;laser;PRINTING;C1;Release;Minor Change;N;1-10-2013 8:00;1-10-2013 9:00;1-10-2013 8:30;;\
25-9-2013 8:00;2-10-2013 8:00
PRN02;printer;laser;PRINTING;C1;Release;Major Business Change;Y;1-10-2013 8:00;1-10-2013 9:30;1-10-2015 8:00;;\
25-9-2013 8:00;2-10-2013 8:00
"""
FILES = {"inc.csv": INCIDENTS, "act.csv": ACTIVITIES, "int.csv": INTERACTIONS, "chg.csv": CHANGES, "README.md": "x"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(*paths: Path):
    request = Request(paths, ZoneInfo("Europe/Amsterdam"))
    names = RememberedNames()
    said = list(SOURCE.read(request, names))
    told = {(one.sort, one.key): one for one in said if isinstance(one, History)}
    rejects = [(one.file, one.line, one.reason) for one in said if isinstance(one, Reject)]
    return told, rejects, [one.text for one in said if isinstance(one, Remark)], names, request


def test_an_incident_becomes_a_ticket_with_its_words_resolved(folder):
    told, _, _, names, _ = read(folder)

    opened = told["ticket", "IM1"].told[0]
    assert opened.at == datetime(2013, 10, 21, 7, tzinfo=UTC)
    assert (opened.event.sort, opened.event.owner, opened.event.impact, opened.event.urgency) == ("incident", 1, 4, 3)
    assert names.name("team", opened.event.team) == "PRINT TEAM"
    assert names.name("service", opened.event.service) == "PRINTING"
    assert names.told["item"][opened.event.item]["sort"] == "printer"
    assert told["ticket", "IM2"].told[0].event.sort == "question"


def test_a_ticket_is_linked_to_the_change_that_was_live(folder):
    told, *_ = read(folder)

    links = [one.event for one in told["ticket", "IM1"].told if one.event.kind == "ticket.linked"]
    assert [(link.relation, link.article, link.change) for link in links] == [
        ("article", "KM1", None),
        ("caused_by_change", None, 1),
    ]


def test_contacts_find_their_tickets_by_either_side(folder):
    told, *_ = read(folder)

    by_the_incident, solved, unknown, named = (told["contact", f"SD{number}"].told[0].event for number in range(1, 5))
    assert (by_the_incident.ticket, by_the_incident.outcome, by_the_incident.handled_s) == (1, "ticket", 240)
    assert (solved.ticket, solved.outcome, solved.solved) == (None, "information", True)
    assert (unknown.ticket, unknown.outcome, unknown.item, unknown.solved) == (None, "ticket", None, False)
    assert (named.ticket, named.channel) == (2, Code("other"))


def test_a_change_spans_its_rows_and_names_their_items(folder):
    told, *_ = read(folder)

    recorded, *named = (one.event for one in told["change", "C1"].told)
    assert (recorded.sort, recorded.risk, recorded.emergency) == ("Release", "major", True)
    assert recorded.planned_end_at == datetime(2013, 10, 1, 7, 30, tzinfo=UTC)
    assert recorded.started_at == datetime(2013, 10, 1, 6, 30, tzinfo=UTC)
    assert [one.item for one in named] == [1, 2]


def test_bad_rows_are_refused_with_line_and_reason(folder):
    _, rejects, _, _, request = read(folder)

    assert rejects == [
        ("inc.csv", 5, "the incident “IM2” was told already, on line 3"),
        ("inc.csv", 6, "its “Close Time” lies before its “Open Time”"),
        ("act.csv", 5, "the incident “IM9” is not in the incident table"),
        ("act.csv", 6, "“31-31-2013” is no date when read as year-month-day"),
    ]
    assert request.progress.rows == 16


def test_what_was_left_out_is_said(folder):
    _, _, remarks, _, _ = read(folder)

    assert "Interactions that name an incident which is not in the export: 1; they are not linked to it." in remarks
    assert "Interactions that were not solved and name no incident, or several: 1; they are linked to none." in remarks
    assert "Rows of changes with actual dates days after their closing: 1; those dates are left out." in remarks


def test_the_files_may_be_named_one_by_one(folder):
    told, *_, remarks, _, _ = read(folder / "inc.csv")

    assert list(told) == [("ticket", "IM1"), ("ticket", "IM2")]
    assert "There is no table of interactions or activities or changes; what it would tell is missing." in remarks


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (["README.md"], "holds no tables"),
        (["act.csv"], "no incidents lie beside it"),
    ],
)
def test_a_folder_without_use_is_refused_in_a_sentence(folder, kept, sentence):
    for name in FILES.keys() - kept:
        (folder / name).unlink()

    with pytest.raises(BadSource, match=sentence):
        read(folder)


def test_a_stray_file_is_left_alone_where_all_tables_are(folder):
    (folder / "a.csv").write_text("")

    *_, remarks, _, _ = read(folder)

    assert "A file is left alone: a.csv is empty; export it again." in remarks


def test_a_file_that_may_be_the_missing_table_is_not_left_alone(folder):
    (folder / "inc.csv").write_text("")
    (folder / "act.csv").unlink()

    with pytest.raises(BadSource) as refused:
        read(folder)

    assert str(refused.value) == (
        "inc.csv is empty; export it again. It may be the table of activities or incidents, which is missing here."
    )


def test_stray_files_alone_are_answered_with_the_tables_that_are_looked_for(tmp_path):
    (tmp_path / "a.csv").write_text("")

    with pytest.raises(BadSource) as refused:
        read(tmp_path)

    assert str(refused.value).startswith(f"{tmp_path}: no table of HP Service Manager is here. Each is known by")


def test_a_foreign_table_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")

    with pytest.raises(BadSource, match="no table of HP Service Manager is here"):
        read(tmp_path)
