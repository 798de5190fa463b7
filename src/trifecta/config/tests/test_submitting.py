"""A form that is sent twice is carried out once, one after the other and at the same moment."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from tests.committed import in_thread
from tests.desk import Desk
from tests.pages import House
from trifecta.log import once
from trifecta.tickets.models import Message, Ticket


@pytest.fixture
def ann(desk, house):
    first = desk.team("First")
    return desk.agent("Ann", first)


def form_of(client: Client, page: str, **typed: str) -> dict[str, str]:
    """What a browser sends from this page: the hidden fields, and what was typed."""
    text = client.get(page).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]
    seen = re.search(r'name="seen" value="([^"]*)"', text)
    return {"csrfmiddlewaretoken": token, "seen": seen[1] if seen else "", **typed}


def test_the_same_form_again_does_nothing_and_shows_the_ticket(desk, house, ann):
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann, checks_csrf=True)
    page = f"/tickets/{ticket.reference}/"
    form = form_of(client, page, body="We are on it.")

    answers = [client.post(f"{page}notes/", form) for _ in range(2)]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, page)] * 2
    assert [message.body for message in Message.objects.filter(ticket=ticket)] == ["We are on it."]
    assert desk.story(ticket).count("note_added") == 1


def test_other_words_from_the_same_page_are_said(desk, house, ann):
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann, checks_csrf=True)
    form = form_of(client, f"/tickets/{ticket.reference}/", body="We are on it.")

    client.post(f"/tickets/{ticket.reference}/notes/", form)
    client.post(f"/tickets/{ticket.reference}/notes/", {**form, "body": "And done."})

    assert [message.body for message in Message.objects.filter(ticket=ticket)] == ["We are on it.", "And done."]


def test_the_same_words_from_a_new_page_are_said_again(desk, house, ann):
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann, checks_csrf=True)

    for _ in range(2):
        form = form_of(client, f"/tickets/{ticket.reference}/", body="Called, nobody there.")
        client.post(f"/tickets/{ticket.reference}/notes/", form)

    assert desk.story(ticket).count("note_added") == 2


def test_a_refused_form_may_be_sent_again(desk, house, ann):
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann, checks_csrf=True)
    form = form_of(client, f"/tickets/{ticket.reference}/", body="")

    refused = client.post(f"/tickets/{ticket.reference}/notes/", form)
    done = client.post(f"/tickets/{ticket.reference}/notes/", {**form, "body": "Now with words."})

    assert (refused.status_code, done.status_code) == (422, 302)


def test_a_program_says_by_a_key_what_is_the_same(desk, house, ann):
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann)
    told = {"body": "Disk full.", "seen": ""}

    for key in ("alarm-7", "alarm-7", "alarm-8"):
        client.post(f"/tickets/{ticket.reference}/notes/", told, headers={"Idempotency-Key": key})

    assert desk.story(ticket).count("note_added") == 2


def test_the_same_key_of_another_person_is_another_request(desk, house, ann):
    ticket, bob = desk.ticket(by=ann, team=ann.teams.get()), desk.agent("Bob", ann.teams.get())
    told = {"body": "Disk full.", "seen": ""}

    for person in (ann, bob):
        headers = {"Idempotency-Key": "1"}
        house.enter(person).post(f"/tickets/{ticket.reference}/notes/", told, headers=headers)

    assert desk.story(ticket).count("note_added") == 2


def test_at_the_same_moment_one_ticket_is_opened(committed):
    desk = Desk()
    house, asking = House(desk), desk.customer("Zoe")
    client = house.enter(asking, checks_csrf=True)
    form = form_of(client, "/matters/new/", sort="incident", subject="No network", body="Since nine.", urgency="2")
    together = threading.Barrier(2)

    def send(_: int):
        twin = Client(enforce_csrf_checks=True)
        twin.cookies = client.cookies
        together.wait(20)
        return twin.post("/matters/new/", form)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(in_thread(send), range(2)))

    opened = Ticket.objects.get()
    page = f"/matters/{opened.reference}/"
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, page)] * 2
    assert desk.story(opened).count("opened") == 1


def test_at_the_same_moment_one_note_is_kept(committed):
    desk = Desk()
    house, ann = House(desk), desk.agent("Ann", desk.team("First"))
    ticket, client = desk.ticket(by=ann, team=ann.teams.get()), house.enter(ann, checks_csrf=True)
    page = f"/tickets/{ticket.reference}/"
    form, together = form_of(client, page, body="We are on it."), threading.Barrier(4)

    def send(_: int):
        twin = Client(enforce_csrf_checks=True)
        twin.cookies = client.cookies
        together.wait(20)
        return twin.post(f"{page}notes/", form)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(in_thread(send), range(4)))

    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, page)] * 4
    assert desk.story(ticket).count("note_added") == 1
    assert once.done("no such token") is None
