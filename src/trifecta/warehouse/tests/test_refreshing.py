"""The copy says exactly what the log says, whatever happened in between."""

from __future__ import annotations

import shutil
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection

from trifecta.log.models import Entry
from trifecta.staff.models import Team
from trifecta.warehouse import freshness, generations, refreshing
from trifecta.warehouse.tests.anything import NOON, append_anything, told_by, told_by_log

pytestmark = pytest.mark.django_db


def refreshed(minutes: int = 0, *, full: bool = False) -> list[tuple]:
    refreshing.refresh(at=NOON + timedelta(minutes=minutes), full=full)
    return told_by(generations.store())


def test_copies_every_kind_and_field_exactly():
    append_anything(300, seed=1)

    assert refreshed() == told_by_log()


def test_adds_only_what_is_new_and_merges_small_files():
    for round_number in range(8):
        append_anything(20, seed=round_number, stream_from=1 + 20 * round_number)
        assert refreshed(round_number) == told_by_log()

    row_counts = [part.row_count for part in generations.current().parts]
    assert sum(row_counts) == Entry.objects.count()
    assert all(larger > 2 * smaller for larger, smaller in pairwise(row_counts))


def test_an_empty_log_is_a_store_without_rows():
    assert refreshed() == []
    assert (generations.store() / "hours.parquet").exists()


def test_the_first_entry_of_an_empty_log_is_copied():
    refreshed()
    append_anything(5, seed=1)

    assert refreshed(1) == told_by_log()
    assert [part.row_count for part in generations.current().parts] == [Entry.objects.count()]


def test_does_nothing_when_nothing_changed():
    append_anything(5, seed=1)
    before = refreshing.refresh(at=NOON)

    after = refreshing.refresh(at=NOON + timedelta(minutes=30))

    assert after == before
    assert freshness.current().checked_at == NOON + timedelta(minutes=30)
    assert freshness.current().as_of == NOON


def test_time_alone_makes_a_new_snapshot_after_an_hour():
    append_anything(5, seed=1)
    before = refreshing.refresh(at=NOON)

    after = refreshing.refresh(at=NOON + timedelta(hours=1))

    assert after.id != before.id
    assert after.parts == before.parts
    assert after.as_of == NOON + timedelta(hours=1)


def test_a_changed_name_is_nothing_new_but_a_changed_level_is():
    team = Team.objects.create(name="Network", level="2")
    first = refreshing.refresh(at=NOON)

    Team.objects.filter(pk=team.pk).update(name="Networks")
    renamed = refreshing.refresh(at=NOON + timedelta(minutes=1))
    Team.objects.filter(pk=team.pk).update(level="3")
    moved = refreshing.refresh(at=NOON + timedelta(minutes=2))

    assert renamed.id == first.id
    assert moved.id != first.id


def test_a_full_rebuild_reads_the_whole_log_again():
    append_anything(50, seed=1)
    refreshed()
    part = generations.store() / "log" / generations.current().parts[0].name
    part.write_bytes(b"spoiled")

    assert refreshed(1, full=True) == told_by_log()


def test_grown_kinds_are_read_anew(monkeypatch):
    append_anything(50, seed=1)
    promoted = refreshing.Sources.read(NOON).columns
    fewer = {name: kind for name, kind in promoted.items() if name != "team"}
    with monkeypatch.context() as older:
        older.setattr("trifecta.warehouse.copying.columns.promoted", lambda: fewer)
        assert refreshed() != told_by_log()

    assert refreshed(1) == told_by_log()


BEGIN_ANEW = {
    "sqlite": (
        "DROP TRIGGER log_entry_no_DELETE",
        "DELETE FROM log_entry",
        "DELETE FROM sqlite_sequence WHERE name = 'log_entry'",
    ),
    "postgresql": (
        "DROP TRIGGER log_entry_append_only ON log_entry",
        "SELECT setval('log_entry_id_seq', (SELECT min(id) FROM log_entry), false)",
        "DELETE FROM log_entry",
    ),
}


def test_another_log_with_the_same_ids_is_recognized():
    append_anything(50, seed=1)
    refreshed()
    with connection.cursor() as cursor:
        for statement in BEGIN_ANEW[connection.vendor]:
            cursor.execute(statement)
    append_anything(80, seed=2)

    assert refreshed(1) == told_by_log()


def test_a_lost_generation_is_built_anew():
    append_anything(5, seed=1)
    refreshed()
    shutil.rmtree(generations.store())

    assert refreshed(1) == told_by_log()


def test_what_a_killed_rebuild_leaves_is_swept():
    append_anything(5, seed=1)
    left = generations.begin("20260302T120000-dead")

    refreshed()

    assert not left.exists()


def test_a_reader_keeps_the_generation_it_found():
    append_anything(5, seed=1)
    refreshed()
    held = generations.store()
    append_anything(5, seed=2, stream_from=100)

    refreshed(5)
    refreshed(14, full=True)
    still_there = held.exists()
    refreshed(16)

    assert still_there
    assert not held.exists()
