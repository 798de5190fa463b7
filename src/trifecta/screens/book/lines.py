"""The book with one line more, less, or elsewhere."""

from __future__ import annotations

from dataclasses import replace

from trifecta.base.conditions.tree import EVERYTHING
from trifecta.promises.rules import LONGEST_CODE
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book, Terms


def find(book: Book, code: str) -> Terms | None:
    return next((terms for terms in book.terms if terms.code == code), None)


def put(book: Book, terms: Terms) -> Book:
    """In place of the line of the same code; a new one is asked first of its promise."""
    if find(book, terms.code):
        return Book(tuple(terms if old.code == terms.code else old for old in book.terms))
    place = next((at for at, old in enumerate(book.terms) if old.promise == terms.promise), len(book.terms))
    return Book((*book.terms[:place], terms, *book.terms[place:]))


def without(book: Book, code: str) -> Book:
    return Book(tuple(terms for terms in book.terms if terms.code != code))


def moved(book: Book, code: str, *, step: int) -> Book:
    """The line and the next one of its promise in that direction (-1 is up) change places."""
    lines = list(book.terms)
    at = next(place for place, terms in enumerate(lines) if terms.code == code)
    ways = range(at - 1, -1, -1) if step < 0 else range(at + 1, len(lines))
    to = next((place for place in ways if lines[place].promise == lines[at].promise), at)
    lines[at], lines[to] = lines[to], lines[at]
    return Book(tuple(lines))


def way_left(book: Book, code: str, way: str) -> str:
    """The way, "up" or "down", if the line can be moved on there; else the other one."""
    step = -1 if way == "up" else 1
    is_at_the_end = moved(book, code, step=step) == book
    return {"up": "down", "down": "up"}[way] if is_at_the_end else way


def pattern(book: Book, promise: str) -> Terms | None:
    """New terms after the pattern of the usual ones, for all tickets until somebody says for which."""
    usual = [terms for terms in standard_book().terms if terms.promise == promise]
    if not usual:
        return None
    taken = {terms.code for terms in book.terms}
    codes = (f"{promise[: LONGEST_CODE - 6]}_{number}" for number in range(1, len(taken) + 2))
    code = next(code for code in codes if code not in taken)
    return replace(usual[-1], code=code, name="", applies=EVERYTHING)
