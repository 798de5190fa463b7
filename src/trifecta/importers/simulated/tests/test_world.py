from __future__ import annotations

from trifecta.importers.simulated.company import world
from trifecta.importers.simulated.company.people import Addresses


def test_the_company_has_teams_of_every_level_and_one_that_is_restricted(small):
    teams = small.truth["teams"]

    assert {team["level"] for team in teams} == {"1", "2", "3", "field", "vendor"}
    assert [team["name"] for team in teams if team["is_restricted"]] == ["HR Cases"]
    assert small.truth["desk"]["zone"] == world.desk()["zone"] == "Europe/Amsterdam"


def test_sites_lie_in_several_zones(small):
    zones = {told["zone"] for (sort, _), told in small.names.told.items() if sort == "site"}

    assert len(zones) == 8


def test_every_service_has_a_business_owner_a_service_owner_and_a_cost(small):
    services = [told for (sort, _), told in small.names.told.items() if sort == "service"]

    assert len(services) == 17
    assert all(told["business_owner"] and told["service_owner"] for told in services)


def test_an_address_is_given_once():
    addresses = Addresses("tarnfold.example")

    assert addresses.of("Łukasz Król") == "lukasz.krol@tarnfold.example"
    assert addresses.of("Lukasz Krol") == "lukasz.krol2@tarnfold.example"
    assert addresses.of("Femke van der Meer") == "femke.van.der.meer@tarnfold.example"
