from pathlib import Path

import pytest

from trifecta.importers.csv import mapping
from trifecta.importers.csv.mapping import Field
from trifecta.importers.csv.mistakes import BadMapping

LEAST = '[ticket]\nkey = "No"\nopened = "Opened"\n'


def load(folder: Path, text: str):
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return mapping.load(path)


def test_a_field_is_a_column_or_a_value_or_a_translation(tmp_path):
    meaning = load(
        tmp_path, LEAST + 'sort = { value = "request" }\nchannel = { column = "Via", values = { TEL = "phone" } }'
    )

    assert meaning.ticket["key"] == Field("key", column="No")
    assert meaning.ticket["sort"] == Field("sort", value="request")
    assert meaning.ticket["channel"] == Field("channel", column="Via", values={"tel": "phone"})
    assert meaning.columns() == ("No", "Opened", "Via")


def test_activities_become_one_or_several_kinds(tmp_path):
    meaning = load(
        tmp_path,
        '[ticket]\nkey = "No"\n[event]\nat = "At"\nactivity = "What"\n'
        '[event.kinds]\n"Done" = "resolved"\n"Take" = ["reopened", "assigned"]',
    )

    assert meaning.events.kinds == {"done": ("resolved",), "take": ("reopened", "assigned")}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[ticket", "my.toml is no TOML: Expected ']' at the end of a table declaration (at end of document)."),
        (
            "[tickets]",
            "my.toml: the table “tickets” is unknown. Did you mean “ticket”? Possible are: file, ticket, event",
        ),
        ("ticket = 1", "my.toml: “ticket” must be a table; write [ticket] on a line of its own."),
        ('[ticket]\nopend = "A"', "my.toml: in [ticket], the field “opend” is unknown. Did you mean “opened”?"),
        ('[ticket]\nopened = "A"', "my.toml: [ticket] needs “key”: its number in the source"),
        ('[ticket]\nkey = "No"', "my.toml: [ticket] needs “opened”: when it was opened."),
        (LEAST + "subject = 3", 'my.toml: “subject” must name a column, as subject = "Column", or a fixed value'),
        ('[ticket]\nkey = { value = "1" }', "my.toml: “key” differs from row to row; it must name a column."),
        (LEAST + "team = { column = [1] }", 'my.toml: “column” of “team” must be a text, such as "…", not a list.'),
        (LEAST + 'team = { column = "A", values = 3 }', "my.toml: “values” of “team” must be a table, such as"),
        (LEAST + 'team = { column = "A", values = { a = [] } }', "my.toml: “a” of “team” must be a text"),
        (LEAST + '[event]\nat = "A"\nactivity = "B"\nkinds = 3', "my.toml: [event.kinds] must be a table"),
        (LEAST + '[event]\nat = "A"\nkind = [1]', "my.toml: in [event], the kind “1” is unknown."),
        (LEAST + "[file]\ndates = {}", 'my.toml: “dates” in [file] must be a text, such as "…", not a table.'),
        (LEAST + 'team = { colum = "A", value = "B" }', "my.toml: in “team”, the part “colum” is unknown."),
        (
            LEAST + 'channel = { value = "fone" }',
            "my.toml: in “channel”, the value “fone” is unknown. Did you mean “phone”?",
        ),
        (LEAST + '[event]\nat = "A"', "my.toml: [event] needs either “activity” with [event.kinds], or “kind”"),
        (
            LEAST + '[event]\nat = "A"\nkind = "solved"',
            "my.toml: in [event], the kind “solved” is unknown. Did you mean “resolved”?",
        ),
        (LEAST + '[survey]\nrating = "A"', "my.toml: [survey] needs the field “requester” in [ticket]: who was asked."),
        (LEAST + 'requester = "R"\n[survey]\nrating = "A"\ninstrument = "nps"', "the instrument “nps” is unknown."),
        (LEAST + 'requester = "R"\n[survey]\nrating = "A"\nasked = "all"', "in [survey], “asked” “all” is unknown."),
    ],
)
def test_a_mistake_is_one_sentence_that_says_where(tmp_path, text, sentence):
    with pytest.raises(BadMapping) as refused:
        load(tmp_path, text)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_mapping_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadMapping, match="There is no mapping"):
        mapping.load(tmp_path / "none.toml")


def test_a_mapping_that_is_no_text_is_said(tmp_path):
    (tmp_path / "my.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadMapping, match="cannot be read as a text in UTF-8"):
        mapping.load(tmp_path / "my.toml")
