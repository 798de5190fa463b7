from __future__ import annotations

import contextlib
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.parsing import DEEPEST, MOST_VALUES, parse
from trifecta.base.conditions.tests.strategies import FIELDS, VOCABULARY
from trifecta.base.conditions.tokens import KEYWORDS, MOST_CHARACTERS
from trifecta.base.conditions.tree import EVERYTHING, Compared, Either, Every, Missing, Not, OneOf, Within, fields_of

URGENT = Compared("priority", "<=", 2)
EQUAL = "!=, in, not in, is none, is not none."


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("", EVERYTHING),
        (" \n", EVERYTHING),
        ("priority <= 2", URGENT),
        ("PRIORITY<=2", URGENT),
        ("((priority <= 2))", URGENT),
        ("priority = -3", Compared("priority", "=", -3)),
        ("priority != 2", Not(Compared("priority", "=", 2))),
        ("priority in 2..4", Within("priority", 2, 4)),
        ("priority not in (2, 4, 2)", Not(OneOf("priority", (2, 4)))),
        ("sort = Incident", Compared("sort", "=", "incident")),
        ('channel in (phone, "2nd call")', OneOf("channel", ("phone", "2nd call"))),
        ("team = network", Compared("team", "=", 2)),
        ('team in ("Network", #1)', OneOf("team", (2, 1))),
        (r'team = "The \"night\" shift \\ Nord"', Compared("team", "=", 3)),
        ("team is none", Missing("team")),
        ("team is not none", Not(Missing("team"))),
        ("not not team is none", Not(Not(Missing("team")))),
        ("opened_at < 2026-03-30", Compared("opened_at", "<", datetime(2026, 3, 29, 22, tzinfo=UTC))),
        ("opened_at >= 2026-03-01T09:30Z", Compared("opened_at", ">=", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))),
        ("opened_at >= 2026-03-01T09:30", Compared("opened_at", ">=", datetime(2026, 3, 1, 8, 30, tzinfo=UTC))),
    ],
)
def test_says(text, condition):
    assert parse(text, VOCABULARY) == condition


def test_not_binds_closest_then_and_then_or():
    condition = parse("not priority <= 2 and team is none or team = First and priority <= 2", VOCABULARY)

    first = Every((Not(URGENT), Missing("team")))
    assert condition == Either((first, Every((Compared("team", "=", 1), URGENT))))


def test_parentheses_keep_together():
    condition = parse(
        'priority <= 2 and sort in (incident, request) and not (team = "Network" or team is none)', VOCABULARY
    )

    passed_on = Not(Either((Compared("team", "=", 2), Missing("team"))))
    assert condition == Every((URGENT, OneOf("sort", ("incident", "request")), passed_on))
    assert fields_of(condition) == {"priority", "sort", "team"}


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        ("prioritie = 2", 1, "there is no field “prioritie”; did you mean priority?"),
        ("priority = 2 and", 17, "a field is needed, one of priority, impact, sort, channel, team, opened_at."),
        ("priority", 9, "it is missing how priority compares: =, <, <=, >, >=, " + EQUAL),
        ("priority = high", 12, "a whole number is needed, such as 2."),
        ("priority = 99999999999", 12, "numbers end at 2147483647; write a smaller one."),
        ("priority in 4..2", 13, "nothing lies between 4 and 2; write the lower number first."),
        ("priority = none", 12, "what is missing equals nothing; write “priority is none”."),
        ("priority in (1, 2", 18, "“)” is needed."),
        ("(priority = 1", 14, "“)” is needed."),
        ("priority is 2", 13, "“none” is needed."),
        ("priority not = 2", 14, "“in” is needed."),
        ("sort = incidnet", 8, "sort is never “incidnet”; did you mean incident?"),
        ("sort = bug", 8, "sort is never “bug”; it is one of incident, request, or."),
        ("sort < request", 6, "sort does not compare by “<”, but by =, " + EQUAL),
        ("channel = fax", 11, "channel is one of phone, mail; a code that an import brought stands in quotes."),
        ("channel = phne", 11, "channel is never “phne”; did you mean phone?"),
        ('team = "Netwrok"', 8, "there is no team “Netwrok”; did you mean “Network”?"),
        ('team = "zzz"', 8, "there is no team “zzz”; write its name as it is shown, in quotes."),
        ('team = "TWINS"', 8, "several are called “TWINS”; say which by its id, such as #4."),
        ("team = #77", 8, "there is no team with the id #77; write its name in quotes."),
        ("team = 7", 8, 'a name in quotes is needed, such as "VPN", or an id, such as #7.'),
        ("team = First line", 14, "“and”, “or” or the end is needed; a name of several words stands in quotes."),
        ('team = "First', 8, "a quotation begins that does not end; close it, and write \\\\ for a \\."),
        ("team = 'First'", 8, "“'” means nothing here; names stand in straight quotes."),
        ("opened_at = 2026-03-01", 11, "opened_at does not compare by “=”, but by <, >=, is none, is not none."),
        ("opened_at in (2026-03-01)", 11, "opened_at does not compare by “in”, but by <, >=, is none, is not none."),
        ("opened_at < 2026-02-30", 13, "a day or an instant is needed, such as 2026-03-01 or 2026-03-01T09:30Z."),
        ("opened_at < 0001-01-01", 13, "a day or an instant is needed, such as 2026-03-01 or 2026-03-01T09:30Z."),
    ],
)  # fmt: skip
def test_says_where_and_what_to_do(text, at, what):
    with pytest.raises(ConditionRefused) as refused:
        parse(text, VOCABULARY)

    assert re.fullmatch(f"At character {at}:? {re.escape(what)}", str(refused.value)), str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "team is none" + ")" * 500,
        "not " * 900 + "team is none",
        f"priority in ({', '.join(map(str, range(MOST_VALUES + 1)))})",
        "team is none or " * 1000 + "team is none",
    ],
)
def test_refuses_what_is_too_deep_too_long_or_too_much(text):
    with pytest.raises(ConditionRefused):
        parse(text, VOCABULARY)


def test_takes_all_that_is_allowed():
    deep = "(" * DEEPEST + "team is none" + ")" * DEEPEST
    long = " or ".join(["priority=1"] * ((MOST_CHARACTERS + 4) // 14))

    assert parse(deep, VOCABULARY) == Missing("team")
    assert len(parse(long, VOCABULARY).parts) == 286
    assert len(parse(f"priority in ({', '.join(map(str, range(MOST_VALUES)))})", VOCABULARY).values) == MOST_VALUES


@pytest.mark.parametrize("text", ['"' * MOST_CHARACTERS, '"\\' * 2000, "- " * 2000, "a-" * 2000, "(" * MOST_CHARACTERS])
def test_nothing_takes_long(text):
    started_s = time.process_time()

    with pytest.raises(ConditionRefused):
        parse(text, VOCABULARY)

    assert time.process_time() - started_s < 0.1


words = [*FIELDS, *KEYWORDS, "First", '"Network"', "2", "#1", "(", ")", ",", "..", "=", "<", "2026-03-01", "incident"]


@given(st.lists(st.sampled_from(words), max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(ConditionRefused):
        parse(text, VOCABULARY)
