"""What is odd about a book that may yet be kept: lines that never apply, parts longer than the whole. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from trifecta.base.conditions.matching import test
from trifecta.base.conditions.tree import fields_of
from trifecta.base.errors import Sentence
from trifecta.base.text import N_
from trifecta.base.worktime.wording import hours_text
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.drafting.implying import excludes, implies
from trifecta.promises.terms import Book, Facts, Kind, Per, Terms

DaysOf = Callable[[Terms], float | None]
"""A target in days of the hours that the terms mean, so that targets in different hours can be set side by side."""


class Warned(NamedTuple):
    """code: of the terms that it stands beside."""

    code: str
    sentence: Sentence


def warnings(book: Book, *, days_of: DaysOf) -> list[Warned]:
    return [*_never_reached(book), *_early_thresholds(book), *_parts_beyond_the_whole(book, days_of)]


def _never_reached(book: Book) -> Iterator[Warned]:
    """A line whose tickets are all met by an earlier one (promise case 37)."""
    for place, terms in enumerate(book.terms):
        earlier = (line for line in book.terms[:place] if line.promise == terms.promise)
        taken = next((line for line in earlier if implies(terms.applies, line.applies)), None)
        if taken is not None:
            yield Warned(
                terms.code,
                Sentence(
                    N_("Never applies: “{earlier}” comes first and takes all its tickets."), {"earlier": taken.name}
                ),
            )


def _early_thresholds(book: Book) -> Iterator[Warned]:
    """A warning longer before the deadline than the target is passed at the beginning (promise case 51)."""
    for terms in book.terms:
        target = terms.target
        if target is None or target.unit is not Unit.BUSINESS_SECONDS:
            continue
        for before_s in terms.thresholds.before_s:
            if before_s >= target.amount:
                told: dict[str, object] = {"before": hours_text(before_s), "target": hours_text(target.amount)}
                yield Warned(
                    terms.code,
                    Sentence(N_("Warns {before} before a deadline of {target}: at once, at the beginning."), told),
                )


def _parts_beyond_the_whole(book: Book, days_of: DaysOf) -> Iterator[Warned]:
    """What our teams have promised each other may take longer than what we promised the customer (promise case 48)."""
    stays = [terms for terms in book.terms if terms.kind is Kind.OLA and terms.per is Per.TEAM]
    for terms in book.terms:
        whole = days_of(terms)
        if terms.kind is not Kind.SLA or whole is None or not _is_whole(terms):
            continue
        parts = [stay for stay in _first_matches(stays, terms) if days_of(stay) is not None]
        sum_days = sum(days_of(stay) or 0.0 for stay in parts)
        if sum_days > whole:
            told: dict[str, object] = {"parts": ", ".join(f"“{stay.name}”" for stay in parts)}
            yield Warned(terms.code, Sentence(N_("Shorter than what our teams may take: {parts}."), told))


def _is_whole(terms: Terms) -> bool:
    """It lasts from the opening of the ticket until somebody says that it is solved, and nothing else ends it."""
    ends = {trigger.kind for trigger in terms.moves.stops}
    return ends == {"ticket.resolved"} and {trigger.kind for trigger in terms.moves.starts} == {"ticket.opened"}


def _first_matches(stays: Iterable[Terms], whole: Terms) -> Iterator[Terms]:
    """The stays that tickets of the whole may have; a line that holds for all of them hides the later ones."""
    for stay in stays:
        if excludes(stay.applies, whole.applies):
            continue
        yield stay
        if implies(whole.applies, stay.applies):
            return


class Tally(NamedTuple):
    """
    Of so many tickets as they are now: how many each line applies to, and how many no line of a promise does.

    by_code has every line, uncovered every promise to customers.
    """

    ticket_count: int
    by_code: Mapping[str, int]
    uncovered: Mapping[str, int]


def reads(book: Book) -> frozenset[str]:
    """The facts that `tally` needs."""
    return frozenset[str]().union(*(fields_of(terms.applies) for terms in book.terms))


def tally(book: Book, tickets: Iterable[Facts]) -> Tally:
    """Tickets that are alike are asked once."""
    names = sorted(reads(book))
    alike = Counter(tuple(facts[name] for name in names) for facts in tickets)
    by_code = dict.fromkeys((terms.code for terms in book.terms), 0)
    uncovered = {terms.promise: 0 for terms in book.terms if terms.kind is Kind.SLA}
    lines = {
        promise: [(terms.code, test(terms.applies)) for terms in book.terms if terms.promise == promise]
        for promise in book.promises
    }
    for values, count in alike.items():
        facts = dict(zip(names, values, strict=True))
        for promise, asked in lines.items():
            found = next((code for code, holds in asked if holds(facts)), None)
            if found is not None:
                by_code[found] += count
            elif promise in uncovered:
                uncovered[promise] += count
    return Tally(alike.total(), by_code, uncovered)
