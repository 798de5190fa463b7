"""People who ask, and where they belong."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower


class Organization(models.Model):
    name = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="customers_one_organization_per_name")]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    name = models.CharField(max_length=160)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="departments")

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    name = models.CharField(max_length=160)
    zone = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="customers_one_site_per_name")]

    def __str__(self) -> str:
        return self.name


class Customer(models.Model):
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="customer")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="customers")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="customers")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="customers")
    is_active = models.BooleanField(default=True)
    manages_organization = models.BooleanField(default=False, help_text="reads what everyone in the organization asked")

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="customers_one_per_address"),
        ]
        indexes = [models.Index(Lower("name"), name="customers_customer_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return f"customer:{self.pk}"

    @property
    def only_reads(self) -> bool:
        return False
