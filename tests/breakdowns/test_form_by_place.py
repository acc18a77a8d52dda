"""A form with breakdowns, through the commands: made, filled, saved by LibreOffice, checked, accepted, made again."""

import shutil
from decimal import Decimal

import openpyxl
import pytest
from soffice import converted
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS, FIRST_ROW, HEADING_ROW
from pmr_xl.model.fiscal import Period

LOTS, RATE = "dsny-lots-cleaned-citywide", "dsny-residential-curbside-tons-truck-shift"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The Department of Sanitation with lots by borough and a rate by district; last year's lots are known."""
    years = Years(tmp_path_factory.mktemp("by-place") / "office", only=["DSNY"])
    years.history()
    years.edit(
        ("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [borough]\n"),
        (
            "name: Residential curbside tons per truck-shift\n",
            "name: Residential curbside tons per truck-shift\n            breakdowns: [community_district]\n",
        ),
    )
    table = years.folder.parent / "lots.csv"
    rows = "".join(f"DSNY,Lots cleaned citywide,Borough,{code},FY2025,{figure}\n" for code, figure in LAST.items())
    table.write_text(f"agency,indicator,place_kind,place,period,value\n{rows}", "utf-8")
    years.run("record", "import-places", table)
    return years


LAST = {"1": 40, "2": 60, "3": 80, "4": 70, "5": 7}


@pytest.fixture(scope="module")
def form(office):
    return office.form("DSNY")


def typed(path, to, figures, explained=None):
    """The form with figures typed into its sheet Breakdowns, by indicator and code; the rest is 10."""
    book = openpyxl.load_workbook(path)
    sheet = book[BREAKDOWNS]
    at = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    for row in range(FIRST_ROW, sheet.max_row + 1):
        key = sheet.cell(row, at["Indicator id"]).value, sheet.cell(row, at["Code"]).value
        sheet.cell(row, at["Figure"]).value = figures.get(key, 10)
        sheet.cell(row, at["Explanation"]).value = (explained or {}).get(key)
    book.save(to)
    return to


def statuses(path):
    """Status by indicator and code, as a program saved it."""
    sheet = openpyxl.load_workbook(path, data_only=True)[BREAKDOWNS]
    at = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    return {
        (sheet.cell(row, at["Indicator id"]).value, sheet.cell(row, at["Code"]).value): sheet.cell(
            row, at["Status"]
        ).value
        for row in range(FIRST_ROW, sheet.max_row + 1)
    }


