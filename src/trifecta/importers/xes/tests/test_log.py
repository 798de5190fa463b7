import gzip

import pytest

from trifecta.importers.contract import BadSource
from trifecta.importers.xes import log
from trifecta.importers.xes.tests import writing

ONE = writing.trace("1", writing.event("09:00:00Z", "Open"))


def cases(folder, text: str):
    (folder / "l.xes").write_text(text, encoding="utf-8")
    return list(log.read(folder / "l.xes"))


def test_only_what_stands_directly_in_a_case_or_event_counts(tmp_path):
    nested = (
        '<string key="a" value="1"><string key="b" value="2"/></string><list key="c"><string key="d" value="3"/></list>'
    )
    (case,) = cases(tmp_path, writing.log(f"<trace>{nested}<event>{nested}</event>{nested}</trace>"))

    assert case.attributes == {"a": "1"}
    assert [event.attributes for event in case.events] == [{"a": "1"}]


def test_a_survey_counts_and_names_the_attributes(tmp_path):
    (tmp_path / "l.xes").write_text(writing.log(ONE, ONE), encoding="utf-8")

    assert log.survey(tmp_path / "l.xes") == (
        2,
        2,
        frozenset({"concept:name", "lifecycle:transition", "time:timestamp"}),
    )


def test_gzip_marks_and_other_encodings_are_read(tmp_path):
    text = writing.log(writing.trace("Åsa")).replace("UTF-8", "UTF-16")
    (tmp_path / "l.xes.gz").write_bytes(gzip.compress(text.encode("utf-16")))
    (tmp_path / "marked.xes").write_text(writing.log(ONE), encoding="utf-8-sig")

    assert [case.attributes["concept:name"] for case in log.read(tmp_path / "l.xes.gz")] == ["Åsa"]
    assert len(list(log.read(tmp_path / "marked.xes"))) == 1


def test_the_lines_of_cases_and_events_are_known(tmp_path):
    (case,) = cases(tmp_path, writing.log(ONE))

    assert (case.line, case.events[0].line) == (6, 8)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "l.xes, line 1: the XML is empty; export it again."),
        ("number,state\nINC1,New\n", "l.xes is no XES log: it is no XML at all."),
        ("<html></html>", "l.xes is no XES log: it begins with <html> where a log begins with <log>."),
        (writing.log()[:-20], "l.xes, line 5: the XML is broken: unclosed token; export it again."),
        (writing.log(ONE).replace("</trace>", ""), "the XML is broken: mismatched tag; export it again."),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<log>&b;</log>',
            "l.xes, line 2: it declares a document type, which could hide anything; a log needs none.",
        ),
        ("<log></log>", "l.xes holds no case (<trace>); export the log again."),
    ],
)
def test_what_is_no_log_is_refused_in_a_sentence(tmp_path, text, sentence):
    (tmp_path / "l.xes").write_text(text, encoding="utf-8")

    with pytest.raises(BadSource) as refused:
        log.survey(tmp_path / "l.xes")

    assert sentence in str(refused.value)
