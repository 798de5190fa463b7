"""What stands in the gaps of a template: made when first asked for, and the same in the whole conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Customer, Namer
from trifecta.importers.simulated.company.portfolio import Item

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PAIR = 2


class Vocabulary:
    """Words that many conversations share, and where the people in them come from."""

    def __init__(self, chance: Chance, vendor: str, at_site: dict[str, list[Customer]]) -> None:
        self.chance, self.vendor, self.at_site = chance, vendor, at_site
        self.words: dict[str, Sequence[str]] = tables.table("texts", "desk")["slots"]
        self.namer = Namer(chance)


class Slots(dict[str, str]):
    """`slots["app"]` and the like. at: when the conversation began, in seconds since 1970."""

    __slots__ = ("at", "chance", "customer", "vocabulary")

    def __init__(self, vocabulary: Vocabulary, customer: Customer, item: Item | None, at: int) -> None:
        super().__init__(first=customer.first, name=customer.name, item=item.name if item else "the system")
        self.vocabulary, self.chance, self.customer, self.at = vocabulary, vocabulary.chance, customer, at

    def __missing__(self, key: str) -> str:
        value = self[key] = MAKERS[key](self)
        return value

    def number(self, digits: int) -> str:
        return str(self.chance.below(9 * 10 ** (digits - 1)) + 10 ** (digits - 1))

    def local_day(self) -> date:
        return datetime.fromtimestamp(self.at, self.customer.site.zone).date()


def _from(name: str) -> Callable[[Slots], str]:
    return lambda slots: slots.chance.pick(slots.vocabulary.words[name])


def _a_recent_day(slots: Slots) -> str:
    """One of the last working days, never today."""
    back = 1 + slots.chance.below(4)
    return DAYS[_working_day(slots.local_day() - timedelta(days=back), -1).weekday()]


def _a_coming_date(slots: Slots) -> str:
    day = _working_day(slots.local_day() + timedelta(days=4 + slots.chance.below(18)), 1)
    return f"{day.day} {MONTHS[day.month - 1]}"


def _working_day(day: date, step: int) -> date:
    while day.weekday() >= len(DAYS):
        day += timedelta(days=step)
    return day


def _last_month(slots: Slots) -> str:
    return MONTHS[slots.local_day().month - 2]


def _amount(slots: Slots) -> str:
    return f"{slots.chance.below(48_000) + 120:,}.{slots.chance.below(100):02d}"


def _colleague(slots: Slots) -> str:
    there = slots.vocabulary.at_site[slots.customer.site.name]
    for _ in range(_PAIR):
        found = slots.chance.pick(there)
        if found is not slots.customer:
            break
    return found.name


def _newcomer(slots: Slots) -> str:
    return " ".join(slots.vocabulary.namer.anyone(slots.chance.pick(slots.customer.site.cultures)))


def _my_matter(slots: Slots) -> str:
    return _whose(slots["matter"], "my ")


def _the_matter(slots: Slots) -> str:
    return _whose(slots["matter"], "the ")


def _whose(matter: str, word: str) -> str:
    """
    The matter as someone else names it.

    >>> _whose("the leaving of your colleague", "my "), _whose("your badge", "my ")
    ('the leaving of my colleague', 'my badge')
    """
    return f" {matter}".replace(" your ", f" {word}").strip()


MAKERS: dict[str, Callable[[Slots], str]] = {
    "aisle": lambda slots: f"{slots.chance.pick('ABCDEF')}{slots.chance.below(38) + 1}",
    "amount": _amount,
    "app": _from("apps"),
    "area": _from("areas"),
    "asset": lambda slots: f"LT-{20_417 + slots.customer.number * 7}",
    "code": _from("codes"),
    "colleague": _colleague,
    "country": _from("countries"),
    "date": _a_coming_date,
    "day": _a_recent_day,
    "department": lambda slots: slots.customer.department,
    "desk": lambda slots: str(101 + slots.customer.number * 13 % 290),
    "floor": _from("floors"),
    "folder": _from("folders"),
    "mailbox": lambda slots: f"{slots.chance.pick(slots.vocabulary.words['mailboxes'])}@tarnfold.example",
    "month": _last_month,
    "my_matter": _my_matter,
    "newcomer": _newcomer,
    "number": lambda slots: slots.number(6),
    "po": lambda slots: f"45000{slots.number(5)}",
    "report": _from("reports"),
    "scanner": lambda slots: f"HS-{slots.customer.site.code}-{slots.chance.below(40) + 1:02d}",
    "site": lambda slots: slots.customer.site.name,
    "the_matter": _the_matter,
    "vendor": lambda slots: slots.vocabulary.vendor,
}
