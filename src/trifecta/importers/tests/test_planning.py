from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from trifecta.base.errors import TrifectaError
from trifecta.importers import planning, registry


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.csv"
    path.write_text("number\n")
    return path


def refusal(*asked, **options) -> str:
    with pytest.raises(TrifectaError) as refused:
        planning.plan(*asked, **{"options": {}, **options})
    return str(refused.value)


def test_every_folder_with_a_source_is_one():
    assert {"csv", "hpsm", "servicenow", "simulated", "xes"} <= set(registry.names())
    for name in registry.names():
        assert registry.source(name).name == name
    assert "reading" not in registry.names()


def test_without_a_zone_it_is_utc_and_said(export: Path):
    plan = planning.plan("servicenow", [export], options={})

    assert plan.request.zone is UTC
    assert plan.remarks == (
        "Times without a zone of their own are taken as UTC, because no --timezone was given.",
        "The desk is called “servicenow”; a later import of another such desk needs its own --instance.",
    )


def test_a_log_whose_times_carry_their_offset_needs_no_zone(export: Path):
    assert planning.plan("xes", [export], options={}, instance="north").remarks == ()


def test_what_is_named_needs_no_remark(export: Path):
    plan = planning.plan("servicenow", [export], options={"dates": "dmy"}, timezone="Europe/Lisbon", instance="north")

    assert (str(plan.request.zone), plan.instance, plan.remarks) == ("Europe/Lisbon", "north", ())
    assert plan.request.options == {"dates": "dmy"}


def test_an_unknown_source_is_answered_with_the_nearest(export: Path):
    assert refusal("ServiceNowe", [export]).startswith("There is no source “ServiceNowe”. Did you mean servicenow?")
    assert refusal("zzz", [export]).startswith("There is no source “zzz”. The sources are: csv, hpsm,")


def test_an_unknown_option_is_answered_with_the_nearest(export: Path):
    sentence = refusal("servicenow", [export], options={"date": "dmy"})

    assert sentence == (
        "servicenow has no option “date”. Did you mean dates? Its options are: encoding, separator, dates."
    )


def test_an_option_of_another_source_is_refused_without_a_guess(export: Path):
    assert refusal("servicenow", [export], options={"as": "problem"}) == (
        "servicenow has no option “as”. Its options are: encoding, separator, dates."
    )


def test_an_unknown_zone_is_answered_with_the_nearest(export: Path):
    assert "did you mean Europe/Lisbon" in refusal("servicenow", [export], timezone="Europe/Lisboa")


def test_a_wrong_path_is_answered_with_the_nearest(export: Path):
    wrong = export.with_name("incident.csv")

    assert refusal("servicenow", [wrong]) == f"There is no {wrong}. Did you mean incidents.csv? Check the path."
    assert refusal("servicenow", [Path("/no/such/folder/x")]) == "There is no /no/such/folder/x. Check the path."


def test_a_source_says_what_it_reads(export: Path):
    assert refusal("servicenow", []).startswith("servicenow reads the incident audit log")
    assert refusal("simulated", [export]) == f"simulated reads no files; leave “{export}” out."


def test_options_are_written_as_name_and_value():
    assert planning.option("dates = dmy=") == ("dates", "dmy=")
    with pytest.raises(TrifectaError, match="“dmy” is no option; write it as --option NAME=VALUE"):
        planning.option("dmy")
