"""The variance sheet: what stands where, that it cannot mislead, and that decisions come back as they were taken."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal

import pytest
from at_least_one import at_least_one
from example import CHAPTER, MMR, PAST, PMMR, SETTINGS
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.analysis.comparison import compare
from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import workbook_bytes, write
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Formula
from pmr_xl.forms.paper.paper_book import as_book, with_values
from pmr_xl.forms.variance_sheet.cells import percent
from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow, Stood
from pmr_xl.forms.variance_sheet.row_pages import HEADING_ROW
from pmr_xl.forms.variance_sheet.sheet import about_of, lay
from pmr_xl.model.book.places import a1, column_number
from pmr_xl.model.book.sheet import Book, Cell
from pmr_xl.model.decision import DECISIONS
from pmr_xl.model.display.shown import shown_text
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement

ACTUALS = {
    "dox-lots-cleaned": "257", "dox-tons": "3,131.3", "dox-complaints": "2,600", "dox-complaints-street": "1,300",
    "dox-complaints-sidewalk": "1,300", "dox-response": "13:09", "dox-heat": "6:50", "dox-on-time": "97.0%",
    "dox-days": "4.3", "dox-cost": "NA", "dox-payout": "$78,473", "dox-capital": "$2,380.0", "dox-ratio": "24:1",
    "dox-rate": "4.40", "dox-calls": "17.6", "dox-new": "85%",
}  # fmt: skip
RESTATED = Restatement(
    7, {}, CHAPTER.by_id["dox-lots-cleaned"], Period(2025), Decimal(250), Decimal(257), "Late data", "Seven came late."
)


def compared(edition=MMR):
    return [
        compare(line, line.indicator.measure.parse(ACTUALS[line.id]), PAST, edition, SETTINGS) for line in CHAPTER.lines
    ]


def paper(edition=MMR, **more):
    more = {
        "explanations": {"dox-complaints": "Complaints rose by 1,340 because the app now takes them."},
        "reasons": {"dox-cost": "Under review"},
        "restatements": [RESTATED],
        "about": {"Submission": "PMR_DOX_MMR_FY26_v1.xlsx", "SHA-256": "ab" * 32},
    } | more
    return lay(CHAPTER, edition, compared(edition), **more)


def rows_of(page):
    """Cells of the page by indicator id and heading."""
    headings = {column: put.content for (row, column), put in page.cells.items() if row == HEADING_ROW}
    found = {}
    for (row, column), put in sorted(page.cells.items()):
        if row > HEADING_ROW and column in headings and (row, 1) in page.cells:
            name = page.cells[row, 1].content
            if name in CHAPTER.by_id:
                found.setdefault(name, {})[headings[column]] = put
    return found


PAPER = paper()
REVIEW = rows_of(PAPER.pages[0])
ALL = rows_of(PAPER.page("All rows"))


def test_every_indicator_stands_once_on_both_pages():
    wanted = [line.id for line in CHAPTER.lines]
    assert sorted(REVIEW) == sorted(wanted)
    assert list(rows_of(PAPER.page("All rows"))) == wanted


def test_the_first_page_starts_with_what_needs_an_eye():
    order = list(REVIEW)
    page = PAPER.pages[0]
    (band,) = (row for (row, column), put in page.cells.items() if column == 1 and put.content == "*")
    eye, rest = band - HEADING_ROW - 1, len(order) - (band - HEADING_ROW - 1)
    assert page.folded_rows == set(range(band + 1, band + 1 + rest))
    assert eye > 2 < rest
    for names in (order[:eye], order[eye:]):
        critical = [CHAPTER.by_id[name].indicator.critical for name in names]
        assert critical == sorted(critical, reverse=True)
    assert order[0] == "dox-response"  # critical, missed by more than ten percent
    assert REVIEW[order[0]]["Why it is here"].content.startswith("✕ Missed\n✎ Explain: ")
    assert page.cells[band, 2].content == f"No question: {rest} indicators"
    (beside,) = (column for (row, column), put in page.cells.items() if put.content == "Approve the rest →")
    assert beside not in page.folded
    assert page.table[1].bottom == band - 1, "what is sorted is what needs an eye"


def test_numbers_are_numbers_and_show_what_the_report_prints():
    row = REVIEW["dox-on-time"]
    assert row["FY26"].content == pytest.approx(0.97)
    assert row["FY26"].style.number_format == "#,##0.0%"
    assert row["FY25"].content == pytest.approx(0.991)
    assert REVIEW["dox-response"]["FY26"].content == pytest.approx(789 / 86400)


def test_percentages_differ_in_points_and_have_no_share():
    row = ALL["dox-on-time"]
    assert row["Δ to FY25"].content == pytest.approx(-2.1)
    assert row["Δ to FY25"].style.number_format == '+#,##0.0" pp";-#,##0.0" pp";#,##0.0" pp"'
    assert row["Δ in % of FY25"].content == "–"


def test_clock_times_differ_in_minutes_and_seconds_with_a_sign():
    row = ALL["dox-response"]
    assert (row["Δ to FY25"].content, row["Against FY25"].content) == ("+1:48", "✕ Worse")
    assert row["Δ in % of FY25"].content == pytest.approx(108 / 681)
    assert row["Δ to FY26 target"].content == "+3:09"


def test_every_share_names_its_reference_in_the_heading():
    assert [heading for heading in ALL["dox-tons"] if "%" in heading] == ["Δ in % of FY26 target", "Δ in % of FY25"]


def test_what_cannot_be_compared_says_why():
    assert ALL["dox-tons"]["Δ to FY26 target"].content == "direction only"
    assert ALL["dox-complaints"]["Δ to FY26 target"].content == "no target"
    assert ALL["dox-cost"]["Δ to FY25"].content == "actual NA"
    assert ALL["dox-new"]["Δ to FY25"].content == "none before"
    assert REVIEW["dox-cost"]["Agency’s explanation"].content == "NA: Under review."


def test_against_zero_is_not_meaningful():
    line = CHAPTER.by_id["dox-days"]
    zero = dataclasses.replace(PAST, actuals={line.id: dict.fromkeys(MMR.history, Decimal(0))})
    sheet = lay(CHAPTER, MMR, [compare(line, Decimal("1.5"), zero, MMR, SETTINGS)])
    row = rows_of(sheet.page("All rows"))[line.id]
    assert (row["Δ to FY25"].content, row["Δ in % of FY25"].content) == (1.5, "n/m")


def test_an_explanation_due_is_awaited_or_given():
    assert ALL["dox-complaints"]["Explanation due, and why"].content.startswith("✓ Explained: ")
    assert "\n✓ Explained: " in REVIEW["dox-complaints"]["Why it is here"].content
    assert ALL["dox-response"]["Explanation due, and why"].content.startswith("✎ Explain: ")
    assert ALL["dox-payout"]["Explanation due, and why"].content == ""


def test_on_the_page_of_decisions_each_difference_is_one_figure():
    row = REVIEW["dox-on-time"]
    assert row["Against FY25"].content == pytest.approx(-2.1)
    assert row["Better or worse"].content == "✕ Worse"
    row = REVIEW["dox-response"]
    assert row["Against FY25"].content == pytest.approx(108 / 681)
    assert row["Against the FY26 target"].content == pytest.approx(189 / 600)
    assert REVIEW["dox-tons"]["Against the FY26 target"].content == "direction only"
    assert "Unit" not in row


def test_a_direction_has_no_near_and_an_expected_figure_is_above_or_below_it():
    line = CHAPTER.by_id["dox-tons"]
    last = PAST.actual(line.id, MMR.last_year)
    for share, told in (
        ("1", "✓ Right way"),
        ("0.95", "✓ Right way"),
        ("1.05", "✕ Wrong way, under 10%"),
        ("1.2", "✕ Wrong way, 10% or more"),
    ):
        one = compare(line, line.indicator.measure.round(last * Decimal(share)), PAST, MMR, SETTINGS)
        assert one.target is Sign.DOWN
        assert rows_of(lay(CHAPTER, MMR, [one]).pages[0])[line.id]["Why it is here"].content.startswith(told)


def test_a_figure_the_office_lacks_is_missing_and_neither_na_nor_none():
    lines = CHAPTER.by_id["dox-tons"], CHAPTER.by_id["dox-cost"]
    rows = [compare(lines[0], None, PAST, MMR, SETTINGS), compare(lines[1], Sign.NOT_AVAILABLE, PAST, MMR, SETTINGS)]
    sheet = lay(CHAPTER, MMR, rows, reasons={"dox-cost": "Under review"})
    shown = rows_of(sheet.pages[0])
    put = shown["dox-tons"]["FY26"]
    assert (put.content, bool(put.style.fill)) == ("[missing]", True)
    assert shown["dox-tons"]["Why it is here"].content.startswith("? [missing]")
    assert shown["dox-cost"]["FY26"].content == "NA"
    assert shown["dox-cost"]["Why it is here"].content.startswith("– Not available")
    assert "? 1 figure [missing]" in sheet.pages[0].cells[2, 2].content
    assert "– 1 not available" in sheet.pages[0].cells[2, 2].content
    assert rows_of(sheet.page("All rows"))["dox-tons"]["FY26"].content == "[missing]"


def test_the_same_words_as_in_the_last_report_are_marked_and_others_stand_beside():
    said = "Complaints rose by 1,340 because the app now takes them."
    same = rows_of(paper(last_explanations={"dox-complaints": f"MMR Fiscal 2025: {said}"}).pages[0])["dox-complaints"]
    assert same["Agency’s explanation"].content.startswith("⟲ The same words as in the last report.")
    page = paper(last_explanations={"dox-complaints": "MMR Fiscal 2025: Fewer calls."}).pages[0]
    other = rows_of(page)["dox-complaints"]
    assert not other["Agency’s explanation"].content.startswith("⟲")
    assert other["Last explanation"].content == "MMR Fiscal 2025: Fewer calls."
    assert headings_of(page)["Last explanation"] in page.folded


def test_a_sub_row_says_its_whole_where_it_may_stand_alone():
    assert REVIEW["dox-complaints-street"]["Indicator"].content == "Complaints received\n— Street"
    assert rows_of(PAPER.page("All rows"))["dox-complaints-street"]["Indicator"].content == "— Street"


def test_four_months_are_not_compared_with_a_year():
    sheet = paper(PMMR)
    assert "✕ Declined 10% or more" in rows_of(sheet.pages[0])["dox-complaints"]["Why it is here"].content
    row = rows_of(sheet.page("All rows"))["dox-complaints"]
    assert "Trend" not in row
    assert not any(heading.startswith("Δ to FY26 target") for heading in row)
    assert row["Δ in % of FY25 4-month"].content == pytest.approx((2600 - 420) / 420)  # 1,260 by three
    assert row["Status"].content == "✕ Declined 10% or more"


def test_only_the_decision_is_open():
    page = PAPER.pages[0]
    assert not page.protected, "Excel opens no group on a protected sheet"
    (rail,) = (rule for rule in page.rules if rule.kind == "custom")
    assert (rail.area.left, rail.area.right) == (1, headings_of(page)["Decision"] - 1)
    open_headings = {heading for row in REVIEW.values() for heading, put in row.items() if not put.style.locked}
    assert open_headings == {"Decision", "Note", "Name", "Date", "New target"}
    assert next(rule.source for rule in page.rules if rule.kind == "list") == DECISIONS


def test_every_heading_is_a_text_and_stands_once():
    page = PAPER.pages[0]
    area = page.table[1]
    headings = [page.cells[area.top, column].content for column in range(area.left, area.right + 1)]
    assert all(headings)
    assert len({heading.casefold() for heading in headings}) == len(headings)


def test_every_colour_can_be_read_and_none_speaks_alone():
    signs = re.compile(r"[✓▲✕●–?✎↗↘→★]|NA|n/m|\w")
    for sheet in at_least_one(PAPER.pages):
        for put in at_least_one(sheet.cells.values()):
            if put.content in (None, ""):
                continue
            ground = put.style.fill or theme.WHITE
            assert theme.contrast(put.style.colour or "#000000", ground) >= 4.5, put
            if isinstance(put.content, str) and put.style.colour in (theme.BLUE, theme.ORANGE, theme.RED_BROWN):
                assert signs.match(put.content) or set(put.content) == {"█"}, put


def test_it_prints_on_one_page_width_with_its_headings():
    for sheet in at_least_one(PAPER.pages[:1]):
        assert (sheet.print.fit_width, sheet.print.paper, sheet.print.landscape) == (1, "letter", True)
        assert sheet.print.repeat_rows == (HEADING_ROW - 1, HEADING_ROW)
        assert sheet.print.area.left == 2  # ids are for the machine


def test_sparklines_draw_the_years_of_their_own_row():
    page = PAPER.pages[0]
    assert len(page.sparklines) == len(CHAPTER.lines) - 1  # a new indicator has no line
    for line in page.sparklines:
        assert re.fullmatch(rf"'Review'!D{line.row}:H{line.row}", line.source)


NOVEMBER = Edition(Report.CPR, 2026, 5)


def monthly(known: int):
    """November's sheet where so many months before it are known: 101, 102 and so on lots."""
    lots, month = CHAPTER.by_id["dox-lots-cleaned"], NOVEMBER.submitted_period
    months = {month.months_back(back): Decimal(100 + back) for back in range(known, 0, -1)}
    return lay(CHAPTER, NOVEMBER, [compare(lots, Decimal(99), Past({lots.id: months}), NOVEMBER, SETTINGS)])


