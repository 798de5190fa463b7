"""The book of terms: read as sentences, changed as a draft, published as one version."""

from __future__ import annotations

import pytest

from tests.desk import monday
from tests.pages import FOUNDER
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.drafting import draft
from trifecta.promises.models import BookDraft, BookVersion, Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import HoursOf, Target
from trifecta.staff.models import Role
from trifecta.tickets.vocabulary import vocabulary

TERMS = {
    "name": "Resolution, priority 3", "applies": "priority = 3", "amount": "24 h", "unit": "business_seconds",
    "hours": "desk", "zone": "calendar", "waits": ["customer"], "pause_limit": "", "thresholds": "50 %, 75 %",
    "after_reopening": "continue", "on_change": "from_start",
}  # fmt: skip
NO_BREAK = "\N{NO-BREAK SPACE}"
EDIT = "/desk/promises/terms/resolution_p3/"


@pytest.fixture
def office(desk, house):
    """The standard book, and an office open from nine to five."""
    calendar = house.open_hours()
    if not BookVersion.objects.exists():
        revise_book(standard_book(), holds_from=monday(0), by=FOUNDER, at=monday(0))
    return calendar


@pytest.fixture
def client(desk, house, office):
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


def line(client, code):
    page = client.get("/desk/promises/").context["page"]
    return next(line for group in page.groups for line in group.lines if line.code == code)


def text(response):
    return response.content.decode()


def test_a_line_reads_as_a_sentence(client):
    found = line(client, "resolution_p3")

    assert (found.name, found.condition) == ("Resolution, priority 3", "priority = 3")
    assert found.target == "24 h = 3 working days of 8 h"
    assert (found.hours, found.pauses) == ("in the desk’s opening hours", "the customer")
    assert (found.tells.replace(NO_BREAK, " "), found.remarks) == (
        "50 %, 75 %, 100 %, 125 %",
        "goes on after a reopening",
    )
    assert line(client, "stay").target == "the same time on the next working day"
    assert line(client, "resolution_p1").target == "4 h"


def test_what_is_odd_stands_beside(client):
    client.post("/desk/promises/terms/stay_p1/removal/")

    assert line(client, "resolution_p1").warnings == ["Shorter than what our teams may take: “A team’s part”."]
    assert line(client, "resolution_p3").warnings == []


def test_nothing_is_odd_about_the_book_that_a_desk_begins_with(client):
    groups = client.get("/desk/promises/").context["page"].groups

    assert [one.warnings for group in groups for one in group.lines] == [[]] * len(standard_book().terms)


def test_the_page_asks_the_same_few_questions_however_long_the_book(client, django_assert_max_num_queries):
    client.get("/desk/promises/")

    with django_assert_max_num_queries(12):
        client.get("/desk/promises/")


def test_a_change_is_a_draft_until_it_is_published(client, office):
    posted = {**TERMS, "amount": "16 h", "hours": f"calendar:{office.pk}", "waits": ["customer", "vendor"]}

    assert client.post(EDIT, posted).status_code == 302

    terms = next(terms for terms in draft.read(vocabulary()).book.terms if terms.code == "resolution_p3")
    assert (terms.target, terms.hours.of, terms.hours.calendar) == (Target(57_600), HoursOf.CALENDAR, office.pk)
    assert line(client, "resolution_p3").pauses == "the customer, the vendor"
    page = client.get("/desk/promises/")
    (change,) = page.context["page"].draft.lines
    assert (change.word, change.name, tuple(one.replace("\N{NO-BREAK SPACE}", " ") for one in change.details)) == (
        "changed",
        "Resolution, priority 3",
        (
            "within: 24 h = 3 working days of 8 h → 16 h = 2 working days of 8 h",
            "hours: in the desk’s opening hours → in the opening hours “Office”",
            "pauses for: the customer → the customer, the vendor",
            "tells us at: 50 %, 75 %, 100 %, 125 % → 50 %, 75 %",
        ),
    )
    assert "A draft, which holds for nobody yet" in text(page)
    before = BookVersion.objects.count()

    client.post("/desk/promises/publication/", {"follows": "yes"})

    latest = draft.latest()
    assert (latest.number, latest.follows) == (before + 1, True)
    assert not BookDraft.objects.exists()
    assert line(client, "resolution_p3").target == "16 h = 2 working days of 8 h"


