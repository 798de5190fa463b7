from __future__ import annotations

import pytest

from trifecta.customers.models import Customer, Site
from trifecta.importers.met import Remembered
from trifecta.importers.models import Known
from trifecta.importers.names import NameBook, fitting
from trifecta.log.sheet import Sheet
from trifecta.staff.models import Agent, Membership, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    return NameBook("scripted", "main")


def reread(names: NameBook) -> NameBook:
    """The names as the next import finds them."""
    write(names)
    names.close()
    return NameBook("scripted", "main")


def write(names: NameBook, told=None) -> None:
    sheet = Sheet()
    names.take_met().write(told or {}, sheet)
    sheet.write()


def test_the_same_name_is_the_same_id_now_and_later(names):
    first = names.team("Network")

    assert names.team("Network") == first
    assert reread(names).team("Network") == first
    assert Team.objects.get().name == "Network"


def test_the_key_decides_and_not_the_name(names):
    one, other = names.agent("Ann Lee", key="u1"), names.agent("Ann Lee", key="u2")
    write(names)

    assert one != other
    assert names.agent("Ann Lee-Roy", key="u1") == one
    assert sorted(Agent.objects.filter(pk__in=[one, other]).values_list("name", flat=True)) == ["Ann Lee", "Ann Lee"]


def test_irregular_spaces_are_the_same_name(names):
    assert names.agent("Opened by  17") == names.agent("Opened by 17")


def test_rows_that_the_desk_has_once_are_reused_by_name(names, desk):
    network = desk.team("Network")
    site = Site.objects.create(name="Lisbon")

    assert names.team("NETWORK", key="g7") == network.pk
    assert names.site("lisbon") == site.pk
    write(names)
    assert Team.objects.count() == 1
    assert names.known("team", "g7") == network.pk


def test_people_are_not_mixed_up_by_their_names(names, desk):
    ann = desk.agent("Ann")

    assert names.agent("Ann") != ann.pk


def test_people_of_one_address_are_one_person(names):
    bo = Customer.objects.create(name="Bo", email="Bo@example.org")

    assert names.customer("Robert", email="bo@EXAMPLE.org") == bo.pk
    assert names.customer("Rob", key="other", email="bo@example.org") == bo.pk


def test_a_later_mention_fills_what_was_empty_and_changes_nothing_else(names):
    site = names.site("Lisbon")
    bo = names.customer("Bo")
    names.customer("Bo", email="bo@example.org", site=site)
    names.customer("Bo", email="other@example.org")
    write(names)

    later = reread(names)
    department = later.department("Sales")
    later.customer("Bo", department=department, site=later.site("Porto"))
    write(later)

    row = Customer.objects.get(pk=bo)
    assert (row.name, row.email, row.site.name, row.department.name) == ("Bo", "bo@example.org", "Lisbon", "Sales")


def test_an_address_that_someone_has_is_not_given_twice(names):
    names.customer("Bo", email="bo@example.org")
    cy = names.customer("Cy")
    names.customer("Cy", email="bo@example.org")
    write(names)

    assert Customer.objects.get(pk=cy).email == ""


def test_an_agent_joins_every_team_it_is_seen_in_once(names):
    desk, network = names.team("Desk"), names.team("Network", level="2")
    ann = names.agent("Ann", team=desk)
    names.agent("Ann", team=network)
    write(names)
    later = reread(names)
    later.agent("Ann", team=desk)
    write(later)

    assert sorted(Membership.objects.values_list("agent", "team")) == [(ann, desk), (ann, network)]
    assert Agent.objects.get(pk=ann).account is None
    assert [Team.objects.get(pk=team).level for team in (desk, network)] == ["", "2"]


def test_reserved_things_keep_their_id_and_wait_to_be_told(names):
    incident = names.reserve("ticket", "INC1")

    later = reread(names)
    assert later.reserve("ticket", "INC1") == incident == later.known("ticket", "INC1")
    assert later.untold == {("ticket", incident)}
    told = Remembered("INC1", "A title", [], [])
    write(later, {("ticket", incident): told})

    last = NameBook("scripted", "main")
    assert (last.untold, last.digests) == (set(), {("ticket", incident): told.digest()})


def test_what_was_never_met_is_unknown(names):
    assert names.known("team", "Network") is None
    assert names.known("ticket", "INC1") is None


def test_another_desk_has_names_of_its_own(names):
    ann = names.agent("Ann")
    write(names)

    assert NameBook("scripted", "south").known("agent", "Ann") is None
    assert NameBook("other", "main").known("agent", "Ann") is None
    assert ann == names.known("agent", "Ann")


def test_long_names_fit_and_long_keys_stay_apart(names):
    one, other = names.category("x" * 300 + "a"), names.category("x" * 300 + "b")
    write(names)

    assert one == other, "their names are the same as far as the column goes"
    assert set(Known.objects.values_list("key", flat=True)) == {fitting("x" * 300 + "a"), fitting("x" * 300 + "b")}
    assert len(fitting("x" * 300)) <= 200


def test_a_rehearsal_takes_no_numbers():
    before = Team.objects.create(name="Desk").pk
    rehearsed = NameBook("scripted", "main", is_rehearsal=True)

    assert rehearsed.team("Network") == before + 1
    rehearsed.close()
    assert Team.objects.create(name="Field").pk == before + 1


def test_who_is_a_lead_leads_the_teams_they_are_in(names):
    names.agent("Ann", team=names.team("Network"), role="lead")
    names.agent("Bo", team=names.team("Network"))
    write(names)

    assert dict(Membership.objects.values_list("agent__name", "is_lead")) == {"Ann": True, "Bo": False}
