"""People from a CSV file: what was added, and each line that could not be used."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from trifecta.customers.models import Customer
from trifecta.screens.people import lists
from trifecta.staff.models import Agent, Role, Team

HEAD = "name,email,role,team,department,site,zone,phone\n"


@pytest.fixture
def client(desk, house):
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


@pytest.fixture
def send(client):
    def send(raw: str | bytes):
        content = raw.encode() if isinstance(raw, str) else raw
        return client.post("/people/list/", {"file": SimpleUploadedFile("people.csv", content)})

    return send


def text(response) -> str:
    return response.content.decode()


def refused(response) -> list[tuple[int, str]]:
    return response.context["imported"].refused


def file_error(response) -> list[str]:
    assert response.status_code == 422
    assert response.context["imported"] is None
    return response.context["form"].errors["file"]


def test_says_who_was_added_and_gives_the_links(send):
    response = send(
        f"{HEAD}Mira Okafor,mira@example.org,,,Finance,Harbor,Europe/Berlin,+49 40 1\n"
        "Ben Ito,ben@example.org,agent,Network,,,,\n"
    )

    assert "2 people were added." in text(response)
    assert refused(response) == []
    mira = Customer.objects.select_related("department", "site").get()
    assert (mira.name, mira.email, mira.phone) == ("Mira Okafor", "mira@example.org", "+49 40 1")
    assert (mira.department.name, mira.site.name, mira.site.zone) == ("Finance", "Harbor", "Europe/Berlin")
    ((ben, link),) = response.context["links"]
    assert list(ben.teams.all()) == [Team.objects.get(name="Network")]
    assert response.client.get(link).status_code == 200


def test_columns_that_other_programs_name_otherwise_are_read_and_others_said(send):
    response = send("Full name;E-Mail;Shoe size;Hobby\nMira Okafor;mira@example.org;38;chess\n")

    assert "These columns were not used: Shoe size, Hobby." in text(response)
    assert Customer.objects.get().email == "mira@example.org"


def test_each_bad_line_is_named_with_its_reason_and_spoils_no_other(send):
    response = send(
        f"{HEAD}Mira,mira@example.org,,,,,,\n"
        ",nobody@example.org,,,,,,\n"
        '"Two\nLines",two@example.org,,,,,,\n'
        "Zed,zed@,,,,,,\n"
        "Kim,,emperor,,,,,\n"
        "Lou,,,,,,Mars/Olympus,\n"
        f"{'N' * 121},,,,,,,\n"
        "Ada,ada@example.org,agent,,,,,\n"
        "Jo,jo@example.org,,,,,,\n"
    )

    assert refused(response) == [
        (3, "The name is missing."),
        (4, "A cell holds several lines; perhaps a quote is not closed."),
        (6, "“zed@” is not a mail address."),
        (7, "The role “emperor” is none of: customer, agent, lead, leader, admin, auditor."),
        (8, "“Mars/Olympus” is not a time zone; use an IANA name such as Europe/Berlin."),
        (9, "The name is longer than 120 characters."),
        (10, "Someone with this mail address can sign in already."),
    ]
    assert sorted(Customer.objects.values_list("name", flat=True)) == ["Jo", "Mira"]
    assert not Agent.objects.filter(name="Ada", account=None).exists()
    assert '<td class="numeric">3</td><td>The name is missing.</td>' in text(response)


def test_the_same_list_again_adds_nobody(send):
    rows = f"{HEAD}Mira,mira@example.org,,,,,,\nBen,ben@example.org,agent,,,,,\n"
    send(rows)

    again = send(rows)

    imported = again.context["imported"]
    assert (imported.added_count, imported.updated_count, imported.unchanged_count) == (0, 0, 1)
    assert refused(again) == [
        (3, "Someone with this mail address is invited already; give them a new link instead."),
    ]
    assert Agent.objects.filter(name="Ben").count() == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lists_are_read_as_spreadsheets_save_them(send, separator, encoding):
    head, row = (separator.join(cells) for cells in (("Name ", "EMAIL"), ("Zoë Müller", "zoe@example.org")))

    response = send(f"{head}\r\n{row}\r\n".encode(encoding))

    assert refused(response) == []
    assert Customer.objects.get().name == "Zoë Müller"


def test_columns_that_mean_nothing_and_empty_lines_are_passed_over(send):
    response = send("name,shoe size,email\nMira,38,mira@example.org\n\n,,\nJo,44\n")

    assert refused(response) == [(4, "The name is missing.")]
    assert Customer.objects.count() == 2


def test_a_list_without_names_says_what_is_asked(send):
    expected = "The first line must name the columns: name, email, role, team, department, site, zone, phone."

    assert file_error(send("who,where\nMira,here\n")) == [expected]


def test_what_is_no_list_is_refused_in_words(send):
    assert file_error(send(b"PK\x03\x04\x00\x00name,")) == ["The file is not text; save the list as CSV and try again."]
    assert file_error(send(b"")) == ["The submitted file is empty."]
    assert file_error(send(b"name\n" + b"x" * 5_000_001)) == ["The file is larger than 5 MB; split it."]
    assert file_error(send("name\nMira\n" + "x" * 1_001)) == ["Line 3 holds a text of more than 1000 characters."]
    assert not Customer.objects.exists()


def test_a_list_that_is_too_long_is_refused_as_a_whole(send, monkeypatch):
    monkeypatch.setattr(lists, "MOST_LINES", 2)

    assert file_error(send("name\nA\nB\nC\n")) == ["The list has more than 2 lines; split it."]
    assert not Customer.objects.exists()


def test_without_a_file_it_is_asked_for(client):
    response = client.post("/people/list/")

    assert file_error(response) == ["This field is required."]


def test_a_line_takes_no_query_of_its_own(send, django_assert_max_num_queries):
    rows = "".join(f"Customer {number},c{number}@example.org,,,Finance,Harbor,,\n" for number in range(40))

    # Who asks, the desk, one of each for all lines, and no more for forty than for one.
    with django_assert_max_num_queries(30):
        send(HEAD + rows)

    assert Customer.objects.count() == 40


def test_nobody_but_an_administrator_imports(desk, house):
    for role in (Role.AGENT, Role.LEAD, Role.LEADER):
        client = house.enter(desk.agent(role.label, role=role))

        assert client.get("/people/list/").status_code == 403
        assert client.post("/people/list/", {"file": SimpleUploadedFile("p.csv", b"name\nA\n")}).status_code == 403
    assert not Customer.objects.exists()


def test_a_quote_that_is_not_closed_swallows_nobody(send):
    response = send('name,email\nAnn,ann@example.org\n"Open,open@example.org\nNext,next@example.org\n')

    assert "Line 3 cannot be read as CSV; perhaps a quote is not closed." in text(response)
    assert not Customer.objects.exists()