@pytest.mark.parametrize("name", ["Review", "All rows"])
def test_a_monthly_sheet_draws_a_year_of_months_from_its_own_row(name):
    page = monthly(20).page(name)
    (line,) = page.sparklines
    first, last = re.fullmatch(rf"'{name}'!([A-Z]+){line.row}:([A-Z]+){line.row}", line.source).groups()
    columns = range(column_number(first), column_number(last) + 1)
    assert [page.cells[HEADING_ROW, column].content for column in columns] == [
        "Nov ’24", "Dec ’24", "Jan ’25", "Feb ’25", "Mar ’25", "Apr ’25", "May ’25", "Jun ’25", "Jul ’25", "Aug ’25",
        "Sep ’25", "Oct ’25", "Nov ’25",
    ]  # fmt: skip
    assert [page.cells[line.row, column].content for column in columns] == [*range(112, 100, -1), 99]
    assert page.cells[HEADING_ROW, line.column].content == "13 months"
    assert page.print.area.right < columns[0]
    if page.table is not None:
        assert page.table[1].right == columns[-1]  # sorted together, and what stood in the row with them


def headings_of(page):
    return {put.content: column for (row, column), put in page.cells.items() if row == HEADING_ROW}


def test_four_months_are_projected_in_a_column_of_their_own_and_decide_nothing():
    line = CHAPTER.by_id["dox-complaints"]
    adds = dataclasses.replace(line, indicator=dataclasses.replace(line.indicator, october_share=Decimal("0.33")))
    sheets = [lay(CHAPTER, PMMR, [compare(one, Decimal(430), PAST, PMMR, SETTINGS)]).pages[0] for one in (line, adds)]
    without, with_it = ({put.content for put in page.cells.values() if isinstance(put.content, str)} for page in sheets)
    assert {"≈ 1,300\nusually 33% by October", "FY26 estimate"} <= with_it - without
    whole_year = lay(CHAPTER, MMR, [compare(adds, Decimal(430), PAST, MMR, SETTINGS)]).pages[0]
    assert "FY26 estimate" not in headings_of(whole_year)
    statuses = [rows_of(sheet)[line.id]["Why it is here"] for sheet in sheets]
    assert statuses[0] == statuses[1]