def test_before_it_is_published_it_says_how_many_would_follow(client, desk):
    ann = desk.agent("Ann", desk.team("First"))
    desk.ticket(by=ann, team=ann.teams.get(), impact=1, urgency=3, at=monday(9))
    desk.ticket(by=ann, team=ann.teams.get(), impact=1, urgency=1, at=monday(9))
    urgent = {**TERMS, "name": "Resolution, priority 1", "applies": "priority = 1", "hours": "always"}
    client.post("/desk/promises/terms/resolution_p1/", {**urgent, "amount": "3 h"})
    client.post("/desk/promises/terms/update_p1/removal/")

    page = client.get("/desk/promises/")
    reach = page.context["page"].draft.reach

    assert (reach.ticket_count, reach.promise_count, reach.promised_count) == (2, 2, 1)
    assert "2 tickets are open now." in text(page)
    assert "2 open promises, on 1 of them, are timed by lines that are changed or removed here." in text(page)


def test_a_deadline_that_was_named_stays_and_is_counted_apart(client, desk):
    ann = desk.agent("Ann", desk.team("First"))
    ticket = desk.ticket(by=ann, team=ann.teams.get(), impact=1, urgency=1, at=monday(9))
    named = Clock.objects.get(ticket=ticket, promise="resolution")
    Clock.objects.filter(pk=named.pk).update(is_named=True)

    client.post(f"/desk/promises/terms/{named.terms}/removal/")

    reach = client.get("/desk/promises/").context["page"].draft.reach
    assert (reach.promise_count, reach.named_count) == (0, 1)


def test_nobody_publishes_what_they_have_not_seen(client):
    client.post(EDIT, {**TERMS, "amount": "16 h"})
    seen = client.get("/desk/promises/").context["page"].draft.seen
    client.post("/desk/promises/terms/update_p1/removal/")
    before = BookVersion.objects.count()

    refused = client.post("/desk/promises/publication/", {"follows": "yes", "seen": seen})

    assert (refused.status_code, BookVersion.objects.count()) == (422, before)
    assert "Somebody changed the draft meanwhile, so nothing is published." in text(refused)
    again = {"follows": "yes", "seen": refused.context["page"].draft.seen}
    assert client.post("/desk/promises/publication/", again).status_code == 302


def test_a_line_that_a_colleague_changed_meanwhile_is_not_undone_by_chance(client):
    seen = client.get(EDIT).context["form"]["seen"].value()
    client.post(EDIT, {**TERMS, "amount": "16 h", "seen": seen})

    refused = client.post(EDIT, {**TERMS, "name": "Solved", "seen": seen})

    assert refused.status_code == 422
    assert "Somebody else changed this line meanwhile: it says “Resolution, priority 3”, 16 h" in text(refused)
    again = {**TERMS, "name": "Solved", "seen": refused.context["form"]["seen"].value()}
    assert client.post(EDIT, again).status_code == 302
    assert line(client, "resolution_p3").name == "Solved"


def test_whoever_moves_a_line_goes_on_at_its_button_or_at_the_end_at_the_other_one(client):
    address = "/desk/promises/terms/resolution_p3/place/"

    ways = [client.post(address, {"way": "up"}).url for _ in range(2)]

    assert ways == ["/desk/promises/#resolution_p3-up", "/desk/promises/#resolution_p3-down"]


def test_warnings_stand_where_one_publishes(client):
    client.post("/desk/promises/terms/stay_p1/removal/")

    odd = client.get("/desk/promises/").context["page"].odd

    assert [(one.code, one.sentence) for one in odd] == [
        ("resolution_p1", "Shorter than what our teams may take: “A team’s part”.")
    ]


def test_a_promise_of_which_no_line_is_left_is_said(client):
    client.post("/desk/promises/terms/vendor/removal/")

    (change,) = client.get("/desk/promises/").context["page"].draft.lines
    assert change.details == ("no line of “The vendor’s part” is left, so it is promised to nobody",)


def test_the_example_of_a_condition_can_be_written_as_it_stands(client, desk):
    desk.team("Badge office")

    shown = client.get(EDIT).context["form"]["applies"].help_text
    example = shown.partition("Example: ")[2]

    assert example == 'priority <= 2 and team = "Badge office"'
    assert client.post(EDIT, {**TERMS, "applies": example}).status_code == 302


def test_kept_as_it_stands_it_changes_nothing(client):
    client.post(EDIT, {**TERMS, "thresholds": "50 %, 75 %, 100 %, 125 %"})

    known = draft.read(vocabulary())
    assert known.book == known.holding
    assert client.get("/desk/promises/").context["page"].draft is None


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"applies": "priorty = 3"}, "applies", "priorty"),
        ({"applies": 'team = "Netwrk"'}, "applies", "At character 8"),
        ({"amount": "soon"}, "amount", "Write a time such as 4 h"),
        ({"amount": "0", "unit": "working_days_same_time"}, "amount", "from 1 to 3660"),
        ({"thresholds": "half"}, "thresholds", "is no threshold"),
        ({"name": ""}, "name", "required"),
        ({"hours": "calendar:77"}, "hours", "valid choice"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client, wrong, field, sentence):
    answer = client.post(EDIT, {**TERMS, **wrong})

    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not BookDraft.objects.exists()


