"""Parquet files as columns, a group of their rows at a time, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from trifecta.metrics.facts.columns import NONE, Columns, Ints, Words, joined
from trifecta.metrics.facts.declared import Fact

GROUP_ROWS = 1 << 17
"""Of a file that is written: some for each core, few enough to be read into its cache."""
_NUMBERS, _DELTA = {"int64", "timestamp", "date"}, "DELTA_BINARY_PACKED"
_KEPT = {
    "timestamp": pa.timestamp("us"),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "string": pa.dictionary(pa.int32(), pa.string()),
}


class Group:
    """Some rows of a file. A column that the file lacks, or that holds nothing here, is null in all rows."""

    def __init__(self, table: pa.Table, row_count: int, texts: Sequence[str]) -> None:
        self._table, self.row_count, self._texts = table, row_count, texts

    def column(self, name: str, places: Ints | None = None) -> Any:
        """An array, or Words; instants in microseconds. places: only these rows."""
        column = _whole(self._table.column(name)) if name in self._table.schema.names else None
        if column is None or column.null_count == self.row_count:
            nothing = np.full(self.row_count if places is None else places.size, NONE)
            return Words(nothing, ()) if name in self._texts else nothing
        if name not in self._texts:
            return _numbers(column, places)
        numbered = column.dictionary_encode()
        return Words(_numbers(numbered.indices, places), tuple(numbered.dictionary.to_pylist()))


def groups(path: Path, columns: Sequence[str], *, texts: Sequence[str] = ()) -> Iterator[Group]:
    """texts: which of the columns are texts."""
    told = parquet.read_metadata(path)
    places = {name: place for place, name in enumerate(told.schema.names) if name in columns}
    groups_told = [told.row_group(number) for number in range(told.num_row_groups)]
    chunks = [{name: group.column(place) for name, place in places.items()} for group in groups_told]
    filled = [{name: chunk for name, chunk in group.items() if _is_filled(chunk)} for group in chunks]
    known = [text for text in texts if text in places]
    numbered = [text for text in known if all(_is_numbered(group[text]) for group in filled if text in group)]
    with parquet.ParquetFile(path, metadata=told, read_dictionary=numbered) as file:
        for number, group in enumerate(filled):
            rows = file.read_row_group(number, [*group], use_threads=False)
            yield Group(rows, groups_told[number].num_rows, texts)


def read(path: Path, columns: Sequence[str], *, texts: Sequence[str] = ()) -> Columns:
    """All rows; none where there is no file."""
    parts = [Group(pa.table({}), 0, texts), *(groups(path, columns, texts=texts) if path.exists() else ())]
    return joined([{name: part.column(name) for name in columns} for part in parts])


def write(folder: Path, fact: Fact, parts: Sequence[Columns]) -> int:
    """Write a fact into the folder and return how many rows it has. parts: follow each other."""
    told = dict(zip(fact.columns, fact.stored_columns, strict=True))
    kept = {name: _kept(dtype, [part[told[name]] for part in parts]) for name, dtype in fact.columns.items()}
    settings = {
        "use_dictionary": [name for name, dtype in fact.columns.items() if dtype == "string"],
        "column_encoding": dict.fromkeys((name for name, dtype in fact.columns.items() if dtype in _NUMBERS), _DELTA),
        "store_schema": False,
    }
    row_count = 0
    with parquet.ParquetWriter(folder / f"{fact.name}.parquet", pa.schema(kept), **settings) as file:
        for part, begin in _groups_of(parts):
            rows = slice(begin, begin + GROUP_ROWS)
            table = pa.table({name: _array(part[told[name]], rows, dtype) for name, dtype in kept.items()})
            file.write_table(table)
            row_count += table.num_rows
    return row_count


def _groups_of(parts: Sequence[Columns]) -> Iterator[tuple[Columns, int]]:
    """Each part, as often as it has groups of rows, with the first row of the group."""
    for part in parts:
        column = next(iter(part.values()))
        count = column.numbers.size if isinstance(column, Words) else column.size
        yield from ((part, begin) for begin in range(0, count, GROUP_ROWS))


def _is_filled(chunk: Any) -> bool:
    """Whether the column holds a value, as the file says; a file may not say."""
    told = chunk.statistics
    return told is None or not told.has_null_count or told.null_count < chunk.num_values


def _is_numbered(chunk: Any) -> bool:
    """Whether its texts are numbers of words, which then need not be looked for."""
    return "RLE_DICTIONARY" in chunk.encodings


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _numbers(column: pa.Array, places: Ints | None) -> Ints:
    """From and to bare buffers: pyarrow's own ways load pandas, which takes longer than to read a log."""
    if pa.types.is_timestamp(column.type) and column.type.unit != "us":
        column = column.cast(pa.timestamp("us"))
    within = slice(column.offset, column.offset + len(column))
    known, held = column.buffers()
    is_truth = pa.types.is_boolean(column.type)
    values = _bits(held) if is_truth else np.frombuffer(held, f"i{column.type.bit_width // 8}")
    numbers = values[within] if places is None else values[within][places]
    if not column.null_count:
        return numbers
    is_known = _bits(known)[within] if places is None else _bits(known)[within][places]
    return np.where(is_known, numbers, NONE)


def _bits(buffer: pa.Buffer) -> Ints:
    return np.unpackbits(np.frombuffer(buffer, np.uint8), bitorder="little").view(np.int8)


def _kept(dtype: str, parts: Sequence[Any]) -> pa.DataType:
    """As what a column is kept. Whole numbers take half the room where they fit, and a query may double them."""
    if dtype != "int64":
        return _KEPT[dtype]
    return pa.int64() if any(np.abs(part).max(initial=0) >= 1 << 30 for part in parts) else pa.int32()


def _array(column: Any, rows: slice, kept: pa.DataType) -> pa.Array:
    if isinstance(column, Words):
        return pa.DictionaryArray.from_arrays(_array(column.numbers, rows, kept.index_type), _texts(column.known))
    values = column[rows]
    is_known = values != NONE if values.dtype != bool else np.ones(values.size, bool)
    is_truth = kept == pa.bool_()
    held = np.packbits(values == 1, bitorder="little") if is_truth else values.astype(f"i{kept.bit_width // 8}")
    known = None if is_known.all() else pa.py_buffer(np.packbits(is_known, bitorder="little"))
    return pa.Array.from_buffers(kept, values.size, [known, pa.py_buffer(held)])


def _texts(words: Sequence[str]) -> pa.Array:
    told = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, told)], dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), len(told), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(told))])
