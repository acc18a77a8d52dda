"""The rules on real monthly figures: the slips in them are found, and the rest is as quiet as the pages say."""

import re
from collections import Counter

import pytest
import replay
from example import CHAPTER, CPR, MONTHLY, SETTINGS, month_of
from slips import cell_by_cell

from pmr_xl.analysis.comparison import compare
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.past import Past
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.model.schema.line import Line
from pmr_xl.rules import judge, rulebook

REPLAYED = re.compile(r"\*\*Replayed\*\* on ([\d,]+) real months.*?: (\d+) findings?")


def month(series, code):
    return next(one for one in series.months if one.edition.code == code)


def fired():
    return Counter(finding.rule for series in replay.both() for one in series.months for finding in one.findings)


@pytest.mark.parametrize("code", [code for code, rule in rulebook().items() if "**Replayed**" in rule.page])
def test_a_page_states_what_its_rule_does_on_real_months(code):
    page = " ".join(rulebook()[code].page.split())
    found = REPLAYED.search(page)
    assert found, f"{code} says **Replayed** and no figure"
    assert int(found[1].replace(",", "")) == sum(map(replay.numbers, replay.both()))
    assert int(found[2]) == fired()[code]


def test_the_only_errors_are_slips():
    errors = {
        (one.edition.code, finding.indicator_id, finding.rule)
        for series in replay.both()
        for one in series.months
        for finding in one.findings
        if finding.severity.value == "error"
    }
    assert errors == {
        ("CPR-FY21-M05", "c311-12370", "ARI-001"),  # zeros filed for missing
        ("CPR-FY22-M01", "c311-12371", "UNT-001"),  # counted singly instead of in thousands
        ("CPR-FY23-M12", "c311-12371", "ARI-001"),  # and back again
    }


def test_the_thousandfold_slip_and_the_zeros_are_found():
    _, calls = replay.both()
    assert "UNT-001" in month(calls, "CPR-FY22-M01").said("c311-12371")
    assert {"ARI-001", "MIS-004"} <= month(calls, "CPR-FY23-M12").said("c311-12371")
    assert "ARI-001" in month(calls, "CPR-FY21-M05").said("c311-12370")


def test_explanations_are_asked_for_about_one_month_in_thirteen():
    count = fired()
    asked = sum(count[rule] for rule in ("OUT-001", "OUT-002"))
    assert 0.05 < asked / sum(map(replay.numbers, replay.both())) < 0.08, count
    assert count["OUT-006"] == 0, "monthly reporting begins with months before which nothing is known"


@pytest.mark.parametrize(
    ("published_as", "wrongly", "told"),
    [
        ("sum", Aggregation.AVERAGE, {"c311-265": (93, 105), "c311-10840": (75, 105)}),
        ("running average", Aggregation.SUM, {"c311-271": (75, 81)}),
    ],
)
def test_a_wrong_method_is_told(published_as, wrongly, told):
    series = replay.replayed(replay.calls(wrongly, published_as), only=["AGG-002"])
    for name, (found, months) in told.items():
        filed = [one for one in series.months if name in one.typed]
        assert (sum("AGG-002" in one.said(name) for one in filed), len(filed)) == (found, months)
    page = rulebook()["AGG-002"].page
    assert all(f"{found}" in page for found, _ in told.values())


def test_scale_slips_are_found_from_month_to_month():
    """Every seventh month, all measures of a size that can slip, by 1,000, 100 and a hundredth."""
    hits = made = 0
    actuals = {}
    for place, one in enumerate(replay.both()[0].months):
        numbers = {n: row[Ask.ACTUAL] for n, row in one.typed.items() if not isinstance(row[Ask.ACTUAL], str)}
        if place > 12 and place % 7 == 0:
            for factor in (1000, 100, 0.01):
                wrong = {name: {Ask.ACTUAL: figure * replay.Decimal(str(factor))} for name, figure in numbers.items()}
                with cell_by_cell():
                    found = replay.judged(
                        replay.both()[0].chapter, one.edition, wrong, Past(actuals), ["UNT-001", "UNT-002"]
                    )
                hits += len({finding.where for finding in found})
                made += len(wrong)
        for name, figure in numbers.items():
            actuals.setdefault(name, {})[one.edition.submitted_period] = figure
    assert hits / made > 0.9, (hits, made)


def test_a_month_is_ordinary_for_its_season_or_among_the_months_before():
    """Ice is sold in summer: July and January are ordinary each beside its own kind, exchanged they are not."""
    ice = Line(Indicator("ice", "Ice sold"), "ICE", 1)
    year = [900, 950, 700, 300, 100, 60, 50, 60, 90, 200, 450, 800]
    actuals = {
        Period(2020 + years, Span.MONTH, place): replay.Decimal(figure + years)
        for years in range(5)
        for place, figure in enumerate(year, 1)
    }

    def due(number, figure):
        edition = Edition(Report.CPR, 2025, number)
        return compare(ice, replay.Decimal(figure), Past({"ice": actuals}), edition, SETTINGS).due

    assert due(1, 905) == ()
    assert due(7, 55) == ()
    assert due(7, 900) == ("unusual for its own 5 published months",)
    assert due(1, 55) == ("unusual for its own 5 published months",)


def test_four_months_are_compared_with_all_that_are_known():
    line = next(line for line in CHAPTER.lines if line.id == "dox-cost")
    edition = Edition(Report.PMMR, 2026)
    known = {
        Period(year, Span.TO_DATE, 4): replay.Decimal(figure) for year, figure in ((2023, 9), (2024, 11), (2025, 10))
    }
    compared = compare(line, replay.Decimal(10), Past({"dox-cost": known}), edition, SETTINGS)
    assert [period.code for period in compared.beside] == ["FY23-T04", "FY24-T04", "FY25-T04"]
    one = compare(
        line, replay.Decimal(10), Past({"dox-cost": {edition.last_year: replay.Decimal(10)}}), edition, SETTINGS
    )
    assert one.beside == (edition.last_year,)


def test_annual_forms_know_none_of_these_rules():
    monthly = [
        code for code, rule in rulebook().items() if rule.function.__module__.startswith("pmr_xl.rules.aggregation")
    ]
    assert monthly == ["AGG-001", "AGG-002", "AGG-003", "AGG-004"]
    for edition in (Edition(Report.MMR, 2026), Edition(Report.PMMR, 2026)):
        paper = submission_form.lay(CHAPTER, edition, MONTHLY, SETTINGS, schema_hash="x")
        answers = {line.id: {Ask.ACTUAL: month_of(line.id, 15)} for line in CHAPTER.lines if line.id in MONTHLY.actuals}
        book = as_book(submission_form.fill(paper, CHAPTER, edition, answers), "a.xlsx")
        submission = submission_form.read(book, CHAPTER, edition)
        assert judge(book, submission, MONTHLY, SETTINGS, only=[*monthly, "ARI-001", "OUT-005"]) == ()
    assert CPR.history != ()
