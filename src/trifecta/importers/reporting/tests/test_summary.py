from trifecta.importers.contract import Reject
from trifecta.importers.reporting import summary
from trifecta.importers.reporting.report import Report


def test_says_what_came_in_and_what_to_do_next():
    report = Report(
        source="servicenow",
        instance="north",
        is_rehearsal=False,
        rows=141_712,
        told={"ticket": 24_918, "problem": 1},
        grown=3,
        unchanged=12,
        events=196_936,
        names={"team": 79, "category": 361},
        rejects=2,
        rejects_path="/desk/imports/x.csv",
        remarks=["“?” is read as missing."],
        seconds=5.0,
    )

    assert list(summary.lines(report)) == [
        "servicenow, desk “north”: 141,712 rows in 5.0 s (28,342 rows/s)",
        "  brought in: 24,918 tickets, 1 problem; 196,936 events",
        "  known before: 3 with news, 12 without",
        "  names: 79 teams, 361 categories",
        "  rejected: 2 rows; see /desk/imports/x.csv",
        "Remarks:",
        "  - “?” is read as missing.",
        "Next:",
        "  trifecta answer ticket_volume --period month",
        "  trifecta serve, and open the scorecard",
    ]


def test_a_rehearsal_shows_the_first_rejects_and_asks_for_the_real_thing():
    report = Report("csv", "helpdesk", is_rehearsal=True, rejects=4)
    report.first_rejects.append(Reject("export.csv", 7, "it has no “number”", "?,x"))

    assert list(summary.lines(report)) == [
        "csv, desk “helpdesk”: 0 rows in 0.0 s (0 rows/s)",
        "  would be brought in: nothing new; 0 events",
        "  rejected: 4 rows, such as",
        "    export.csv line 7: it has no “number”",
        "Next:",
        "  the same again without --dry-run",
    ]


def test_one_is_one():
    report = Report("csv", "helpdesk", is_rehearsal=False, rows=1, events=1, rejects=1, rejects_path="x.csv")

    shown = "\n".join(summary.lines(report))

    assert ("1 row in" in shown, "; 1 event\n" in shown, "rejected: 1 row; see" in shown) == (True, True, True)
