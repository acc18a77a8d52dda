"""Fiscal years, periods and editions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.model.fiscal import Edition, Period, Report, Span, fiscal_year_of

years = st.integers(2000, 2099)


@st.composite
def periods(draw):
    span = draw(st.sampled_from(Span))
    return Period(draw(years), span, 12 if span is Span.YEAR else draw(st.integers(1, 12)))


@given(periods())
def test_a_code_is_read_back(period):
    assert Period.parse(period.code) == period


@given(periods(), st.integers(0, 20))
def test_back_is_the_same_time_of_an_earlier_year(period, steps):
    earlier = period.back(steps)
    assert (earlier.year, earlier.span, earlier.month) == (period.year - steps, period.span, period.month)


@given(periods())
def test_the_last_day_is_the_last_of_its_month_and_in_its_year(period):
    assert fiscal_year_of(period.last_day) == period.year
    assert (period.last_day + timedelta(days=1)).day == 1


@given(years, st.integers(1, 11))
def test_months_follow_each_other(year, month):
    first, second = (Period(year, Span.MONTH, number) for number in (month, month + 1))
    assert 28 <= (second.last_day - first.last_day).days <= 31


@given(st.dates(date(2000, 7, 1), date(2098, 6, 30)))
def test_a_fiscal_year_starts_in_july(day):
    assert date(fiscal_year_of(day) - 1, 7, 1) <= day <= date(fiscal_year_of(day), 6, 30)


@pytest.mark.parametrize("code", ["FY6", "FY26-Q1", "fy26", "FY26-T13x", "2026", "FY26-", "FY٢٦", ""])
def test_what_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(code)


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_month_is_one_to_twelve(month):
    with pytest.raises(ValueError, match="1 \\(July\\) to 12"):
        Period(2026, Span.MONTH, month)


def test_codes_and_labels():
    october = Period(2026, Span.TO_DATE, 4)
    assert (Period(2026).code, october.code, Period(2026, Span.MONTH, 4).code) == ("FY26", "FY26-T04", "FY26-M04")
    assert (Period(2026).label, october.label) == ("FY26", "FY26 4-month")
    assert (october.last_day, Period(2026).last_day) == (date(2025, 10, 31), date(2026, 6, 30))


def test_what_the_final_report_asks_and_shows():
    edition = Edition(Report.MMR, 2026)
    assert edition.submitted_period == Period(2026)
    assert [period.code for period in edition.history] == ["FY22", "FY23", "FY24", "FY25"]
    assert edition.last_year == Period(2025)
    assert [period.code for period in edition.target_years] == ["FY26", "FY27"]
    assert edition.due == date(2026, 9, 17)


def test_what_the_preliminary_report_asks_and_shows():
    edition = Edition(Report.PMMR, 2026)
    assert edition.submitted_period.code == "FY26-T04"
    assert [period.code for period in edition.history] == ["FY23", "FY24", "FY25", "FY25-T04"]
    assert edition.last_year.code == "FY25-T04"
    assert edition.due == date(2026, 1, 30)


def test_what_a_monthly_report_asks_and_shows():
    edition = Edition(Report.CPR, 2026, 5)
    assert (edition.code, edition.title) == ("CPR-FY26-M05", "CPR November 2025")
    assert edition.full_title == "Citywide Performance Reporting, November 2025"
    assert (edition.submitted_period.code, edition.to_date.code) == ("FY26-M05", "FY26-T05")
    assert [period.code for period in edition.history] == ["FY25-M05", "FY26-M04", "FY25-T05", "FY26-T04"]
    assert [period.label for period in edition.history] == ["Nov 2024", "Oct 2025", "FY25 5-month", "FY26 4-month"]
    assert not edition.asks_targets
    assert edition.due == date(2025, 12, 20)


def test_a_year_of_months_begins_and_ends_beside_the_years_around_it():
    july, june = Edition(Report.CPR, 2026, 1), Edition(Report.CPR, 2026, 12)
    assert [period.code for period in july.history] == ["FY25-M01", "FY25-M12", "FY25-T01", "FY25-T12"]
    assert [period.code for period in june.history] == ["FY25-M12", "FY26-M11", "FY25-T12", "FY26-T11"]
    assert (july.due, june.due) == (date(2025, 8, 20), date(2026, 7, 20))
    assert [edition.code for edition in july.before] == ["CPR-FY25-M01", "CPR-FY25-M12"]
    assert (july.to_date.words, june.to_date.words) == ("July 2025", "July 2025 to June 2026")


@pytest.mark.parametrize("code", ["CPR-FY26", "CPR-FY26-T05", "CPR-FY26-M13", "CPR-FY26-M00", "CPR", "26-FY26"])
def test_what_names_no_monthly_edition_is_refused(code):
    with pytest.raises(ValueError, match=r"month|period|edition"):
        Edition.parse(code)


@pytest.mark.parametrize(("report", "month"), [(Report.MMR, 5), (Report.PMMR, 4), (Report.CPR, 0), (Report.CPR, 13)])
def test_a_month_belongs_to_a_monthly_report_alone(report, month):
    with pytest.raises(ValueError, match="has no edition of fiscal month"):
        Edition(report, 2026, month)


@st.composite
def editions(draw):
    report = draw(st.sampled_from([Report.MMR, Report.PMMR, Report.CPR]))
    return Edition(report, draw(years), draw(st.integers(1, 12)) if report is Report.CPR else 12)


@given(editions())
def test_an_editions_code_is_read_back(edition):
    assert Edition.parse(edition.code) == edition


@given(periods(), st.integers(0, 40))
def test_months_back_and_forth(period, steps):
    there = period.months_back(steps)
    assert there.months_back(-steps) == period
    assert there.span is period.span


@given(editions())
def test_every_report_shows_four_periods(edition):
    assert len(set(edition.history)) == 4


@given(editions())
def test_last_year_is_of_the_same_span_as_what_is_submitted(edition):
    assert edition.last_year.span is edition.submitted_period.span
    assert edition.last_year in edition.history