def test_by_the_end_of_the_same_day_is_a_target(client):
    client.post(EDIT, {**TERMS, "amount": "0", "unit": "working_days_end_of_day"})

    assert line(client, "resolution_p3").target == "the end of the same working day"


def test_a_new_line_is_asked_first(client):
    assert "A new line" in text(client.get("/desk/promises/new/?promise=resolution"))
    posted = {**TERMS, "name": "Guests of honor", "applies": "priority <= 2 and sort = incident", "amount": "2 h"}

    client.post("/desk/promises/new/?promise=resolution", posted)

    group = next(
        group for group in client.get("/desk/promises/").context["page"].groups if group.promise == "resolution"
    )
    assert [line.name for line in group.lines][:2] == ["Guests of honor", "Resolution, priority 1"]
    assert (group.lines[0].code, group.lines[0].is_new) == ("resolution_1", True)
    assert client.get("/desk/promises/new/?promise=nothing").status_code == 302


def test_lines_move_within_their_promise_and_go(client):
    client.post("/desk/promises/terms/resolution_pany/place/", {"way": "up"})
    for code in ("stay", "stay_p1", "stay_p2"):
        client.post(f"/desk/promises/terms/{code}/removal/")

    groups = {group.promise: group for group in client.get("/desk/promises/").context["page"].groups}
    assert [line.code for line in groups["resolution"].lines][-2:] == ["resolution_pany", "resolution_p5"]
    assert groups["resolution"].lines[-1].warnings == [
        "Never applies: “Resolution, no priority yet” comes first and takes all its tickets."
    ]
    assert "stay" not in groups

    client.post("/desk/promises/discarding/")
    assert "stay" in {group.promise for group in client.get("/desk/promises/").context["page"].groups}


def test_a_question_goes_before_publishing(client):
    client.post(EDIT, {**TERMS, "amount": "16 h"})

    answer = client.post("/desk/promises/publication/", {})

    assert answer.status_code == 422
    assert BookDraft.objects.exists()


def test_while_one_types_the_page_says_what_it_means(client):
    told = client.post("/desk/promises/meaning/", {**TERMS, "code": "resolution_p3", "amount": "12 h"})
    refused = client.post("/desk/promises/meaning/", {**TERMS, "code": "resolution_p3", "amount": "x"})

    assert "12 h = 1 working day of 8 h and 4 h" in text(told)
    assert "Write a time such as 4 h" in text(refused)


def test_the_latest_tickets_say_which_lines_are_idle(client, desk):
    desk.ticket(impact=1, urgency=1)
    counted = client.get("/desk/promises/counts/").context["counted"]

    assert counted.ticket_count == 1
    assert "Resolution, priority 1" not in counted.idle
    assert "Resolution, priority 2" in counted.idle
    assert counted.uncovered == []

    client.post("/desk/promises/terms/resolution_p1/removal/")
    client.post("/desk/promises/terms/resolution_pany/removal/")
    assert client.get("/desk/promises/counts/").context["counted"].uncovered == [("Resolution", 1)]


def test_versions_say_who_changed_what(client):
    client.post(EDIT, {**TERMS, "amount": "16 h"})
    client.post("/desk/promises/publication/", {"follows": "no"})

    latest, first = client.get("/desk/promises/versions/").context["versions"][:2]

    assert (latest.by, latest.follows) == ("Ada", False)
    assert [change.name for change in latest.changes] == ["Resolution, priority 3"]
    assert (first.number, first.changes, first.count) == (1, [], 31)


def test_a_line_that_is_gone_is_not_found(client):
    assert client.get("/desk/promises/terms/gone/").status_code == 404


@pytest.mark.parametrize("role", [Role.LEAD, Role.LEADER])
def test_leads_and_leaders_read_what_is_promised_and_change_nothing(desk, house, office, role):
    leo = house.enter(desk.agent("Leo", role=role))

    for page in ("", "versions/", "trial/", "terms/resolution_p1/"):
        shown = leo.get(f"/desk/promises/{page}")
        assert shown.status_code == 200
        assert "button--primary" not in text(shown) or page == "trial/"
    assert "You read this; administrators change it." in text(leo.get("/desk/promises/"))
    assert leo.post("/desk/promises/publication/", {"follows": "no"}).status_code == 403
    assert leo.post("/desk/promises/terms/resolution_p1/", TERMS).status_code == 403


def test_agents_are_sent_away(desk, house, office):
    assert house.enter(desk.agent("Ann", desk.team())).get("/desk/promises/").status_code == 403