def charted(actual):
    lots, month = CHAPTER.by_id["dox-lots-cleaned"], NOVEMBER.submitted_period
    months = {month.months_back(back): Decimal(100 + back % 2) for back in range(1, 13)}
    return lay(CHAPTER, NOVEMBER, [compare(lots, Decimal(actual), Past({lots.id: months}), NOVEMBER, SETTINGS)])


def test_a_month_outside_its_chart_is_information_and_no_question():
    row = rows_of(charted(106).pages[0])["dox-lots-cleaned"]
    assert "\n● Outside the limits by the 12 months before, 98 to 103" in row["Why it is here"].content
    assert charted(106).pages[0].table is None, "nothing needs an eye"
    every = charted(106).page("All rows")
    assert rows_of(every)["dox-lots-cleaned"]["Explanation due, and why"].content == ""
    assert headings_of(every)["Control chart"]
    assert "Control chart" not in headings_of(charted(101).page("All rows")), "no column where it would be empty"
    assert "Control chart" not in headings_of(charted(500).page("All rows")), "the explanation due says more"


def test_the_first_month_of_all_has_no_line():
    page = monthly(0).pages[0]
    assert not page.sparklines
    assert "13 months" not in {put.content for (row, _), put in page.cells.items() if row == HEADING_ROW}


