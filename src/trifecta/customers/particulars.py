"""What a desk knows of a customer, in words, and the rows that stand for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.customers.events import SiteZoneTold
from trifecta.customers.models import Customer, Department, Site
from trifecta.log import journal


class AddressKnown(RuleBroken):
    """One customer per mail address."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """Empty where nothing is known; the zone is the site's."""

    name: str
    email: str = ""
    phone: str = ""
    department: str = ""
    site: str = ""
    zone: str = ""

    @classmethod
    def of(cls, customer: Customer) -> Particulars:
        department, site = customer.department, customer.site
        return cls(
            name=customer.name,
            email=customer.email,
            phone=customer.phone,
            department=department.name if department else "",
            site=site.name if site else "",
            zone=site.zone if site else "",
        )

    def over(self, known: Particulars) -> Particulars:
        """What is said here, and what was known wherever nothing is."""
        return Particulars(**asdict(known) | {key: text for key, text in asdict(self).items() if text})

    def as_columns(self, *, by: Actor, at: datetime) -> dict[str, Any]:
        """The columns of the row; a department or site that is new is made."""
        return {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "department": department_of(self),
            "site": site_of(self, by=by, at=at),
        }


def require_unknown(email: str, *, but: Customer | None = None) -> None:
    """Raises AddressKnown when the address is another customer's."""
    others = Customer.objects.exclude(pk=but.pk) if but else Customer.objects.all()
    if email and others.filter(email__iexact=email).exists():
        raise AddressKnown(N_("Another customer has this mail address already."))


def department_of(told: Particulars) -> Department | None:
    """Made if it is new."""
    if not told.department:
        return None
    named = Department.objects.filter(name__iexact=told.department).order_by("pk").first()
    return named or Department.objects.create(name=told.department)


def site_of(told: Particulars, *, by: Actor, at: datetime) -> Site | None:
    """Made if it is new; a zone that is told is kept where none was known."""
    if not told.site:
        return None
    site = Site.objects.filter(name__iexact=told.site).order_by("pk").first()
    if site is None:
        return Site.objects.create(name=told.site, zone=told.zone)
    if told.zone and not site.zone:
        site.zone = told.zone
        site.save(update_fields=["zone"])
        journal.append(ids.stream("site", site.pk), SiteZoneTold(site=ids.SiteId(site.pk)), by=by, at=at)
    return site
