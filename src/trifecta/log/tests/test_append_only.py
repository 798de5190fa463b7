from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.log import journal
from trifecta.log.models import AppendOnly, Entry
from trifecta.tickets.events.ownership import OwnershipTaken

ATTEMPTS = [
    "UPDATE log_entry SET actor = 'staff:9'",
    "UPDATE log_entry SET seq = seq + 1 WHERE stream = 'ticket:1'",
    "DELETE FROM log_entry",
    "DELETE FROM log_entry WHERE seq = 1",
]


def write_one():
    with transaction.atomic():
        journal.append("ticket:1", OwnershipTaken(owner=4), by=System("staff:4"), at=monday(9))


def require_refused(statement):
    before = list(Entry.objects.values())
    with (
        pytest.raises(DatabaseError, match="the log is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(Entry.objects.values()) == before


@pytest.mark.django_db
class TestQueryset:
    def test_refuses_update_delete_and_bulk_update(self):
        write_one()
        entries = Entry.objects.all()

        with pytest.raises(AppendOnly, match="append a correcting event instead"):
            entries.update(actor="staff:9")
        with pytest.raises(AppendOnly):
            entries.filter(seq=1).delete()
        with pytest.raises(AppendOnly):
            Entry.objects.bulk_update(list(entries), ["actor"])

        assert Entry.objects.get().actor == "staff:4"

    def test_a_row_in_hand_cannot_be_saved_or_deleted(self):
        write_one()
        row = Entry.objects.get()
        row.actor = "staff:9"

        with pytest.raises(DatabaseError, match="the log is append-only"), transaction.atomic():
            row.save()
        with pytest.raises(DatabaseError, match="the log is append-only"), transaction.atomic():
            row.delete()

        assert Entry.objects.get().actor == "staff:4"


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ATTEMPTS)
def test_sqlite_refuses_raw_statements(statement):
    write_one()

    require_refused(statement)


@pytest.mark.server
@pytest.mark.parametrize("statement", [*ATTEMPTS, "TRUNCATE log_entry CASCADE"])
def test_postgresql_refuses_raw_statements(on_postgres, statement):
    write_one()

    require_refused(statement)
