"""What may happen to a customer, in the stream `customer:N`, and to where they are, in `site:N`."""

from __future__ import annotations

from trifecta.base.ids import CustomerId, SiteId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("customer.added", N_("{actor} added a customer"))
class CustomerAdded(Event):
    customer: CustomerId


@kind("customer.invited", N_("{actor} made a customer a link to come in"))
class CustomerInvited(Event):
    customer: CustomerId


@kind("customer.revised", N_("{actor} changed what the desk knows of a customer"))
class CustomerRevised(Event):
    """may_ask: whether their access goes on."""

    customer: CustomerId
    may_ask: bool


@kind("customer.manager_named", N_("{actor} said whether a customer manages their organization"))
class ManagerNamed(Event):
    """manages: whether they read what anyone in the organization asked, from now on."""

    customer: CustomerId
    manages: bool


@kind("customer.erased", N_("{actor} erased a customer"))
class CustomerErased(Event):
    """Name, addresses and words are gone from the rows; whoever still tells of this customer tells of nobody."""

    customer: CustomerId


@kind("site.zone_told", N_("{actor} told the time zone of {site}"))
class SiteZoneTold(Event):
    """Of a site that was known without one, and so was timed by the zone of the opening hours."""

    site: SiteId
