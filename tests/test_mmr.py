"""From figures to printed tables: the layouts of both reports, drawn as the reader sees them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pmr_xl.forms.posting.open_data import OPEN_DATA, open_data_rows
from pmr_xl.forms.posting.tidy import CLEAN, clean_rows
from pmr_xl.mmr import LEGEND, TableKind, assemble
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Appropriation, Chapter, Goal, Resource, Service, Table
from pmr_xl.model.schema.indicator import Direction, Indicator, Target, TargetKind

MMR, PMMR = Edition(Report.MMR, 2026), Edition(Report.PMMR, 2026)
PAYOUTS = Indicator("dox-payouts", "Payouts ($000)", Unit.DOLLARS_THOUSANDS, open_data_id=77)
WAIT = Indicator(
    "dox-wait", "Wait (minutes:seconds)", Unit.MINUTES_SECONDS, 0, Direction.DOWN, critical=True, open_data_id=12,
    target=Target(TargetKind.MAXIMUM),
    parts=(Indicator("dox-wait-phone", "By phone (minutes:seconds)", Unit.MINUTES_SECONDS, equity=True),),
)  # fmt: skip
MAIL = Indicator("dox-mail", "Letters answered (%)", Unit.PERCENT)
CHAPTER = Chapter(
    "DOX",
    "Department of Examples",
    services=(Service("Serve quickly.", (Goal("Answer soon.", (WAIT,)), Goal("Pay on time.", (PAYOUTS,)))),),
    tables=(
        Table("AGENCY CUSTOMER SERVICE - Customer Experience", (MAIL,)),
        Table("AGENCY-WIDE MANAGEMENT", (Indicator("dox-injuries", "Workplace injuries"),)),
    ),
    resources=(Resource("dox-spent", "Expenditures ($000,000)", Unit.DOLLARS_MILLIONS, 1),),
    appropriations=(
        Appropriation("dox-ps", "Personal Services - Total", "personal services", ""),
        Appropriation("dox-001", "001 - Executive", "personal services", "All"),
        Appropriation("dox-002", "002 - Field", "personal services"),
        Appropriation("dox-all", "Agency Total", "agency total", ""),
    ),
)  # fmt: skip
YEARS = [Period(year) for year in range(2022, 2027)]
PART = PMMR.submitted_period


def figures(*printed, unit=Unit.NUMBER, decimals=0, periods=YEARS):
    measure = Indicator("x", "X", unit, decimals).measure
    return {period: measure.parse(text) for period, text in zip(periods, printed, strict=False) if text}


ACTUALS = {
    "dox-wait": figures("9:00", "9:10", "9:30", "10:00", "10:30", unit=Unit.MINUTES_SECONDS)
    | figures("9:48", "9:42", unit=Unit.MINUTES_SECONDS, periods=[PART.back(), PART]),
    "dox-wait-phone": figures("", "", "NA", "1:00", "0:55", unit=Unit.MINUTES_SECONDS),
    "dox-payouts": figures("$1,200", "$1,210", "$1,190", "$1,205", "$1,200", unit=Unit.DOLLARS_THOUSANDS),
    "dox-mail": figures("80%", "85%", "85%", "90%", "91%", unit=Unit.PERCENT),
    "dox-injuries": figures("10", "9", "8", "7", "6"),
    "dox-spent": figures("$10.0", "$10.1", "$10.2", "$10.1", "$10.4", unit=Unit.DOLLARS_MILLIONS, decimals=1),
    "dox-001": {YEARS[3]: Decimal("4.04")},
    "dox-002": {YEARS[3]: Decimal("6.04")},
}
TARGETS = {
    "dox-wait": {YEARS[4]: Decimal(540), Period(2027): Decimal(540)},
    "dox-spent": {YEARS[4]: Decimal("10.5"), Period(2027): Decimal("9.9")},
    "dox-001": {YEARS[4]: Decimal("4.2")},
    "dox-ps": {YEARS[4]: Decimal("10.6")},
}
PAST = Past(ACTUALS, TARGETS)
FINAL = assemble(CHAPTER, PAST, MMR)
EARLY = assemble(CHAPTER, PAST, PMMR, planned=Past({}, {"dox-spent": {YEARS[4]: Decimal("10.3")}}))


def drawn(chapter):
    """The chapter as Markdown: what a reader sees."""
    lines = []
    for table in chapter.tables:
        heads = [table.first_head, *(head.full for head in table.heads)]
        rows = [[f"{row.signs} {row.label}".strip(), *(cell.display for cell in row.cells)] for row in table.rows]
        lines += [
            f"## {table.heading}",
            "",
            *(f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *rows]),
            "",
        ]
    return "\n".join(lines)


def story(title):
    """That part of the story of printed tables."""
    text = (Path(__file__).parent / "data" / "printed_tables.md").read_text(encoding="utf-8")
    return text.partition(f"# {title}\n\n")[2].partition("\n# ")[0].strip()


@pytest.mark.parametrize(("title", "chapter"), [("The final report", FINAL), ("The preliminary report", EARLY)])
def test_the_tables_are_the_storys(title, chapter):
    assert drawn(chapter).strip() == story(title)


def test_names_of_ranges_are_stable_and_the_second_of_a_name_is_numbered():
    wanted = ["1a", "1b", "customer_experience", "agency_wide_management", "resources", "appropriations"]
    assert [table.range_name for table in FINAL.tables] == [f"pmr_DOX_{name}" for name in wanted]
    twice = Chapter(
        "DOX",
        "X",
        tables=tuple(Table(name, (PAYOUTS,)) for name in ("Customer Experience", "Customer Experience – 311")),
    )
    assert [table.range_name for table in assemble(twice, PAST, MMR).tables] == [
        "pmr_DOX_customer_experience", "pmr_DOX_customer_experience_2",
    ]  # fmt: skip


def test_revised_figures_are_marked_and_nothing_else_is():
    chapter = assemble(CHAPTER, PAST, MMR, revised=[("dox-payouts", YEARS[0])])
    marked = [(row.id, head.key) for table in chapter.tables for row in table.rows
              for head, cell in zip(table.heads, row.cells, strict=True) if cell.revised]  # fmt: skip
    assert marked == [("dox-payouts", "actual:FY22")]


def test_the_printed_total_comes_from_the_record_else_it_is_the_sum():
    (table,) = FINAL.of(TableKind.APPROPRIATIONS)
    assert [row.total for row in table.rows] == [True, False, False, True]
    assert table.rows[0].cells[0].value == Decimal("10.08")  # summed before it is rounded
    assert table.rows[0].cells[1].value == Decimal("10.6")  # from the record


def test_an_empty_chapter_has_no_tables():
    assert assemble(Chapter("DOX", "X"), Past(), MMR).tables == ()


def test_every_sign_is_explained():
    explained = "".join(sign for sign, _ in LEGEND)
    assert all(sign in explained for sign in "★®⇧⇩*")


def by_heading(headings, rows):
    return [dict(zip(headings, row, strict=True)) for row in rows]


OPEN = by_heading(OPEN_DATA, open_data_rows(FINAL))
TIDY = by_heading(CLEAN, clean_rows(FINAL))


def test_open_data_keeps_a_row_a_period_under_its_last_month():
    wait = next(row for row in OPEN if row["indicator"] == WAIT.name and row["fiscalyear"] == 2026)
    assert wait["valuedate"] == "2026-06-01"
    assert wait["acceptedvalueytd"] == Decimal("10.30")
    assert wait["targetmmr"] == Decimal("9.00")
    assert (wait["measurement_type"], wait["desireddirection"], wait["critical"]) == ("TimeSpan", "Down", "Yes")
    assert len(OPEN) == 5 * len(CHAPTER.lines)
    october = by_heading(OPEN_DATA, open_data_rows(EARLY))[4]
    assert (october["valuedate"], october["frequency"], october["acceptedvalueytd"]) == (
        "2025-10-01",
        "Annually",
        Decimal("9.42"),
    )


def test_open_data_points_from_parts_to_their_whole():
    phone = next(row for row in OPEN if row["indicator"].startswith("By phone"))
    assert (phone["id"], phone["parentid"]) == (None, 12)


@pytest.mark.parametrize("column", ["acceptedvalueytd", "targetmmr"])
def test_open_data_columns_of_numbers_hold_numbers_only(column):
    assert {type(row[column]) for row in OPEN} <= {Decimal, type(None)}


def test_every_printed_number_equals_its_clean_number():
    assert len(TIDY) == sum(head.numeric for t in FINAL.tables for _ in t.rows for head in t.heads)
    assert len({row["row_id"] for row in TIDY}) == len(TIDY)
    printed = {
        f"{MMR.code}/{row.id}/{head.key.replace(':', '/')}": cell
        for table in FINAL.tables for row in table.rows for head, cell in zip(table.heads, row.cells, strict=True)
    }  # fmt: skip
    for row in TIDY:
        cell = printed[row["row_id"]]
        assert row["value_display"] == cell.display
        if row["value"] is None:
            assert row["value_status"] in ("not available", "none", "directional")
        else:
            assert cell.measure.show(row["value"]) == cell.text
            assert row["value_status"] == "reported"
            assert row["value_seconds"] == (row["value"] if ":" in cell.text else None)


def test_every_clean_column_is_explained():
    assert all(one.meaning.endswith(".") for one in (*CLEAN.values(), *OPEN_DATA.values()))
