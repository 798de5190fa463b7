"""Two people act on one ticket at the same moment, on PostgreSQL with real connections."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.desk import Desk, monday
from trifecta.tickets import refusals
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff

pytestmark = pytest.mark.server


@pytest.fixture
def offered(on_postgres):
    desk = Desk()
    first, network = desk.team("First"), desk.team("Network")
    ann = desk.agent("Ann", first)
    ticket = desk.ticket(by=ann, team=first, at=monday(9))
    offer_handoff(ticket, to=network, reason="access", tried="-", by=ann, at=monday(9, 30))
    return desk, ticket, desk.agent("Nia", network), desk.agent("Nils", network)


def in_thread(work):
    def run():
        try:
            return work()
        finally:
            connection.close()

    return run


def test_the_slower_of_two_hears_that_someone_was_faster(offered):
    desk, ticket, nia, nils = offered
    accepted, may_commit = threading.Event(), threading.Event()

    def faster():
        with transaction.atomic():
            accept_handoff(ticket, assignee=nia, by=nia, at=monday(10))
            accepted.set()
            assert may_commit.wait(20)

    def slower():
        assert accepted.wait(20)
        threading.Timer(0.2, may_commit.set).start()
        accept_handoff(ticket, assignee=nils, by=nils, at=monday(10))

    with ThreadPoolExecutor(2) as pool:
        won, lost = pool.submit(in_thread(faster)), pool.submit(in_thread(slower))
        won.result(20)
        with pytest.raises(refusals.NotOnOffer):
            lost.result(20)

    assert desk.fresh(ticket).assignee == nia
    assert desk.story(ticket) == ["opened", "handoff_offered", "handoff_accepted"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_many_notes_at_once_leave_no_gap(offered):
    desk, ticket, nia, nils = offered

    def write(who):
        return in_thread(lambda: [add_note(ticket, body="Hm.", by=who, at=monday(10)).seq for _ in range(10)])()

    with ThreadPoolExecutor(2) as pool:
        seqs = [seq for written in pool.map(write, [nia, nils]) for seq in written]

    assert sorted(seqs) == list(range(3, 23))
    assert desk.replayed(ticket) == desk.columns(ticket)
