"""Someone who may ask."""

from __future__ import annotations

from django.db import transaction

from trifecta.customers.models import Customer, Department, Site


@transaction.atomic
def add_customer(
    *, name: str, email: str = "", phone: str = "", department: str = "", site: str = "", zone: str = ""
) -> tuple[Customer, bool]:
    """The customer of that mail address, updated, or a new one; and whether it is new."""
    fields = {
        "name": name,
        "phone": phone,
        "department": Department.objects.get_or_create(name=department)[0] if department else None,
        "site": _site(site, zone) if site else None,
    }
    if not email:
        return Customer.objects.create(email="", **fields), True
    known = Customer.objects.filter(email__iexact=email).first()
    if known is None:
        return Customer.objects.create(email=email, **fields), True
    Customer.objects.filter(pk=known.pk).update(**{key: value for key, value in fields.items() if value})
    known.refresh_from_db()
    return known, False


def _site(name: str, zone: str) -> Site:
    site = Site.objects.filter(name__iexact=name).first() or Site.objects.create(name=name, zone=zone)
    if zone and not site.zone:
        site.zone = zone
        site.save(update_fields=["zone"])
    return site
