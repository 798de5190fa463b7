import pytest

from trifecta.importers.contract import BadSource, Reject
from trifecta.importers.reading.tables import open_table


@pytest.fixture
def table(write, request_for):
    def opened(content, *, written_in="utf-8", name="export.csv", needs=(), may_lack=(), **options):
        path = write(content, encoding=written_in, name=name)
        return open_table(path, request_for(path, **options), needs=needs, may_lack=may_lack)

    return opened


def texts(table):
    return [remark.text for remark in table.remarks]


def test_a_dialect_is_detected_and_said(table):
    found = table("Número;Título\r\n7;Impressão\r\n8;?\r\n", written_in="cp1252", name="export.csv.gz")

    assert texts(found) == ["export.csv.gz: cp1252, semicolon between columns; “?” is read as missing."]
    assert list(found.rows("número", "TÍTULO")) == [(2, ("7", "Impressão")), (3, ("8", ""))]


@pytest.mark.parametrize(("sign", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")])
def test_separators_are_found_by_the_rows_that_agree(table, sign: str, name: str):
    rows = [["id", "text", "at"], ["1", "so: yes", "x"], ["2", "well", "y"]]

    found = table("\n".join(map(sign.join, rows)))

    assert f"{name} between columns" in texts(found)[0]
    assert found.header == ("id", "text", "at")


def test_what_is_detected_can_be_overruled(table):
    found = table("a;b,c\n1/2/2016;2,3\n", separator="semicolon", encoding="cp850", dates="mdy")

    assert texts(found) == ["export.csv: cp850, semicolon between columns."]
    assert found.dates("a").need("1/2/2016", "a").month == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"separator": "colon"}, "There is no separator “colon”; write one of comma, semicolon, tab, pipe."),
        ({"encoding": "latin-99"}, "There is no encoding “latin-99”; write for example utf-8, cp1252 or cp850."),
    ],
)
def test_a_bad_option_is_one_sentence(table, options, sentence: str):
    with pytest.raises(BadSource) as refused:
        table("a,b\n1,2\n", **options)

    assert str(refused.value) == sentence


def test_an_unknown_order_of_dates_is_one_sentence(table):
    with pytest.raises(BadSource) as refused:
        table("a,b\n1/2/2016,2\n", dates="dym").dates("a")

    assert str(refused.value) == "There is no date order “dym”; write one of ymd, dmy, mdy."


def test_columns_of_the_same_name_are_numbered(table):
    found = table("Variant,index,Variant,\nx,1,y,\n")

    assert found.header == ("Variant", "index", "Variant (2)")
    assert list(found.rows("Variant", "Variant (2)")) == [(2, ("x", "y"))]


def test_a_missing_column_names_the_nearest(table):
    with pytest.raises(BadSource) as refused:
        table("nummer,opened_at\n1,2\n", needs=("number",))

    assert str(refused.value) == (
        "export.csv has no column “number”; did you mean “nummer”? its columns are: nummer, opened_at."
    )


def test_a_missing_column_of_a_wide_table_does_not_list_them_all(table):
    header = ",".join(["nummer", *(f"c{place}" for place in range(1, 36))])

    with pytest.raises(BadSource) as refused:
        table(f"{header}\n{header}\n", needs=("number",))

    assert str(refused.value) == (
        "export.csv has no column “number”; did you mean “nummer”? its columns are: "
        "nummer, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 26 more."
    )


def test_columns_that_may_lack_are_missing_values(table):
    found = table("number\n1\n", may_lack=("title",))

    assert list(found.rows("title", "number")) == [(2, ("", "1"))]
    assert list(found.rows("title")) == [(2, ("",))]


def test_a_header_alone_is_no_export(table):
    with pytest.raises(BadSource, match="has a header and no rows"):
        table("number,opened_at\n")


def test_blank_lines_and_empty_surplus_columns_are_passed_over(table):
    found = table("\r\na,b,,\r\n1,2,,\r\n,,,\r\n\r\n3,4,,,,\r\n5,6\r\n")

    assert list(found.rows("a", "b")) == [(3, ("1", "2")), (6, ("3", "4")), (7, ("5", "6"))]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_that_does_not_fit_is_rejected_alone(table, quote: str):
    found = table(f"a,b\n{quote}1{quote},2\n1,2,3\n7\n3,4\n")

    assert list(found.rows("a", "b")) == [
        Reject("export.csv", 3, "it has 3 fields where the header has 2", "1,2,3"),
        Reject("export.csv", 4, "it has 1 fields where the header has 2", "7"),
        (2, ("1", "2")),
        (5, ("3", "4")),
    ]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_zero_byte_costs_its_row_only(table, quote: str):
    found = table(f"a,b\n{quote}1{quote},2\n3\0,4\n5,6\n")

    rejected, *rows = found.rows("a", "b")
    assert (rejected.line, rejected.reason) == (3, "it holds a zero byte, which no text has")
    assert rows == [(2, ("1", "2")), (4, ("5", "6"))]


def test_quoted_fields_span_lines_and_hold_separators(table):
    found = table('a,b\n1,"two, and\nthree"\n4,"say ""five"""\n')

    assert list(found.rows("a", "b")) == [(2, ("1", "two, and\nthree")), (4, ("4", 'say "five"'))]


def test_an_open_quote_costs_its_line_only(table):
    rows = "".join(f'{number},"text {number}"\n' for number in range(3, 3000))
    found = table('a,b\n1,"broken\n2,whole\n' + rows)

    rejected, *read = found.rows("a", "b")
    assert rejected == Reject("export.csv", 2, "a quote in it is not closed, or not doubled", '1,"broken')
    assert [row[1][0] for row in read] == [str(number) for number in range(2, 3000)]
    assert read[-1][0] == 3000


def test_quotes_broken_all_over_are_one_sentence(table):
    found = table("a,b\n" + '1,"x\n2,y",z\n' * 3000)

    with pytest.raises(BadSource, match="quotes are broken all over"):
        list(found.rows("a", "b"))


def test_cases_are_gathered_from_all_over_the_file(table):
    found = table("id,step\nB,1\nA,1\n,9\nB,2\nA,2\n")

    told = list(found.cases("id", "step"))

    assert told == [
        Reject("export.csv", 4, "it has no “id”", "9,"),
        ("B", [(2, ("1", "B")), (5, ("2", "B"))]),
        ("A", [(3, ("1", "A")), (6, ("2", "A"))]),
    ]
    assert found.request.progress.rows == 5


def test_dates_are_detected_over_all_their_columns(table):
    found = table("opened,closed\n1/2/2016 9:00,?\n2/2/2016 9:00,13/2/2016 9:00\n")

    read = found.dates("opened", "closed")

    assert read["1/2/2016 9:00"].day == 1
    assert texts(found)[-1] == "export.csv: dates such as “13/2/2016 9:00” are read as day/month/year."


def test_a_column_without_dates_is_one_sentence(table):
    found = table("opened\nsoon\nlater\n")

    with pytest.raises(BadSource) as refused:
        found.dates("opened")

    assert str(refused.value) == "export.csv: column “opened” holds no dates that can be read, such as “soon”."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(table, ending: str):
    assert list(table(ending.join(["a,b", "1,2", "3,4"])).rows("b")) == [(2, ("2",)), (3, ("4",))]


def test_wide_text_is_read(table):
    found = table("número\tb\n1\t2\n", written_in="utf-16")

    assert list(found.rows("número")) == [(2, ("1",))]
