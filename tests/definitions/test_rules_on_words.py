"""How often the rules on definitions speak up where nothing is wrong: published definitions, 2,361 printed names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from years_played import Years

from pmr_xl.model.definitions.defined import DefinedIndicator, DefinedIndicators
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line
from pmr_xl.office import Library
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine.judge_published import judge_published

SAMPLE = Path(__file__).parents[1] / "data" / "open_data_definitions.csv"
ROWS = list(csv.DictReader(SAMPLE.read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 9, 1)


def found(rows):
    table = DefinedIndicators("TST", "definitions/tst.yaml", tuple(rows), TODAY)
    return [one for _, one in judge_published([table], OfficeSettings(), TODAY)]


def sample():
    for at, row in enumerate(ROWS):
        known = Definition(f"tst-{at}", definition=row["description"], source=row["source"])
        yield DefinedIndicator(Line(Indicator(f"tst-{at}", row["indicator"]), "TST", at), known, "definitions/tst.yaml")


def test_the_published_definitions_contradict_no_name_and_are_not_garbled():
    told = {one.rule: one for one in found(sample())}
    assert set(told) == {"DEF-002", "DEF-003"}  # nobody confirmed them; five name no source
    assert told["DEF-002"].found == "37 of 37"
    assert told["DEF-003"].found == "5 of 37"
    agencies = {row["agency"] for row in ROWS}
    measured = f"**Measured** on the {len(ROWS)} published definitions of {len(agencies)} agencies: "
    said = {code: rule.page.partition(measured)[2] for code, rule in rulebook().items() if code.startswith("DEF-")}
    assert len(said) >= 6
    assert said["DEF-003"].startswith("5 name none, and these are told")
    assert said["DEF-002"].startswith("nobody has confirmed them, and each agency is asked once")
    silent = ("0 alarms", "every indicator that they define is silent", "none names them apart", "none")
    others = [text for code, text in said.items() if code not in told]
    assert [text for text in others if not text.startswith(silent)] == []


def test_no_printed_name_contradicts_itself():
    rows, said = [], Counter()
    for chapter in Library(None).chapters():
        for line in chapter.lines:
            name = line.indicator.name
            said.update(word for word in ("verage", "edian", "(CY)", "amilies", "ouseholds") if word in name)
            known = Definition(line.id, definition=f"{name}. Averages of families, in the fiscal year.", source="x")
            rows.append(DefinedIndicator(line, known, "definitions/tst.yaml"))
    assert len(rows) == 2361
    assert [one.rule for one in found(rows)] == ["DEF-002"]
    assert min(said[word] for word in ("verage", "edian", "(CY)", "amilies", "ouseholds")) > 3, said


@pytest.mark.parametrize(("said", "swapped"), [("average", "median"), ("fiscal year", "calendar year")])
def test_a_word_swapped_in_a_real_definition_is_found(said, swapped):
    """Where the name, or the year that is asked for, says the word too."""
    caught = tried = 0
    for one in sample():
        first, dot, rest = one.known.definition.partition(". ")
        asked = said == "fiscal year" or said in one.indicator.name.casefold()
        if asked and re.search(said, first, re.IGNORECASE):
            tried += 1
            text = re.sub(said, swapped, first, flags=re.IGNORECASE) + dot + rest
            codes = {each.rule for each in found([replace(one, known=one.known.with_texts({"definition": text}))])}
            caught += "DEF-004" in codes
    assert tried == caught > 1


def test_checked_by_the_command_and_on_what_an_agency_proposes(tmp_path):
    office = Years(tmp_path / "office", only=("CCHR", "TLC"))
    office.run("schema", "import-definitions", SAMPLE, leaves=4)
    told = office.run("schema", "definitions", "check", "CCHR", leaves=1)
    assert "38 of 42 indicators have no definition" in told
    assert "4 of 4 definitions were confirmed by nobody in two years" in told
    wait = "cchr-average-wait-time-speak-customer-service"
    office.run(
        *("schema", "definitions", "change", wait, "--definition"),
        *("The median time in minutes, Ã© before a meeting.", "--why", "x"),
    )
    told = office.run("schema", "definitions", "check", "CCHR", leaves=1)
    assert "says average, and its definition says median" in told
    assert "definitions/cchr.yaml, line " in told
    assert "holds letters of another encoding" in told
    settings = office.folder / "settings.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "\nrules:\n  DEF-001: {on: false, who: Jo Doe, why: we begin}\n", "utf-8"
    )
    assert "have no definition" not in office.run("schema", "definitions", "check", "CCHR", leaves=1)
