"""Slips that were really published: each is found by a named rule, or it is said why a submission cannot show it."""

import csv
from pathlib import Path

import pytest
import stories
from published import agencies

TABLE = Path(__file__).parents[1] / "data" / "known_published_defects.csv"

# In the printed figures of fiscal 2026 themselves: agency, rule, the words of the indicator's name.
PRINTED = {
    "D03": ("DOF", "ARI-002", "Total revenue collected"),
    "D21": ("NYPD", "UNT-003", "Summonses for hazardous violations"),
    "D22": ("DOT", "DIR-002", "Annual cost for Citi Bike membership"),
    "D23": ("HPD", "DIR-002", "Class C violations certified as corrected"),
    "D27": ("HPD", "UNT-004", "Housing choice voucher utilization rate"),
}


def record(**years):
    return [("Record", "id", *years), ("", "dox-cost", *years.values())]


def typed(cell, value):
    return [("Submission", "cell", "value"), ("", cell, value)]


def restated(new, published, why):
    headings = ("Restatements", "row", "Indicator id", "Year", "Published", "New", "Reason code", "Explanation")
    return [headings, ("", "7", "'dox-lots-cleaned", "'FY23", published, new, "'Late data", f"'{why}")]


# As the agency would have submitted it, in the form of the Department of Examples.
SUBMITTED = {
    "D01": ([restated("127393", "126929", "Revised from 126,929 to 127,930 because late reports came in.")], "REV-008"),
    "D02": ([restated("138556", "26554", "Revised from 26,554 to 138,566 because all units are counted.")], "REV-008"),
    "D06": ([typed("J17", "17.9"), typed("P17", "'Calls rose to 17.1 million, 65 of them abroad.'")], "NAR-001"),
    "D09": ([typed("J8", "'90:60'")], "TYP-004"),
    "D10": ([typed("J10", "97.78%")], "FMT-001"),
    "D11": ([typed("I2", "'FY25quite")], "STR-011"),
    "D16": ([record(FY22="168355", FY23="150249", FY24="146370", FY25="150249"), typed("J12", "165")], "UNT-001"),
    "D17": ([record(FY22="261", FY23="648", FY24="512", FY25="648"), typed("J12", "0")], "MIS-004"),
    "D18": ([typed("J8", "'68:76'")], "TYP-004"),
    "D19": ([typed("J14", "'2402,8'")], "TYP-003"),
}
NOT_TO_BE_SEEN = {
    "D07": "A narrative written after the submission; none is submitted with the figures.",
    "D12": "Trends of resource tables, which no agency submits; a trend in a submission is TRD-001.",
    "D13": "A note in the printed text that names a goal; a submission names ids.",
    "D14": "A heading of the printed layout; ours come from the schema.",
    "D15": "A label in a chart, which no agency submits.",
    "D25": "Metadata of the open data, beside the report.",
    "D26": "Metadata of the open data, beside the report.",
}


def test_every_known_defect_is_accounted_for():
    with TABLE.open(encoding="utf-8", newline="") as lines:
        known = [row["id"] for row in csv.DictReader(lines)]
    assert sorted(known) == sorted([*PRINTED, *SUBMITTED, *NOT_TO_BE_SEEN])


@pytest.mark.parametrize("defect", PRINTED)
def test_a_printed_slip_is_found_in_the_printed_figures(defect):
    agency, rule, name = PRINTED[defect]
    filled = next(filled for filled in agencies() if filled.chapter.agency == agency)
    assert [f.indicator for f in filled.judged() if f.rule == rule and name in f.indicator]


@pytest.mark.parametrize("defect", SUBMITTED)
def test_a_slip_that_was_submitted_would_be_found(defect):
    tables, rule = SUBMITTED[defect]
    assert rule in {f.rule for f in stories.findings(tables)}
