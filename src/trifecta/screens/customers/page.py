"""One page of customers by name: fifty, a capped count, and the ways on and back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from trifecta.customers.models import Customer
from trifecta.parts import keyset
from trifecta.parts.keyset import MOST_COUNTED, PER_PAGE


@dataclass(frozen=True, slots=True)
class Line:
    customer: Customer
    place: str
    access: str


@dataclass(frozen=True, slots=True)
class Page:
    """earlier, later: the number of the customer beyond whom the next page lies, empty where there is none."""

    lines: list[Line]
    count: int
    is_capped: bool
    earlier: str
    later: str


def read(*, typed: str = "", gone: bool = False, after: str = "", before: str = "") -> Page:
    """
    The page after or before a customer, or the first one where that is nobody or leads beyond the list.

    Three queries at most, whatever the size: where the page begins, its rows, the count up to the cap.
    """
    found, cursor = _found(typed, gone=gone), _cursor(after or before)
    is_backward = bool(before and not after)
    asked = _rows(found, cursor, is_backward=is_backward)
    shown = keyset.leaf(asked, size=PER_PAGE, is_from_place=cursor is not None, is_backward=is_backward)
    if shown is None:
        return read(typed=typed, gone=gone)
    count = keyset.counted(found, shown, most=MOST_COUNTED)
    return Page(
        lines=[Line(customer, _place(customer), access(customer)) for customer in shown.rows],
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        earlier=str(shown.rows[0].pk) if shown.has_before else "",
        later=str(shown.rows[-1].pk) if shown.has_after else "",
    )


def access(customer: Customer) -> str:
    """How this customer comes in, in words."""
    if not customer.is_active:
        return _("access has ended")
    if customer.account_id:
        return _("signs in")
    return _("has not signed in yet") if customer.email else _("no mail address")


def _found(typed: str, *, gone: bool) -> QuerySet[Customer]:
    """Those of whom a name or the address begins with what was typed."""
    found = Customer.objects.filter(is_active=not gone)
    if typed := typed.strip().replace("\0", ""):
        by_name = Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
        found = found.filter(by_name | Q(email__istartswith=typed))
    return found


def _cursor(number: str) -> tuple[str, int] | None:
    """The place of a customer in the order; None for nobody: the list then begins at its beginning."""
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return Customer.objects.annotate(key=Lower("name")).values_list("key", "pk").filter(pk=int(number)).first()


def _rows(found: QuerySet[Customer], cursor: tuple[str, int] | None, *, is_backward: bool) -> list[Customer]:
    """One more than the page holds, in the direction that is taken."""
    rows = found.annotate(key=Lower("name")).select_related("department", "site")
    if cursor:
        rows = rows.filter(keyset.beyond("key", *cursor, is_descending=is_backward))
    return list(rows.order_by(*(("-key", "-pk") if is_backward else ("key", "pk")))[: PER_PAGE + 1])


def _place(customer: Customer) -> str:
    return ", ".join(str(place) for place in (customer.department, customer.site) if place)
