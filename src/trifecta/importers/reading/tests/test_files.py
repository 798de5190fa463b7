import gzip
from pathlib import Path

import pytest

from trifecta.importers.contract import BadSource
from trifecta.importers.reading import files


@pytest.mark.parametrize("name", ["export.csv", "export.csv.gz", "export"])
def test_packed_or_not_is_told_by_the_content(write, name: str):
    path = write(gzip.compress(b"a,b\n1,2\n"), name=name.removesuffix(".gz"))

    found = files.survey(path)

    assert (found.encoding, found.lines, found.is_plain, found.head) == ("utf-8", 2, True, "a,b\n1,2\n")


def test_quotes_anywhere_make_a_file_quoted(write):
    text = "a,b\n" + "1,2\n" * 400_000 + '3,"4"\n'

    assert not files.survey(write(text)).is_plain


def test_the_sample_comes_from_all_over_the_file(write):
    found = files.survey(write("".join(f"row {number}\n" for number in range(500_000))))

    assert found.head.startswith("row 0\n")
    assert {"row 4", "row 3", "row 2", "row 1"} <= {line[:5] for line in found.sample.splitlines()}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "export.csv is empty; export it again."),
        (b"\n \r\n", "export.csv is empty; export it again."),
        (bytes(range(256)) * 40, "export.csv is no text file; export the table as CSV."),
        (b"\x93NUMPY" + bytes(500), "export.csv is no text file; export the table as CSV."),
        (b"PK\x03\x04rest", "export.csv is a zip archive or a workbook; unpack it, or save the sheet as CSV."),
        (b"%PDF-1.7", "export.csv is a PDF; export the table as CSV."),
        (
            gzip.compress(b"a,b\n" * 9000, mtime=0)[:60],
            "export.csv is broken off or damaged (gzip); download or copy it again.",
        ),
        (b"\x1f\x8bnonsense", "export.csv is broken off or damaged (gzip); download or copy it again."),
        (b"a,b\n" + b"x" * (17 << 20), "export.csv, line 2: it is longer than 16 MB; this is no table of lines."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(write, content: bytes, sentence: str):
    with pytest.raises(BadSource) as refused:
        files.survey(write(content))

    assert str(refused.value) == sentence


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path):
    with pytest.raises(BadSource, match=r"There is no file .*gone\.csv; check the path\."):
        files.survey(tmp_path / "gone.csv")
    with pytest.raises(BadSource, match="is a folder; name the file inside it"):
        files.survey(tmp_path)


def test_an_unknown_encoding_is_one_sentence(write):
    with pytest.raises(BadSource, match="There is no encoding “klingon”; write for example utf-8"):
        files.survey(write("a,b\n"), encoding="klingon")


def test_stray_bytes_do_not_stop_the_reading(write):
    path = write("número,título\n".encode() * 50 + b"caf\xe9,x\n")

    with files.open_text(path, "utf-8") as file:
        assert file.read().endswith("café,x\n")