def test_the_summary_counts_what_the_rows_say():
    page = PAPER.page("Summary")
    counted = {}
    for (row, column), put in page.cells.items():
        if column == 1 and isinstance(page.cells.get((row, 2), put).content, int):
            counted.setdefault(put.content, page.cells[row, 2].content)  # the first table is against the target
    for word in ("✓ Met", "✕ Missed", "? No data"):
        assert counted.get(word, 0) == sum(row["Status"].content == word for row in ALL.values())
    due = [row["Explanation due, and why"].content for row in ALL.values()]
    assert counted["✎ Awaited"] == sum(text.startswith("✎") for text in due)
    assert counted["✓ Given"] == 1


def test_restated_figures_show_old_new_and_why():
    page = PAPER.page("Restatements")
    row = [page.cells[5, column].content for column in range(1, 10)]
    assert row == [
        "dox-lots-cleaned", "Lots cleaned citywide", "FY25", 250.0, 257.0, 7.0, 0.028, "Late data", "Seven came late.",
    ]  # fmt: skip
    assert [sheet.name for sheet in paper(restatements=[]).pages] == ["Review", "Summary", "All rows", "About"]


def test_it_says_what_it_is():
    about = about_of(as_book(PAPER, "x.xlsx"))
    assert about["Agency"] == "DOX"
    assert about["Edition"] == "MMR-FY26"
    assert about["SHA-256"] == "ab" * 32
    assert about_of(Book("other.xlsx", ())) == {}


