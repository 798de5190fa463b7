from trifecta.importers.servicenow import audit
from trifecta.importers.servicenow.audit import UNNAMED_TEAM
from trifecta.importers.servicenow.tests.rows import OPENED_AT, minute, rows


def groups(*changes):
    news = audit.news(rows(*changes), not_before=OPENED_AT)
    return [row.group for _, row in news]


def test_rows_at_which_nothing_happened_are_left_out():
    told = rows({"updated_by": "cy"}, {"state": "Active"}, {"resolved_by": "dee"})

    assert [at for at, _ in audit.news(told, not_before=OPENED_AT)] == [minute(1), minute(3)]


def test_rows_stand_in_the_order_of_time_and_then_of_the_file():
    late, early, same = rows({"state": "Active"}, {"state": "Resolved"})
    told = [late, (minute(0), early[1]), (late[0], same[1])]

    assert [row.state for _, row in audit.news(told, not_before=OPENED_AT)] == ["Active", "New", "Resolved"]


def test_nothing_happens_before_the_opening():
    assert [at for at, _ in audit.news(rows(), not_before=minute(5))] == [minute(5)]


def test_a_group_that_is_lost_with_a_reassignment_is_a_hidden_team():
    assert groups(
        {"group": "", "reassignment_count": "1"}, {"state": "Active"}, {"group": "Network", "reassignment_count": "2"}
    ) == ["Desk", UNNAMED_TEAM, UNNAMED_TEAM, "Network"]


def test_a_group_that_is_lost_without_one_is_no_team():
    assert groups({"group": ""}, {"state": "Active"}) == ["Desk", "", ""]


def test_an_incident_that_begins_with_a_hidden_team_shows_it_when_it_is_left():
    told = rows({"group": "Network", "reassignment_count": "1"}, first=rows()[0][1]._replace(group=""))

    news = audit.news(told, not_before=OPENED_AT)
    assert [row.group for _, row in news] == [UNNAMED_TEAM, "Network"]
