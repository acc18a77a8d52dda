"""Waivers: told and not asked, until their day; an ended one says so."""

from dataclasses import replace
from datetime import date

import stories
from example import SETTINGS

from pmr_xl.model.finding import counts
from pmr_xl.model.office_settings import Waiver
from pmr_xl.rules.engine.waivers import in_words

LAST = date(2027, 6, 30)
LOTS = Waiver("TYP-008", "halves are counted", "Ana Diaz", LAST, indicator="dox-lots-cleaned")


def judged(cells, *waivers, today=LAST):
    settings = replace(SETTINGS, waivers=waivers)
    table = [("Submission", "cell", "value"), *(("", place, value) for place, value in cells.items())]
    return stories.judged(stories.told([table])[0], settings=settings, today=today)


def test_a_waived_finding_is_told_and_asks_nothing():
    (finding,) = judged({"J3": "290.5"}, LOTS)
    assert finding.rule == "TYP-008"
    assert finding.waived == "Waived until June 30, 2027 by Ana Diaz: halves are counted"
    assert finding.as_dict()["waived"] == finding.waived
    assert counts([finding]) == {"error": 0, "query": 0, "info": 0, "waived": 1, "office": 0}
    assert not finding.blocking


def test_an_error_under_a_waiver_does_not_block():
    waiver = replace(LOTS, rule="TYP-001")
    (finding,) = judged({"J3": "'290"}, waiver)
    assert (finding.severity.value, finding.blocking) == ("error", False)
    (finding,) = judged({"J3": "'290"})
    assert finding.blocking


def test_past_its_day_it_no_longer_holds_and_is_said():
    (finding,) = judged({"J3": "290.5"}, LOTS, today=date(2027, 7, 1))
    assert finding.waived == ""
    assert finding.remedy.endswith(" A waiver ended on June 30, 2027 (halves are counted).")
    (unknown,) = judged({"J3": "290.5"}, LOTS, today=None)
    assert unknown.waived == "", "no day, no waiver"


def test_a_waiver_is_for_its_rule_and_indicator_or_agency_alone():
    agency = replace(LOTS, indicator="", agency="DOX")
    for waiver, waived in (
        (replace(LOTS, rule="TYP-001"), False),
        (replace(LOTS, indicator="dox-cost"), False),
        (replace(agency, agency="DSNY"), False),
        (agency, True),
    ):
        (finding,) = judged({"J3": "290.5"}, waiver)
        assert bool(finding.waived) is waived
    (finding,) = judged({"J3": "290.5"}, LOTS, replace(agency, until=date(2028, 1, 1)))
    assert finding.waived == in_words(replace(agency, until=date(2028, 1, 1))), "the one that lasts longest"


def test_equal_neighbours_are_folded_apart_where_only_one_is_waived():
    empty = {f"J{row}": "(empty)" for row in (11, 12, 13)}
    (whole,) = judged(empty)
    assert whole.place == "Submission!J11:J13"
    middle = replace(LOTS, rule="MIS-001", indicator=judged({"J12": "(empty)"})[0].indicator_id)
    assert [(f.place, bool(f.waived)) for f in judged(empty, middle)] == [
        ("Submission!J11", False),
        ("Submission!J12", True),
        ("Submission!J13", False),
    ]


def test_a_waived_finding_is_no_cause():
    (slip,) = judged({"J4": "3120700"})
    waiver = replace(LOTS, rule=slip.rule, indicator=slip.indicator_id)
    found = judged({"J4": "3120700"}, waiver)
    assert [f.rule for f in found if f.waived] == ["UNT-001"]
    assert [f.rule for f in found if not f.waived] == ["OUT-001"]
