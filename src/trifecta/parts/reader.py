"""Who reads the page. The floors are kept by `config.middleware`; this names the person for the types' sake."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from trifecta.customers.models import Customer
from trifecta.identity.models import Account
from trifecta.staff.models import Agent
from trifecta.staff.permits import may_audit, may_read_book, may_run_desk


def is_agent(person: object) -> bool:
    """For whom the screens' entries in the rail are."""
    return isinstance(person, Agent)


def agent(request: HttpRequest) -> Agent:
    """The agent who reads a screen. Raises PermissionDenied for anyone else."""
    person = getattr(request, "person", None)
    if not isinstance(person, Agent):
        raise PermissionDenied
    return person


def admin(request: HttpRequest) -> Agent:
    """The administrator who reads a screen of settings. Raises PermissionDenied for anyone else."""
    person = agent(request)
    if not may_run_desk(person):
        raise PermissionDenied(_("Only an administrator of the desk may do this."))
    return person


def of_setup(request: HttpRequest) -> Agent:
    """Who reads a screen of settings: administrators, who may change them, and auditors. Raises PermissionDenied."""
    person = agent(request)
    return person if request.method in {"GET", "HEAD"} and may_audit(person) else admin(request)


def of_book(request: HttpRequest) -> Agent:
    """Who reads what is promised: those of a setup, leads and leaders. Raises PermissionDenied."""
    person = agent(request)
    return person if request.method in {"GET", "HEAD"} and may_read_book(person) else admin(request)


def customer(request: HttpRequest) -> Customer:
    """The customer who reads the portal. Raises PermissionDenied for anyone else."""
    person = getattr(request, "person", None)
    if not isinstance(person, Customer):
        raise PermissionDenied
    return person


def account(request: HttpRequest) -> Account:
    """The account of whoever is signed in. Raises PermissionDenied for nobody."""
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user
