"""What is written is what is read, whoever wrote it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from trifecta.metrics.facts import files
from trifecta.metrics.facts.columns import NONE, Words
from trifecta.metrics.facts.declared import INSTANTS
from trifecta.metrics.facts.tests.stores import AS_OF, at, built, story

NOON = datetime(2026, 3, 2, 12)
NOON_US = 1_772_452_800_000_000
TOLD = {
    "number": [7, None, 9],
    "small": pa.array([1, 2, 3], pa.int16()),
    "is_told": [True, None, False],
    "at": [NOON, None, NOON],
    "word": ["phone", None, "mail"],
    "empty": [None, None, None],
}
READ = {
    "number": [7, NONE, 9],
    "small": [1, 2, 3],
    "is_told": [1, NONE, 0],
    "at": [NOON_US, NONE, NOON_US],
    "empty": [NONE] * 3,
    "missing": [NONE] * 3,
}


def by_arrow(path: Path) -> None:
    parquet.write_table(pa.table(TOLD), path)


def by_arrow_without_numbered_words(path: Path) -> None:
    parquet.write_table(pa.table(TOLD), path, use_dictionary=False)


def by_duckdb(path: Path) -> None:
    with duckdb.connect() as con:
        con.register("told", pa.table({**TOLD, "empty": pa.nulls(3, pa.int64())}))
        con.execute(f"COPY (FROM told) TO '{path}' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)")


@pytest.mark.parametrize("write", [by_arrow, by_arrow_without_numbered_words, by_duckdb])
def test_columns_are_read_with_what_is_missing_as_none(tmp_path: Path, write):
    write(tmp_path / "told.parquet")

    found = files.read(tmp_path / "told.parquet", [*READ, "word"], texts=["word"])

    assert {name: found[name].tolist() for name in READ} == READ
    assert [spelled(found["word"], row) for row in range(3)] == ["phone", None, "mail"]


@pytest.mark.parametrize("write", [by_arrow, by_duckdb])
def test_some_rows_of_a_group_are_read_alone(tmp_path: Path, write):
    write(tmp_path / "told.parquet")

    (group,) = files.groups(tmp_path / "told.parquet", [*READ, "word"], texts=["word"])

    assert group.column("is_told", np.array([0, 2])).tolist() == [1, 0]
    assert group.column("at", np.array([1])).tolist() == [NONE]
    assert spelled(group.column("word", np.array([2])), 0) == "mail"


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path):
    found = files.read(tmp_path / "nothing.parquet", ["number", "word"], texts=["word"])

    assert (found["number"].size, found["word"].numbers.size) == (0, 0)


def test_parts_are_written_one_after_the_other(tmp_path: Path):
    parts = [
        {**instants(2), "number": np.array([1, NONE], np.int32)},
        {**instants(1), "number": np.array([1 << 40])},
    ]

    assert files.write(tmp_path, INSTANTS, parts) == 3

    rows = duckdb.sql(f"SELECT period, number, starts_on FROM '{tmp_path}/instants.parquet'").fetchall()
    assert [row[:2] for row in rows] == [("week", 1), ("week", None), ("week", 1 << 40)]
    assert {str(row[2]) for row in rows} == {"2026-03-02"}


def test_facts_are_built_without_pandas_and_ibis_which_take_longer_to_load(tmp_path: Path):
    store = built(tmp_path, story(1, (at(2, 9), "opened", {"team": 1}), (at(3, 9), "message_sent", {})))
    shutil.rmtree(store / "facts")
    code = f"""
import sys
from datetime import datetime
from pathlib import Path
from trifecta.metrics.facts import building
building.build(Path({str(store)!r}), as_of=datetime.fromisoformat({AS_OF.isoformat()!r}))
print(*({{"pandas", "ibis", "duckdb"}} & sys.modules.keys()))
"""

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == []


def instants(count: int) -> dict[str, Any]:
    columns: dict[str, Any] = {name: np.zeros(count, np.int64) for name in INSTANTS.columns}
    return {**columns, "period": Words(np.ones(count, np.int16), ("day", "week")), "starts_on": np.full(count, 20_514)}


def spelled(words: Words, row: int) -> str | None:
    number = int(words.numbers[row])
    return None if number == NONE else words.known[number]
