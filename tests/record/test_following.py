"""Years to date that were worked out follow when a month changes; those that were stated stay, and that is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.measure import Sign
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.record import Acceptance, Record, Source

A = "tst-a"
WHY = "Late data: ten came in on paper"


def cpr(month):
    return Edition(Report.CPR, 2026, month)


def fact(span, month, figure, place="Submission!J7", reason=""):
    value = Decimal(figure) if isinstance(figure, int) else figure
    return Fact(A, Period(2026, span, month), FactKind.ACTUAL, value, str(figure), place, reason)


class Months:
    """A record into which months are accepted one after the other."""

    def __init__(self, folder, how=Aggregation.SUM):
        self.record = Record(folder / "record.sqlite")
        self.indicators = {A: Indicator(A, "Complaints", aggregation=how)}
        self.versions = dict.fromkeys(range(13), 0)

    def accept(self, month, *facts):
        self.versions[month] += 1
        version = self.versions[month]
        name = f"{month} {version}"
        new = Acceptance(name, "TST", cpr(month), version, name, name, facts, indicators=self.indicators)
        return self.record.accept(new).told

    def month(self, month, figure, to_date, *, typed=False):
        place = "Submission!K7" if typed else "worked out with Submission!J7 (sum)"
        return self.accept(month, fact(Span.MONTH, month, figure), fact(Span.TO_DATE, month, to_date, place))

    def to_date(self, month, until=None):
        return self.record.past([A], until).actual(A, Period(2026, Span.TO_DATE, month))


@pytest.fixture
def months(tmp_path):
    made = Months(tmp_path)
    for month, figure, to_date in ((1, 100, 100), (2, 110, 210), (3, 120, 330), (4, 90, 420)):
        assert made.month(month, figure, to_date) == ()
    return made


def test_later_years_to_date_follow_a_later_version_of_a_month(months):
    told = months.month(2, 115, 215)
    assert [months.to_date(month) for month in (1, 2, 3, 4)] == [100, 215, 335, 425]
    assert told == (
        "Complaints, FY26 3-month: 335 now, was 330, because Aug 2025 is 115, was 110.",
        "Complaints, FY26 4-month: 425 now, was 420, because Aug 2025 is 115, was 110.",
    )


def test_which_years_to_date_follow_is_known(months):
    every = {Period(2026, Span.TO_DATE, month) for month in (1, 2, 3, 4)}
    assert months.record.past([A]).worked_out == {A: every}
    months.month(2, 115, 215, typed=True)
    assert months.record.past([A]).worked_out == {A: every - {Period(2026, Span.TO_DATE, 2)}}


def test_what_was_before_stays_and_the_reason_stands_beside_what_is(months):
    months.month(2, 115, 215)
    stated = [one for one in months.record.history(A) if one.period == Period(2026, Span.TO_DATE, 4)]
    assert [(one.figure, one.in_force, one.version) for one in stated] == [(420, False, 1), (425, True, 2)]
    assert stated[-1].place == "worked out anew (sum)"
    assert stated[-1].reason == "Aug 2025 is 115, was 110"
    assert stated[-1].edition == cpr(2)
    assert stated[-1].file == "2 2"


def test_years_to_date_follow_a_restatement_and_earlier_editions_show_what_they_showed(months):
    months.accept(
        5,
        fact(Span.MONTH, 5, 80),
        fact(Span.TO_DATE, 5, 510, "worked out with Submission!J7 (sum)"),
        fact(Span.MONTH, 2, 120, "Restatements, row 7", WHY),
    )
    assert [months.to_date(month) for month in (1, 2, 3, 4, 5)] == [100, 220, 340, 430, 510]
    assert [months.to_date(month, cpr(4)) for month in (2, 3, 4)] == [210, 330, 420]
    stated = [one for one in months.record.history(A) if one.period == Period(2026, Span.TO_DATE, 4)]
    assert stated[-1].reason == f"Aug 2025 is 120, was 110 · {WHY}"
    assert [one.period.code for one in months.record.restated_figures([A], cpr(5))] == [
        *("FY26-M02", "FY26-T02", "FY26-T03", "FY26-T04")
    ]


def test_a_year_to_date_that_was_stated_stays_and_is_told(tmp_path):
    months = Months(tmp_path)
    months.month(1, 100, 100)
    months.month(2, 110, 210, typed=True)
    months.month(3, 120, 330)
    told = months.month(1, 105, 105)
    assert [months.to_date(month) for month in (1, 2, 3)] == [105, 210, 335]
    assert told[1] == (
        "Complaints, FY26 2-month: stays 210 as it was stated, and does not go with its months any more "
        "(Jul 2025 is 105, was 100). Have it restated too, or stated again as it is."
    )
    assert len(told) == 2


def test_where_not_all_months_are_known_a_sum_follows_the_year_to_date_it_builds_on(tmp_path):
    months = Months(tmp_path)
    months.month(4, 90, 420, typed=True)
    months.month(5, 80, 500)
    (told,) = months.accept(5, fact(Span.MONTH, 4, 100, "Restatements, row 7", WHY), fact(Span.MONTH, 5, 80))
    assert "FY26 4-month: stays 420 as it was stated" in told, "what is left is told though no sum can be made"
    (told,) = months.accept(6, fact(Span.TO_DATE, 4, 430, "Restatements, row 7", WHY), fact(Span.MONTH, 6, 70))
    assert told == "Complaints, FY26 5-month: 510 now, was 500, because FY26 4-month is 430, was 420."
    assert months.to_date(5) == 510


def test_a_month_that_is_given_up_leaves_no_sum_behind(months):
    months.accept(2, fact(Span.MONTH, 2, Sign.NOT_AVAILABLE))
    assert [months.to_date(month) for month in (1, 2, 3, 4)] == [100, *[Sign.NOT_AVAILABLE] * 3]
    months.month(2, 110, 210)
    assert [months.to_date(month) for month in (1, 2, 3, 4)] == [100, 210, 330, 420]


@pytest.mark.parametrize(
    ("how", "then"), [(Aggregation.AVERAGE, 110), (Aggregation.MAXIMUM, 130), (Aggregation.LAST, 90)]
)
def test_each_way_in_which_months_become_a_year(tmp_path, how, then):
    months = Months(tmp_path, how)
    for month, figure, to_date in ((1, 100, 100), (2, 110, 110), (3, 120, 120), (4, 90, 90)):
        months.month(month, figure, to_date)
    months.accept(2, fact(Span.MONTH, 2, 130), fact(Span.TO_DATE, 2, 130, "worked out with Submission!J7"))
    assert months.to_date(4) == then


def test_a_restatement_in_force_is_not_undone_by_an_older_months_later_version(months):
    months.accept(5, fact(Span.MONTH, 2, 120, "Restatements, row 7", WHY), fact(Span.MONTH, 5, 80))
    assert months.to_date(4) == 430
    assert months.month(2, 115, 215) == (
        (
            "Complaints, Aug 2025: stays 120, as 5 1 states it later; version 2 says 115. "
            "Have it restated, if that is right."
        ),
    )
    assert months.month(2, 115, 215) == (), "said again, nothing is corrected"
    assert months.month(2, 120, 220) == (), "what stands is what it says"
    assert months.to_date(4) == 430, "what a later edition restated stays in force, and so does what follows from it"


def test_another_aggregation_in_the_schema_changes_nothing_by_itself(months):
    months.indicators = {A: Indicator(A, "Complaints", aggregation=Aggregation.AVERAGE)}
    assert months.month(5, 80, 500) == ()
    assert months.to_date(4) == 420


def test_a_year_to_date_typed_in_a_later_version_takes_the_place_of_what_followed(months):
    months.accept(5, fact(Span.MONTH, 2, 120, "Restatements, row 7", WHY), fact(Span.MONTH, 5, 80))
    assert months.to_date(4) == 430, "followed with May's rank"
    months.month(4, 90, 500, typed=True)
    assert months.to_date(4) == 500
    assert months.to_date(4, cpr(4)) == 500


def test_a_month_that_comes_late_is_followed_like_one_that_changed(tmp_path):
    months = Months(tmp_path)
    months.accept(2, fact(Span.MONTH, 2, 110), fact(Span.TO_DATE, 2, 214))
    months.month(3, 120, 334)
    (told,) = months.month(1, 100, 100)[:1]
    assert months.to_date(3) == 330
    assert told == "Complaints, FY26 3-month: 330 now, was 334, because Jul 2025 is 100, not known before."


def test_years_to_date_that_waited_for_a_month_are_worked_out_when_it_comes(tmp_path):
    months = Months(tmp_path)
    months.month(1, 100, 100)
    months.accept(3, fact(Span.MONTH, 3, 120))
    months.accept(4, fact(Span.MONTH, 4, 90))
    assert months.to_date(3) is None
    told = months.month(2, 110, 210)
    assert told == (
        "Complaints, FY26 3-month: 330 now, was not known, because Aug 2025 is 110, not known before.",
        "Complaints, FY26 4-month: 420 now, was not known, because Aug 2025 is 110, not known before.",
    )
    assert (months.to_date(3), months.to_date(4)) == (330, 420), "whatever the order in which months came"
    assert months.to_date(3, cpr(3)) == 330
    months.month(2, 115, 215)
    assert (months.to_date(3), months.to_date(4)) == (335, 425)


def test_a_year_to_date_that_was_said_to_be_not_available_waits_for_nothing(tmp_path):
    months = Months(tmp_path)
    months.month(1, 100, 100)
    months.accept(3, fact(Span.MONTH, 3, 120), fact(Span.TO_DATE, 3, Sign.NOT_AVAILABLE, "Submission!K7"))
    assert months.month(2, 110, 210) == ()
    assert months.to_date(3) is Sign.NOT_AVAILABLE


def test_what_waited_waits_again_when_the_month_is_withdrawn(tmp_path):
    months = Months(tmp_path)
    months.month(1, 100, 100)
    months.accept(3, fact(Span.MONTH, 3, 120))
    months.month(2, 110, 210)
    months.record.withdraw(cpr(2), "TST", "the wrong file", months.indicators)
    assert months.to_date(3) is None


def test_a_restated_month_works_out_no_year_to_date_that_nobody_waits_for(tmp_path):
    months = Months(tmp_path)
    months.record.publish(
        [fact(Span.MONTH, month, 100 + month) for month in (1, 2, 3)], Source("months.csv", "a" * 64, cpr(3))
    )
    assert months.accept(4, fact(Span.MONTH, 2, 120, "Restatements, row 7", WHY), fact(Span.MONTH, 4, 80)) == ()
    assert months.to_date(3) is None
