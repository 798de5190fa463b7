"""One page of customers by name: fifty, a capped count, and the ways on and back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from trifecta.customers.models import Customer

PER_PAGE = 50
MOST_COUNTED = 10_000


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
    rows = _rows(found, cursor, is_backward=is_backward)
    if cursor and (not rows or (is_backward and len(rows) < PER_PAGE)):
        return read(typed=typed, gone=gone)
    has_more, shown = len(rows) > PER_PAGE, rows[:PER_PAGE][:: -1 if is_backward else 1]
    count = len(rows) if not cursor and not has_more else found[: MOST_COUNTED + 1].count()
    return Page(
        lines=[Line(customer, _place(customer), access(customer)) for customer in shown],
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        earlier=str(shown[0].pk) if (has_more if is_backward else cursor) else "",
        later=str(shown[-1].pk) if has_more or is_backward else "",
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
        side, (key, number) = "lt" if is_backward else "gt", cursor
        # The first condition is implied by the second; it lets the database start inside the index.
        rows = rows.filter(
            Q(**{f"key__{side}e": key}) & (Q(**{f"key__{side}": key}) | Q(key=key, **{f"pk__{side}": number}))
        )
    return list(rows.order_by(*(("-key", "-pk") if is_backward else ("key", "pk")))[: PER_PAGE + 1])


def _place(customer: Customer) -> str:
    return ", ".join(str(place) for place in (customer.department, customer.site) if place)
