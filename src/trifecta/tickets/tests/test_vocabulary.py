from __future__ import annotations

import random

import ibis
import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.desk import monday
from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.expressions import expression
from trifecta.base.conditions.matching import test as matches
from trifecta.base.conditions.parsing import parse
from trifecta.base.conditions.queries import query
from trifecta.base.conditions.tests.strategies import comparisons, conditions
from trifecta.base.conditions.tree import EVERYTHING, Compared, Condition, Not, OneOf
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary
from trifecta.base.conditions.words import words
from trifecta.catalog.models import Category, Item, Service
from trifecta.customers.models import Customer, Organization, Site
from trifecta.staff.models import Agent, Team
from trifecta.tickets.models import SORTS, STATES, Ticket
from trifecta.tickets.vocabulary import FIELDS, DeskNames, facts, vocabulary

COLUMNS = {name: field.column for name, field in FIELDS.items()}
DUCKDB = ibis.duckdb.connect()
TYPES = {Number: "int64", Name: "int64", Code: "string", Instant: "timestamp"}
SCHEMA = {"ticket": "int64"} | {name: TYPES[type(field.sort)] for name, field in FIELDS.items()}
IDS = range(101, 105)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def values(field: Field) -> st.SearchStrategy:
    match field.sort:
        case Number():
            return st.integers(0, 6) | st.just(2**31 - 1)
        case Name():
            return st.sampled_from(IDS)
        case Code(known):
            return st.sampled_from(known)
        case _:
            return st.integers(0, 23).map(monday)


asked = conditions(comparisons(FIELDS, values))


def make_tickets() -> dict[int, dict]:
    """Rows in which everything that may be null is so here and there; by ticket its facts."""
    Organization.objects.bulk_create(Organization(pk=pk, name=f"Organization {pk}") for pk in IDS)
    homes = dict(zip(IDS, [*IDS[:2], None, None], strict=True))
    Customer.objects.bulk_create(Customer(pk=pk, name=f"Customer {pk}", organization_id=homes[pk]) for pk in IDS)
    for model in (Team, Agent, Site, Service, Item, Category):
        model.objects.bulk_create(model(pk=pk, name=f"{model.__name__} {pk}") for pk in IDS)
    tickets = Ticket.objects.bulk_create(anything(random.Random(number), number) for number in range(40))
    return {ticket.pk: facts(vars(ticket), organization=homes.get(ticket.requester_id)) for ticket in tickets}


def anything(chance: random.Random, number: int) -> Ticket:
    at = monday(number % 24)
    names = ("requester_id", "site_id", "service_id", "item_id", "category_id", "team_id", "assignee_id")
    some = {name: chance.choice([None, *IDS]) for name in names}
    numbers = {name: chance.choice([None, 1, 2, 3, 4]) for name in ("impact", "urgency", "priority")}
    return Ticket(
        sort=chance.choice(SORTS),
        state=chance.choice(STATES),
        channel=chance.choice([None, "phone", "mail"]),
        owner_id=chance.choice(IDS),
        opened_at=at,
        updated_at=at,
        **some,
        **numbers,
    )


def plain(rows: dict[int, dict]) -> list[dict]:
    """As a table holds them: instants naive, in UTC."""
    return [row | {"ticket": pk, "opened_at": row["opened_at"].replace(tzinfo=None)} for pk, row in rows.items()]


def found_by_query(condition: Condition) -> set[int]:
    return set(Ticket.objects.filter(query(condition, Q, columns=COLUMNS)).values_list("pk", flat=True))


@pytest.fixture
def told(db) -> dict[int, dict]:
    return make_tickets()


@quick
@given(condition=asked)
def test_rows_facts_and_tables_agree(told, condition):
    holds = matches(condition)
    table = ibis.memtable(plain(told), schema=SCHEMA)

    found = found_by_query(condition)

    assert found == {pk for pk, row in told.items() if holds(row)}
    assert found == {*DUCKDB.to_pyarrow(table.filter(expression(condition, table)).ticket).to_pylist()}