def test_the_count_of_decisions_is_live_and_right_before_it_is_recalculated():
    decided = [DecisionRow("dox-tons", "Approve"), DecisionRow("dox-heat", "Hold", "wait")]
    put = paper(decisions=decided).pages[0].cells[4, 2]
    assert isinstance(put.content, Formula)
    assert put.content.result == "7 need your eye, of which 1 decided. The rest (9) waits for one cell: O14."


words = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="#"), max_size=30).map(
    str.strip
)
decisions = st.builds(
    DecisionRow,
    st.sampled_from([line.id for line in CHAPTER.lines]),
    st.sampled_from(DECISIONS),
    words,
    words,
    st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31)),
)


@given(st.lists(decisions, unique_by=lambda one: one.indicator_id))
def test_decisions_come_back_as_they_were_taken(taken):
    read = read_decisions(as_book(lay(CHAPTER, MMR, compared(), decisions=taken), "x.xlsx"))
    assert {dataclasses.replace(one, where=None) for one in read} == set(taken)


def test_through_a_real_file(tmp_path):
    taken = [DecisionRow("dox-tons", "Adjust target", "=1+1 is a note", "AB", date(2026, 8, 31))]
    path = tmp_path / "review.xlsx"
    write(paper(decisions=taken), path)
    (read,) = read_decisions(read_book(path))
    assert dataclasses.replace(read, where=None) == taken[0]
    assert workbook_bytes(paper()) == workbook_bytes(paper())


def place_of(heading):
    """The address of that column's cell in the first row."""
    return next(
        a1(HEADING_ROW + 1, column)
        for (row, column), put in PAPER.pages[0].cells.items()
        if row == HEADING_ROW and put.content == heading
    )


