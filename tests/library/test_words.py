"""Laws of names and of the YAML we write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.imports.drafts.inferring import aggregation, at_most, decimals, is_exhaustive, unit, year
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.schema.indicator import Aggregation, Year
from pmr_xl.office.naming import LONGEST_ID, Named, ids, slug, words
from pmr_xl.office.reading import read_yaml
from pmr_xl.office.writing import block, scalar

names = st.text("abc DE(%)12—’/é", min_size=1, max_size=70)


@given(st.lists(st.builds(Named, names, names, names, names), max_size=12))
def test_ids_are_always_unique_short_and_plain(wanted):
    made = ids("tst", wanted)
    assert len(set(made)) == len(wanted)
    assert all(len(one) <= LONGEST_ID and one.startswith("tst") for one in made)
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in made)
    assert ids("tst", wanted) == made
    assert ids("tst", wanted, made, made) == made
    assert not set(ids("tst", wanted, taken=made)) & set(made)


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("DSNY", "", "dsny"),
        ("H+H", "NYC Health + Hospitals", "hh"),
        ("311", "", "311"),
        ("BPL/NYPL/QPL", "Public Libraries", "public-libraries"),
    ],
)
def test_slugs_are_safe_as_file_names(code, name, expected):
    assert slug(code, name) == expected


def test_words_leave_out_unit_marks_and_small_words():
    assert words("Tons of refuse disposed (000)") == ("tons", "refuse", "disposed")
    assert words("Children’s 1,000 beds — the (%) beds") == ("childrens", "1000", "beds")
    assert words("Of the") == ("of", "the")


ODD = (
    *("on", "no", "311", "9:13", "~", "", "2026-09-17", "1e5", "010", "a: b", "a #b", "- x", "true", "’", "%"),
    *("a:", "1.", "=", "<<", "a, b", "[x]", "{y"),
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=30), st.sampled_from(ODD)))
def test_every_text_we_write_is_read_back(text):
    written = block({"name": text, "target": {"kind": text}, "parts": [{"id": text}]})
    assert read_yaml("\n".join(written), "x").data == {"name": text, "target": {"kind": text}, "parts": [{"id": text}]}


def test_plain_words_stay_plain():
    assert scalar("Lots cleaned citywide") == "Lots cleaned citywide"
    assert scalar("minutes:seconds") == "minutes:seconds"
    assert scalar("311") == '"311"'
    assert scalar("9:13") == "9:13"  # a text in YAML 1.2
    assert [scalar(True), scalar(5), scalar(0.5)] == ["true", "5", "0.5"]


@pytest.mark.parametrize(
    ("label", "in_unit", "known", "expected"),
    [
        ("Caseload (point in time) (000)", Unit.THOUSANDS, {}, Aggregation.LAST),
        ("Student enrollment as of October 31", Unit.NUMBER, {}, Aggregation.LAST),
        ("Persons (12-month) (000)", Unit.THOUSANDS, {}, Aggregation.TWELVE_MONTH),
        ("Existing corners upgraded (cumulative)", Unit.NUMBER, {}, Aggregation.CUMULATIVE),
        ("Working families (cumulative) (%)", Unit.PERCENT, {}, Aggregation.AVERAGE),
        ("Average daily population", Unit.NUMBER, {"accumulating": True}, Aggregation.AVERAGE),
        ("Billed revenue as a percentage (%)", Unit.PERCENT, {"additive": True}, Aggregation.SUM),
        ("Cases closed", Unit.NUMBER, {"accumulating": True}, Aggregation.SUM),
        ("Cases closed", Unit.NUMBER, {}, Aggregation.UNKNOWN),
        ("Time to close (days)", Unit.DAYS, {}, Aggregation.AVERAGE),
    ],
)  # fmt: skip
def test_aggregation_is_what_label_or_open_data_say(label, in_unit, known, expected):
    assert aggregation(label, in_unit, **known) is expected


def test_years_ceilings_and_decimals():
    assert year("Bridges rated good (%) (CY)") is Year.CALENDAR
    assert year("Payment Error Rate (federal fiscal year) (%)") is Year.FEDERAL
    assert year("Students in shelter during the school year") is Year.SCHOOL
    assert year("Cases commenced in federal court") is Year.FISCAL
    assert at_most(Unit.PERCENT, ["99%", "105%", "NA"]) == 150
    assert at_most(Unit.PERCENT, ["100%"]) is None
    assert at_most(Unit.NUMBER, ["105"]) is None
    assert decimals(["1.5", "2.25", "3.25", "NA", "*"]) == 2
    assert decimals(["NA", "*"]) == 0


def test_signs_win_over_labels():
    assert unit("Cost (%)", "number", ["$5"]) is Unit.DOLLARS
    assert unit("Inspections", "number", ["85.0%", "NA"]) is Unit.PERCENT
    assert unit("Ratio", "number", ["25:1"]) is Unit.RATIO
    assert unit("Registrations", "ratio", ["25"]) is Unit.NUMBER
    assert unit("Wait (minutes:seconds)", "duration_mm:ss", ["NA"]) is Unit.MINUTES_SECONDS
    assert unit("Repair", "duration_hh:mm", ["2:41"]) is Unit.HOURS_MINUTES
    assert unit("Calls (%)", "percent", ["NA"]) is Unit.PERCENT


def test_parts_add_up_within_the_rounding_of_all_of_them():
    one = Measure(Unit.NUMBER, 1)
    years = {
        "FY22": ["10.0", "5.1", "5.0"],
        "FY23": ["10.0", "5.2", "5.0"],
        "FY24": ["1.0", "0.5", "0.5"],
        "FY25": ["NA", "1", "1"],
    }
    assert not is_exhaustive(one, [one, one], years)  # FY23 is off by 0.2, more than three halves of 0.1
    years["FY23"] = ["10.0", "4.9", "5.0"]
    assert is_exhaustive(one, [one, one], years)
    assert not is_exhaustive(one, [one, Measure(Unit.THOUSANDS, 1)], years)
    assert not is_exhaustive(one, [one], years)
