from __future__ import annotations

import pytest
from django.db import connection, transaction

from trifecta.log import bulk

FULL, NORMAL = 2, 1


def synchronous() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("on_file")
def test_the_disk_is_not_waited_for_until_the_end(django_db_blocker):
    with django_db_blocker.unblock():
        with bulk.in_haste():
            assert synchronous() == NORMAL

        assert synchronous() == FULL


@pytest.mark.usefixtures("on_file")
def test_a_transaction_under_way_keeps_its_patience(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), bulk.in_haste():
        assert synchronous() == FULL
