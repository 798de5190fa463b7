"""Services of the portfolio, the configuration items they run on, and the categories of work."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class Service(models.Model):
    name = models.CharField(max_length=160)
    business_owner = models.ForeignKey("customers.Customer", models.SET_NULL, null=True, related_name="services_owned")
    service_owner = models.ForeignKey("staff.Agent", models.SET_NULL, null=True, related_name="services_owned")
    calendar = models.ForeignKey("calendars.Calendar", models.PROTECT, null=True, related_name="services")
    monthly_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="catalog_one_service_per_name")]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """A configuration item: what can break or be changed."""

    name = models.CharField(max_length=160)
    sort = models.CharField(max_length=80, blank=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="items")

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="catalog_one_item_per_name")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    name = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="catalog_one_category_per_name")]

    def __str__(self) -> str:
        return self.name