@pytest.mark.parametrize(
    ("heading", "typed", "told"),
    [
        (
            "Decision",
            "Acept",
            "“Acept” is not a decision. Choose one of: Approve, Return, Hold, Adjust target, Withdraw.",
        ),
        ("Date", "soon", "“soon” is not a day. Type the day of the decision as a date, such as 2026-08-31."),
    ],
)
def test_what_is_no_decision_is_refused_with_its_cell(heading, typed, told):
    sheet = with_values(PAPER, "Review", {place_of("Note"): "a note", place_of(heading): typed})
    with pytest.raises(Fault) as fault:
        read_decisions(as_book(sheet, "x.xlsx"))
    assert str(fault.value) == f"Review!{place_of(heading)}: {told}"


def test_every_row_that_is_wrong_is_told_and_each_remedy_once():
    below = {re.sub(r"\d+", str(HEADING_ROW + 2), place_of(heading)): "no" for heading in ("Decision", "Date")}
    sheet = with_values(PAPER, "Review", {place_of("Decision"): "Acept", **below})
    with pytest.raises(Fault) as fault:
        read_decisions(as_book(sheet, "x.xlsx"))
    assert re.findall(r"“(\w+)” is not a", fault.value.message) == ["Acept", "no"]
    assert fault.value.remedy.count("Choose one of") == 1


def test_an_indicator_decided_twice_is_refused():
    first = {place_of("Decision"): "Approve"}
    below = {
        re.sub(r"\d+", str(HEADING_ROW + 2), place_of("Decision")): "Hold",
        f"A{HEADING_ROW + 2}": next(iter(REVIEW)),
    }
    with pytest.raises(Fault, match="was decided already in"):
        read_decisions(as_book(with_values(PAPER, "Review", first | below), "x.xlsx"))


def test_a_note_without_a_decision_is_kept():
    sheet = with_values(PAPER, "Review", {place_of("Note"): "call them"})
    (read,) = read_decisions(as_book(sheet, "x.xlsx"))
    assert (read.decision, read.note) == ("", "call them")


def test_what_stood_in_a_row_when_the_sheet_was_made_is_known_after_it_was_emptied(tmp_path):
    taken = [
        DecisionRow(
            "dox-tons", "Return", "ask why", "AB", stood=Stood("Return", "", "ask why", "AB", date(2026, 8, 31))
        ),
        DecisionRow("dox-heat", "Hold"),
    ]
    path = tmp_path / "review.xlsx"
    write(paper(decisions=[dataclasses.replace(taken[0], decision="", note=""), taken[1]]), path)
    emptied, new = sorted(read_decisions(read_book(path)), key=lambda one: one.decision)
    assert (emptied.indicator_id, emptied.says_something, emptied.changed) == ("dox-tons", False, True)
    assert (emptied.stood_decided, emptied.stood) == (True, taken[0].stood)
    assert (new.stood, new.changed) == (Stood(), True)


def test_a_row_to_be_withdrawn_is_not_counted_as_decided():
    put = (
        paper(decisions=[DecisionRow("dox-tons", "Approve"), DecisionRow("dox-heat", "Withdraw")]).pages[0].cells[4, 2]
    )
    assert put.content.result.startswith("7 need your eye, of which 0 decided.")


def test_a_workbook_that_is_no_sheet_of_ours_is_refused():
    with pytest.raises(Fault, match="no sheet “Review”"):
        read_decisions(Book("letter.xlsx", ()))


def test_a_figure_that_is_not_available_is_no_number():
    assert REVIEW["dox-cost"]["FY26"].content == str(Sign.NOT_AVAILABLE)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0, "0.0%"), (0.00001, "< 0.1%"), (-0.00001, "> -0.1%"), (0.0005, "+0.1%"), (-0.024, "-2.4%"),
        (100.0, "> 9,999%"),
    ],
)  # fmt: skip
def test_a_change_that_rounds_to_nothing_is_not_shown_as_none(share, shown):
    """A figure of 221,231 after 221,232 is worse, and stands beside that word."""
    content, style = percent(share)
    assert content == share
    assert shown_text(Cell(1, 1, content, None, style.number_format)) == shown
