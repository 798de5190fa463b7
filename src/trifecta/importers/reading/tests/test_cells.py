import pytest

from trifecta.importers.reading.cells import BadCell, Cells, decimal, leading_number


@pytest.mark.parametrize("marker", ["", "?", " - ", "#N/B", "NULL", "N/A", "\ufeff"])
def test_missing_markers_are_empty(marker: str):
    assert Cells()[marker] == ""


def test_cells_lose_outer_spaces_and_keep_inner_ones():
    assert Cells()["\ufeff  Group  7 \r"] == "Group  7"


def test_a_zero_byte_is_refused():
    with pytest.raises(BadCell, match="zero byte"):
        Cells()["a\0b"]


def test_long_texts_are_not_kept():
    cells, long = Cells(), "x" * 500

    assert cells[long] == long
    assert long not in cells


@pytest.mark.parametrize(
    ("text", "number"),
    [("3871,691", 3871.691), ("3,871.5", 3871.5), ("1.234.567,8", 1234567.8), ("-4", -4), ("", None)],
)
def test_decimals_are_read_in_either_style(text: str, number: float | None):
    assert decimal(text) == number


@pytest.mark.parametrize(("text", "number"), [("2 - Medium", 2), ("4", 4), ("P2", None), ("", None)])
def test_grades_are_read_from_their_number(text: str, number: int | None):
    assert leading_number(text) == number