def test_the_form_has_a_row_for_every_place_and_last_years_figures(office, form):
    sheet = openpyxl.load_workbook(form)[BREAKDOWNS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    assert len(rows) == 5 + 59
    assert rows[1][:7] == [LOTS, "Lots cleaned citywide", "Borough", "2", "Bronx", "FY26", 60]
    assert "=" in rows[1][8]
    book = read_book(form)
    assert book.names["pmr_breakdowns"].startswith("Breakdowns!$A$5:$J$")
    found = [one for one in office.found(form) if one["rule"].startswith("PLC")]
    assert {one["rule"] for one in found} == {"PLC-010"}
    assert len(found) == 2, "one finding an indicator, not one a cell"


def test_forms_without_breakdowns_are_byte_for_byte_as_before(tmp_path):
    with_, without = Years(tmp_path / "a", only=["DSNY", "DCP"]), Years(tmp_path / "b", only=["DSNY", "DCP"])
    with_.edit(("name: Lots cleaned citywide\n", "name: Lots cleaned citywide\n            breakdowns: [borough]\n"))
    for one in (with_, without):
        one.run("blank", "DCP", "--due", "2026-09-03", "--year", "2026", "--into", one.folder / "outbox")
    name = "PMR_DCP_MMR_FY26_v1.xlsx"
    assert (with_.folder / "outbox" / name).read_bytes() == (without.folder / "outbox" / name).read_bytes()
    assert BREAKDOWNS not in openpyxl.load_workbook(without.folder / "outbox" / name).sheetnames


@pytest.mark.libreoffice
def test_filled_saved_by_libreoffice_checked_accepted_and_shown_next_year(office, form, tmp_path):
    office = office.copy(tmp_path / "office")
    figures = {(LOTS, "1"): 41, (LOTS, "2"): 130, (LOTS, "3"): "NA", (LOTS, "4"): 70.5, (LOTS, "5"): 12}
    first = shutil.copy(form, tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx")
    source = typed(form, tmp_path / "source.xlsx", figures)
    (tmp_path / "saved").mkdir()
    converted(source, tmp_path / "saved", recalculate=True)
    saved = shutil.copy(tmp_path / "saved" / "source.xlsx", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx")
    told = statuses(saved)
    said = [told[LOTS, code] for code in "12345"]
    assert said == ["✓ Complete", "✎ Explain", "✎ Explain", "✕ Fix", "✓ Complete"]
    assert {status for (name, _), status in told.items() if name == RATE} == {"✓ Complete"}
    found = {one["rule"]: one for one in office.found(saved) if one["rule"].startswith("PLC")}
    assert set(found) == {"PLC-011", "PLC-012"}, "the rules say what the statuses say"

    why = "A second crew of 12 people began in May, and a depot was opened in the north."
    explained = {(LOTS, "2"): why, (LOTS, "3"): "The borough’s list was lost in a move of its office in June."}
    good = figures | {(LOTS, "4"): 70}
    source = typed(form, tmp_path / "second.xlsx", good, explained)
    converted(source, tmp_path / "saved", recalculate=True)
    saved = shutil.copy(tmp_path / "saved" / "second.xlsx", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx")
    assert set(statuses(saved).values()) == {"✓ Complete"}
    assert not [one for one in office.found(saved) if one["rule"].startswith("PLC")]

    weighed = office.run("accept", saved, "--dry-run", leaves=None)
    assert "64 figures by place or group" in weighed
    second = shutil.copy(saved, tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx")
    office.run("compare", second, first, "--into", tmp_path, leaves=None)
    told = openpyxl.load_workbook(tmp_path / "PMR_DSNY_MMR_FY26_v2_changes.xlsx").worksheets[0]
    assert "Figure, borough 2" in str([cell.value for row in told.iter_rows() for cell in row])
    office.run("accept", saved, "--despite", "The open queries are about other indicators.", leaves=None)
    record = Desk(office.folder).record
    kept = record.past_by_member([LOTS, RATE])
    assert kept.figure(LOTS, "borough", "2", Period(2026)) == 130
    assert kept.of(RATE, "community_district")["503"] == {Period(2026): Decimal(10)}
    assert kept.figure(LOTS, "borough", "2", Period(2025)) == 60
    office.run("blank", "DSNY", "--due", "2027-09-03", "--year", "2027", "--into", office.folder / "outbox")
    sheet = openpyxl.load_workbook(office.folder / "outbox" / "PMR_DSNY_MMR_FY27_v1.xlsx")[BREAKDOWNS]
    assert [sheet.cell(FIRST_ROW + 1, column).value for column in (4, 7)] == ["2", 130]


def test_rows_are_read_by_names_wherever_they_stand(office, form, tmp_path):
    book = openpyxl.load_workbook(form)
    sheet = book[BREAKDOWNS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=10)]
    for place, row in enumerate(reversed(rows)):
        row[7] = 10
        row[8] = None
        if row[3] == "202":
            row[3], row[4], row[7] = None, "BX02", 11
        for column, value in enumerate(row, 1):
            sheet.cell(FIRST_ROW + 3 + place, column).value = value
    for row in range(FIRST_ROW, FIRST_ROW + 3):
        for column in range(1, 11):
            sheet.cell(row, column).value = None
    sheet.title = "By place"
    path = tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx"
    book.save(path)
    assert not [one for one in office.found(path) if one["rule"] in ("PLC-010", "PLC-011", "PLC-013")]


def test_parts_ask_for_their_own_places_and_are_gathered(office, form, tmp_path):
    said = typed(form, tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx", {(LOTS, "2"): 61}, {(LOTS, "2"): "One more lot."})
    office.run("split", said, "--by", "goal")
    parts = sorted((tmp_path / "PMR_DSNY_MMR_FY26_v1_parts").glob("*.xlsx"))
    with_places = [one for one in parts if BREAKDOWNS in openpyxl.load_workbook(one).sheetnames]
    assert 0 < len(with_places) < len(parts)
    ids = {one: [cell.value for cell in openpyxl.load_workbook(one)[BREAKDOWNS]["A"]] for one in with_places}
    (holder,) = (one for one, there in ids.items() if LOTS in there)
    book = openpyxl.load_workbook(holder)
    sheet = book[BREAKDOWNS]
    assert [sheet.cell(FIRST_ROW + 1, at).value for at in (4, 8, 10)] == ["2", 61, "One more lot."]
    sheet.cell(FIRST_ROW + 1, 8).value = 66
    book.save(holder)
    office.run("gather", *parts, leaves=None)
    (gathered,) = tmp_path.glob("*_gathered.xlsx")
    sheet = openpyxl.load_workbook(gathered)[BREAKDOWNS]
    assert {sheet.cell(row, 4).value: sheet.cell(row, 8).value for row in range(FIRST_ROW, FIRST_ROW + 5)}["2"] == 61
    (page,) = (one for one in tmp_path.glob("*.xlsx") if one not in (said, gathered))
    told = [cell.value for row in openpyxl.load_workbook(page).worksheets[0].iter_rows() for cell in row]
    assert "66" in map(str, told), "the form says something else, so somebody must choose"


def test_a_form_of_an_older_schema_is_migrated_with_its_places(office, form, tmp_path):
    own = office.copy(tmp_path / "office")
    said = typed(
        form, own.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx", {(LOTS, "2"): 61}, {(LOTS, "2"): "One more."}
    )
    own.edit(("name: Needles removed\n", "name: Needles taken away\n"))
    own.run("migrate", said, leaves=None)
    sheet = openpyxl.load_workbook(said.with_name("PMR_DSNY_MMR_FY26_v2.xlsx"))[BREAKDOWNS]
    assert [sheet.cell(FIRST_ROW + 1, at).value for at in (4, 8, 10)] == ["2", 61, "One more."]


def test_a_form_that_lost_the_sheet_is_told(office, form, tmp_path):
    book = openpyxl.load_workbook(form)
    del book[BREAKDOWNS]
    path = tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx"
    book.save(path)
    assert any("Breakdowns" in one["message"] for one in office.found(path) if one["rule"].startswith("STR"))


def test_a_month_asks_for_the_months_figures(office, tmp_path):
    office.run("blank", "DSNY", "--report", "cpr", "--month", "2026-11", "--due", "2026-12-10", "--into", tmp_path)
    (path,) = tmp_path.glob("*.xlsx")
    sheet = openpyxl.load_workbook(path)[BREAKDOWNS]
    assert sheet.cell(FIRST_ROW, 6).value == "Nov 2026"
    assert sheet.cell(HEADING_ROW, 7).value == "Published Nov 2025"
    assert {one["rule"] for one in office.found(path) if one["rule"].startswith("PLC")} == {"PLC-010"}