@pytest.fixture
def told_on_postgres(on_postgres) -> dict[int, dict]:
    """The facts are a table of PostgreSQL too."""
    rows = make_tickets()
    table = ibis.table(SCHEMA, name="told")
    types = {"int64": "bigint", "string": "text", "timestamp": "timestamp"}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE told ({', '.join(f'{name} {types[of]}' for name, of in SCHEMA.items())})")
        for row in plain(rows):
            cursor.execute(
                f"INSERT INTO told VALUES ({', '.join(['%s'] * len(SCHEMA))})", [row[name] for name in table.columns]
            )
    return rows


@pytest.mark.server
@quick
@example(condition=Compared("impact", "<", 2_147_483_647))
@example(condition=Not(Compared("impact", "<", 2_147_483_647)))
@given(condition=asked)
def test_rows_facts_and_tables_agree_on_postgres(told_on_postgres, condition):
    holds = matches(condition)
    table = ibis.table(SCHEMA, name="told")

    found = found_by_query(condition)
    with connection.cursor() as cursor:
        cursor.execute(str(ibis.to_sql(table.filter(expression(condition, table)).ticket, dialect="postgres")))
        in_table = {number for (number,) in cursor.fetchall()}

    assert found == {pk for pk, row in told_on_postgres.items() if holds(row)}
    assert found == in_table


@pytest.mark.django_db
def test_everything_is_every_ticket(told):
    assert found_by_query(EVERYTHING) == {*told}


def test_a_name_is_kept_as_its_id_so_that_a_new_name_breaks_nothing(desk):
    network = desk.team("Network")
    condition = parse('team = "network"', vocabulary())
    network.name = "Networks & VPN"
    network.save()

    assert condition == Compared("team", "=", network.pk)
    assert words(condition, vocabulary()) == 'team = "Networks & VPN"'


def test_two_customers_of_one_name_are_told_apart_by_their_ids(desk):
    one, other = desk.customer("Ann"), desk.customer("ann")
    ben = desk.customer("Ben")

    with pytest.raises(ConditionRefused, match=f"several are called “Ann”; say which by its id, such as #{one.pk}"):
        parse('requester = "Ann"', vocabulary())

    condition = parse(f'requester in (#{other.pk}, "Ben")', vocabulary())
    assert condition == OneOf("requester", (other.pk, ben.pk))
    assert words(condition, vocabulary()) == f'requester in (#{other.pk}, "Ben")'


def test_a_mistyped_name_is_answered_by_the_nearest(desk):
    desk.team("Network")

    with pytest.raises(ConditionRefused, match="there is no team “Netwrok”; did you mean “Network”"):
        parse('team = "Netwrok"', vocabulary())


def test_the_names_of_many_conditions_take_two_queries_a_table(desk, django_assert_num_queries):
    teams = [desk.team(f"Team {number}").pk for number in range(20)]
    agent = desk.agent("Ann").pk
    spoken = [Not(Compared("team", "=", pk)) for pk in teams] + [
        Compared("owner", "=", agent),
        Compared("team", "=", 0),
    ]
    names = DeskNames()

    with django_assert_num_queries(4):
        names.look_up(spoken)
        said = [words(condition, Vocabulary(FIELDS, names)) for condition in spoken]

    assert said == [*(f'team != "Team {number}"' for number in range(20)), 'owner = "Ann"', "team = #0"]


def test_the_log_tells_the_same_facts_as_the_row(desk):
    ticket = desk.ticket(team=desk.team("First"), impact=2, urgency=3, requester=desk.customer("Cleo"), channel="phone")

    assert facts(desk.replayed(ticket), organization=4) == facts(desk.columns(ticket), organization=4)
    assert facts(desk.replayed(ticket), organization=4)["organization"] == 4
