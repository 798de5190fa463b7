"""Random conditions over a small vocabulary, and random facts in which things are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from trifecta.base.conditions.parsing import SIGNS
from trifecta.base.conditions.tree import Compared, Condition, Either, Every, Missing, Not, OneOf, Within
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary

TEAMS = {1: "First", 2: "Network", 3: 'The "night" shift \\ Nord', 4: "Twins", 5: "twins", 6: "not"}
CODES = ("incident", "request", "or")
FOREIGN = ("self-service", "2nd call", "in", 'a "b" \\')
BERLIN = ZoneInfo("Europe/Berlin")


class FewNames:
    def ids(self, of: str, name: str) -> Sequence[int]:
        return [number for number, known in self._known(of).items() if known.lower() == name.lower()]

    def near(self, of: str, name: str) -> Sequence[str]:
        return [*self._known(of).values()]

    def name(self, of: str, number: int) -> str | None:
        return self._known(of).get(number)

    def _known(self, of: str) -> dict[int, str]:
        return TEAMS if of == "team" else {}


FIELDS = {
    field.name: field
    for field in (
        Field("priority", Number(), "priority"),
        Field("impact", Number(), "impact"),
        Field("sort", Code(CODES), "sort"),
        Field("channel", Code(("phone", "mail"), is_open=True), "channel"),
        Field("team", Name("team"), "team"),
        Field("opened_at", Instant(), "opened_at"),
    )
}
VOCABULARY = Vocabulary(FIELDS, FewNames(), BERLIN)

numbers = st.integers(-1, 5) | st.integers(-(2**31) + 1, 2**31 - 1)
seconds = st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
instants = (
    st.dates(datetime(1901, 1, 2).date(), datetime(2998, 12, 30).date()).map(
        lambda day: datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC)
    )
    | seconds
)


def values(field: Field) -> st.SearchStrategy:
    match field.sort:
        case Number():
            return numbers
        case Code(known, is_open):
            return st.sampled_from((*known, *FOREIGN) if is_open else known)
        case Name():
            return st.sampled_from(sorted(TEAMS))
        case _:
            return instants


@st.composite
def comparisons(draw: st.DrawFn, fields: dict[str, Field] = FIELDS, values=values) -> Condition:
    field = draw(st.sampled_from([*fields.values()]))
    signs = SIGNS[type(field.sort)]
    match draw(st.integers(0, 3)):
        case 0:
            return Missing(field.name)
        case 1 if "=" in signs:
            return OneOf(field.name, tuple(draw(st.lists(values(field), min_size=1, max_size=4, unique=True))))
        case 2 if "<=" in signs:
            return Within(field.name, *sorted(draw(st.tuples(values(field), values(field)))))
    return Compared(field.name, draw(st.sampled_from(signs)), draw(values(field)))


def conditions(leaves: st.SearchStrategy = comparisons()) -> st.SearchStrategy:  # noqa: B008
    """Shallower than parsing allows."""

    def joined(parts: st.SearchStrategy) -> st.SearchStrategy:
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return parts.map(Not) | several.map(Every) | several.map(Either)

    return st.recursive(leaves, joined, max_leaves=8)


facts = st.fixed_dictionaries({name: st.none() | values(field) for name, field in FIELDS.items()})
