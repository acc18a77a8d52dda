"""The Preliminary report: four months are compared with the same four months, never with a year."""

from dataclasses import replace

import pytest
import stories
from example import CHAPTER, PAST, PMMR
from part_year import judged

from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign


def test_four_months_like_last_years_are_clean():
    assert judged() == ()


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [("J12", 570_000, "UNT-001"), ("J10", 0.0098, "UNT-002"), ("J8", 10.9 / 24, "TYP-004"), ("J17", 0, "MIS-004")],
)
def test_slips_are_found_in_part_of_a_year_too(cell, value, rule):
    value = round(value * 1440) / 1440 if rule == "TYP-004" else value
    assert [(f.rule, f.where.address) for f in judged({cell: value})] == [(rule, cell)]


def test_a_figure_that_comes_once_a_year_is_no_news_as_na():
    """dox-rate was NA for last year's four months, and the year had a number."""
    period = PMMR.last_year
    past = replace(PAST, actuals={**PAST.actuals, "dox-rate": {**PAST.actuals["dox-rate"], period: Sign.NOT_AVAILABLE}})
    missing = {"J16": "NA", "M16": "Lagged", "P16": "Known with the annual report, in September 2026."}
    assert [f.rule for f in judged(missing, past)] == []
    year = {**past.actuals["dox-rate"], Period(2025): Sign.NOT_AVAILABLE}
    assert [f.rule for f in judged(missing, replace(past, actuals={**past.actuals, "dox-rate": year}))] == ["MIS-003"]


def test_four_months_are_set_beside_their_usual_share_of_the_year():
    chapter = stories.redefined(CHAPTER, "dox-cost", {"october_share": "0.333", "aggregation": "sum"})
    (finding,) = judged(None, PAST, chapter)
    assert (finding.rule, finding.beta, finding.blocking) == ("OUT-004", True, False)
    assert "that is 101% of FY25’s $569, where four months are usually 33% of a year" in finding.message


def test_the_first_four_months_known_of_a_published_indicator_ask_nothing():
    """Its full years are published; that nobody published four months of it is no news of the agency's."""
    published = {period: figure for period, figure in PAST.actuals["dox-lots-cleaned"].items() if period.month == 12}
    past = replace(PAST, actuals={**PAST.actuals, "dox-lots-cleaned": published})
    assert "OUT-006" not in {finding.rule for finding in judged(past=past)}
    nothing = replace(PAST, actuals={name: one for name, one in PAST.actuals.items() if name != "dox-lots-cleaned"})
    assert "OUT-006" in {finding.rule for finding in judged(past=nothing)}
