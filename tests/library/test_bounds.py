"""Numbers that cannot be: refused in settings and schemas, with file, line, fault and remedy; told to editors too."""

import json

import pytest

from pmr_xl.model.fault import Fault
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office import Library, built_in_office
from pmr_xl.office.bounds import BOUNDS
from pmr_xl.office.json_schema import text
from pmr_xl.office.judging import read_and_judge
from pmr_xl.office.shapes import Agency

CHAPTER = """agency: TST
services:
  - service: Serve.
    goals:
      - goal: Do good.
        indicators:
          - id: tst-whole
            name: Whole
            parts:
              - id: tst-part
                name: Part
                {said}
"""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("near: 10", "line 2: “near” cannot be 10. A share is from 0 to 1; 10% is 0.1. Is 0.1 (10%) meant?"),
        ("near: -1", "“near” cannot be -1. A share"),
        ("trend_band: 1.01", "“trend band” cannot be 1.01"),
        ("stable_decline: 20", "Is 0.2 (20%) meant?"),
        ("noise_floor: -0.01", "“noise floor” cannot be -0.01"),
        ("unusual_change: 2.0", "“unusual change” cannot be 2.0"),
        ("large_change: 50", "Is 0.5 (50%) meant?"),
        ("critical_miss: 1000", "“critical miss” cannot be 1000. A share is from 0 to 1; 10% is 0.1."),
        ("robust_z: -5", "“robust z” cannot be -5.0. It is a number above 0."),
        ("robust_z: 0", "“robust z” cannot be 0"),
        ("robust_z: 1.0e400", "“robust z” cannot be inf"),
        ("scale_slip_width: 3", "“scale slip width” cannot be 3"),
        ("small_count: -3", "“small count” cannot be -3. It is a whole number from 0, which hides nothing."),
        ("shortest_explanation: 0", "“shortest explanation” cannot be 0"),
        ("nere: 0.1", "“nere” is not a key of office settings; did you mean “near”?"),
    ],
)
def test_impossible_settings_are_refused(office, said, fault):
    (office / "settings.yaml").write_text(f"# ours\n{said}\n", encoding="utf-8")
    for _ in range(2):  # what was refused is not kept either
        with pytest.raises(Fault) as told:
            _ = Library(office).settings
        assert fault in str(told.value)
        assert "settings.yaml, line 2" in str(told.value)


def test_the_ends_of_what_is_possible_are_taken(office):
    (office / "settings.yaml").write_text("near: 0\nlarge_change: 1\nrobust_z: 0.1\nshortest_explanation: 1\n")
    assert Library(office).settings.near == 0


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("decimals: -1", "“decimals” cannot be -1. Decimals are from 0 to 6."),
        ("decimals: 400", "“decimals” cannot be 400"),
        ("target: {decimals: 7}", "“decimals” cannot be 7"),
        ("target: {near: 10}", "“near” cannot be 10. A share is from 0 to 1; 10% is 0.1. Is 0.1 (10%) meant?"),
        ("noise: 5", "“noise” cannot be 5"),
        ("october_share: -0.2", "“october share” cannot be -0.2"),
        ("at_most: 0", "“at most” cannot be 0. It is a number above 0."),
        ("decimls: 1", "did you mean “decimals”?"),
    ],
)
def test_impossible_indicators_are_refused_at_their_line(said, fault):
    with pytest.raises(Fault) as told:
        read_and_judge(Chapter, CHAPTER.format(said=said), "tst.yaml", Agency("TST", "Tests", "tst"))
    assert "tst.yaml, line 12" in str(told.value)
    assert fault in str(told.value)


def test_a_resource_with_impossible_decimals_is_refused():
    said = "agency: TST\nresources:\n  - {id: tst-resource-staff, name: Staff, decimals: 9}\n"
    with pytest.raises(Fault, match="line 3: “decimals” cannot be 9"):
        read_and_judge(Chapter, said, "tst.yaml", Agency("TST", "Tests", "tst"))


def test_many_faults_are_told_five_at_a_time():
    said = "".join(f"{key}: -1\n" for key in list(BOUNDS[OfficeSettings])[:7])
    with pytest.raises(Fault, match="… and 2 more"):
        read_and_judge(OfficeSettings, said, "settings.yaml")


def test_an_office_that_has_the_bounds_right_is_read(shipped):
    assert len(list(shipped.chapters())) == 45


def test_editors_are_told_the_same_bounds():
    settings = json.loads(text(OfficeSettings))["properties"]
    assert (settings["near"]["minimum"], settings["near"]["maximum"]) == (0, 1)
    assert settings["robust_z"]["exclusiveMinimum"] == 0
    assert settings["small_count"]["minimum"] == 0, "a count below nothing would hide nothing, unsaid"
    decimals = json.loads(text(Chapter))["$defs"][Indicator.__name__]["properties"]["decimals"]
    assert (decimals["minimum"], decimals["maximum"]) == (0, 6)
    kept = (built_in_office() / "schemas" / "settings.schema.json").read_text(encoding="utf-8")
    assert json.loads(kept)["properties"]["near"] == settings["near"]
