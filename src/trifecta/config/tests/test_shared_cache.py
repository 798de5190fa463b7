from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from trifecta.config import shared_cache

pytestmark = pytest.mark.django_db


def count_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM config_cache")
        return cursor.fetchone()[0]


def test_holds_what_was_written_last_until_its_time(django_assert_num_queries):
    with django_assert_num_queries(2):
        cache.set("tries", [1.5], timeout=60)
        cache.set("tries", [1.5, 2.5], timeout=60)

    assert cache.get("tries") == [1.5, 2.5]
    cache.set("tries", [], timeout=-1)
    assert cache.get("tries") is None


def test_only_one_adds_what_is_not_there_or_over(django_assert_num_queries):
    with django_assert_num_queries(3):
        added = [cache.add("lock", who, timeout=60) for who in ("first", "second")]
        cache.delete("lock")

    assert added == [True, False]
    cache.set("lock", "old", timeout=-5)
    assert cache.add("lock", "third", timeout=None)
    assert cache.get("lock") == "third"


def test_nobodys_tries_are_forgotten_for_those_of_many_others():
    for number in range(400):
        cache.set(f"tries:{number}", number, timeout=60)

    assert cache.get("tries:0") == 0
    assert count_rows() == 400


def test_what_is_over_is_swept_away():
    for number in range(shared_cache.SWEPT_EVERY):
        cache.set(f"tries:{number}", number, timeout=-datetime.now(UTC).year)
    for number in range(shared_cache.SWEPT_EVERY):
        cache.set(f"later:{number}", number, timeout=60)

    assert count_rows() < 2 * shared_cache.SWEPT_EVERY
    assert cache.get("later:0") == 0


def test_signing_in_asks_little(desk, house, django_assert_max_num_queries):
    desk.account(desk.agent("Ann"), password="correct horse")

    with django_assert_max_num_queries(40):
        signed_in = Client().post("/account/sign-in/", {"login": "ann@example.org", "password": "correct horse"})

    assert signed_in.status_code == 302
