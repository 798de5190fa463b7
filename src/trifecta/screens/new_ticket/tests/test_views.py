from __future__ import annotations

import pytest

from trifecta.customers.models import Customer
from trifecta.tickets.models import Ticket

WISH = {"subject": "It jams", "sort": "incident", "channel": "phone", "impact": "4", "urgency": "3"}


@pytest.fixture
def ann(desk, house):
    return house.enter(desk.agent("Ann", desk.team("First")))


def test_a_matter_of_someone_known(desk, ann):
    mira = desk.customer("Mira")

    assert ann.post("/new/", {**WISH, "requester": mira.pk}).status_code == 302
    assert Ticket.objects.get().requester == mira


def test_who_calls_for_the_first_time_becomes_a_customer(ann):
    told = {**WISH, "new_name": "Noa Berg", "new_email": "noa@harbor.example"}

    assert ann.post("/new/", told).status_code == 302
    assert Ticket.objects.get().requester == Customer.objects.get(name="Noa Berg", email="noa@harbor.example")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({}, '<a href="#pick-requester">Customer: Choose whose matter it is, or name someone new below.</a>'),
        ({"new_name": "Mo", "new_email": "MIRA@x.example"}, "This address belongs to Mira: choose them above."),
        ({"requester": "mira", "new_name": "Mo"}, "Somebody known is chosen already; take one of both away."),
    ],
)
def test_whose_it_is_must_be_clear(desk, ann, told, error):
    mira = desk.customer("Mira")
    Customer.objects.update(email="mira@x.example")
    told = {name: mira.pk if value == "mira" else value for name, value in told.items()}

    response = ann.post("/new/", {**WISH, **told, "q": "Someone"})

    assert response.status_code == 422
    assert error in response.content.decode()
    assert (Ticket.objects.count(), Customer.objects.count()) == (0, 1)


def test_the_first_thing_missing_is_said_first_and_beside_its_field(ann):
    html = ann.post("/new/", {**WISH, "subject": "", "q": "Mir"}).content.decode()

    assert html.index("#pick-requester") < html.index("#id_subject")
    assert 'aria-describedby="pick-requester-error"' in html
    assert 'value="Mir"' in html
