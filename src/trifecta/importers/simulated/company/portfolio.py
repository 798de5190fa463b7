"""Services with their owners and costs, and the configuration items they run on."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.base import ids
from trifecta.importers.contract import Names
from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Customer, Site, Team


@dataclass(slots=True)
class Service:
    """is_watermelon: quick by every clock, and yet its customers come back angry."""

    code: str
    name: str
    monthly_cost: int
    department: str
    team: Team
    is_watermelon: bool
    id: ids.ServiceId


@dataclass(slots=True)
class Item:
    name: str
    family: str
    service: str
    id: ids.ItemId


@dataclass(slots=True)
class Portfolio:
    services: dict[str, Service]
    _items: dict[tuple[str, str], list[Item]]

    def item(self, family: str, site: Site, chance: Chance) -> Item | None:
        """The item that a person at this site means."""
        for place in (site.name, site.region, ""):
            found = self._items.get((family, place))
            if found:
                return chance.pick(found)
        return None

    def items_of(self, service: Service) -> list[Item]:
        return [item for item in self.items() if item.service == service.code]

    def items(self) -> list[Item]:
        return [item for found in self._items.values() for item in found]


def build(names: Names, teams: dict[str, Team], sites: list[Site], customers: list[Customer]) -> Portfolio:
    """Each service belongs to a person of its department and to the lead of its team."""
    told = tables.table("company", "portfolio")
    owners = {
        department: _senior(customers, department) for department in {row["department"] for row in told["service"]}
    }
    services = {row["code"]: _service(row, names, teams, owners[row["department"]]) for row in told["service"]}
    items: dict[tuple[str, str], list[Item]] = {}
    for family, row in told["item"].items():
        for place, name in _item_names(row, sites):
            number = names.item(name, sort=row["sort"], service=services[row["service"]].id)
            items.setdefault((family, place), []).append(Item(name, family, row["service"], number))
    return Portfolio(services, items)


def _service(row: dict[str, str], names: Names, teams: dict[str, Team], owner: Customer) -> Service:
    team = teams[row["team"]]
    cost = int(row["monthly_cost"])
    number = names.service(
        row["name"],
        key=f"service-{row['code']}",
        business_owner=owner.id,
        service_owner=team.members[0].id,
        monthly_cost=cost,
    )
    return Service(row["code"], row["name"], cost, row["department"], team, bool(row.get("watermelon")), number)


def _senior(customers: list[Customer], department: str) -> Customer:
    """Someone of the department; in a small company it may have to be anyone."""
    return next((person for person in customers if person.department == department), customers[0])


def _item_names(row: dict[str, list[str]], sites: list[Site]) -> list[tuple[str, str]]:
    """Pairs of place (a site, a region, or nowhere in particular) and name."""
    found = [("", name) for name in row.get("names", ())]
    for pattern in row.get("per_region", ()):
        found += [(region, pattern.format(region=region)) for region in sorted({site.region for site in sites})]
    for pattern in row.get("per_site", ()):
        for site in sites:
            rooms = site.rooms if "{room}" in pattern else ("",)
            found += [(site.name, pattern.format(site=site.name, code=site.code, room=room)) for room in rooms]
    return found
