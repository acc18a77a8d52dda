"""Tables in the state in which they come: understood, or refused with the remedy; never into a schema half read."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmr_xl.imports.drafts.inferring import unit
from pmr_xl.imports.grid.shown import displayed_text
from pmr_xl.imports.published import read_table
from pmr_xl.model.measure import Unit
from pmr_xl.office import Library

DATA = Path(__file__).parents[1] / "data"
RECORDED = re.compile(r"(\d[\d,]*) figures")


def rows_of(path):
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def written(path: Path, rows) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


def titled(rows):
    return [["Mayor's Management Report, Fiscal 2026"], ["Department of Sanitation", "as printed"], [], *rows]


def other_headings(rows):
    spelt = {
        "indicator": "Performance Indicators",
        "desired_direction": "Desired Direction",
        "target_FY26": "Target FY26",
    }
    heads = [
        spelt.get(one, one.replace("_", " ").upper() if not one.startswith("FY") else f"Actual {one}")
        for one in rows[0]
    ]
    return [heads, *rows[1:]]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows,
        titled,
        other_headings,
        lambda rows: [[*row, "", ""] for row in rows],
        lambda rows: [rows[0], *([*row, ""] for row in rows[1:])],
        lambda rows: [["sep=,"], *rows],
    ],
    ids=["as it is", "titles above", "other headings", "empty columns", "empty cells behind", "sep=,"],
)
def test_the_same_table_in_another_dress_is_the_same(pmr, published, tmp_path, change):
    table = published("DSNY")
    told = pmr("schema", "import", written(tmp_path / "dressed.csv", change(rows_of(table))))
    assert (told.returncode, told.stdout.partition(",")[0]) == (0, "0 new rows"), told.stdout + told.stderr
    assert "0 files written" in told.stdout
    known = read_table(table)
    assert [tuple(row.words.values()) for row in read_table(tmp_path / "dressed.csv").rows] == [
        tuple(row.words.values()) for row in known.rows
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("command", [("schema", "import"), ("record", "import", "--year", 2026)])
def test_mangled_text_is_refused_and_nothing_is_written(pmr, office, published, tmp_path, encoding, command):
    text = published("NYPD").read_text("utf-8").replace("↓", "↓ ").replace("↓ ", "↓")
    wrong = "".join(
        bytes([byte]).decode(encoding, "replace").replace("\ufffd", chr(byte)) for byte in text.encode("utf-8")
    )
    path = tmp_path / "mangled.csv"
    path.write_text(wrong, "utf-8")
    before = {one: one.read_bytes() for one in office.rglob("*") if one.is_file()}
    done = pmr(*command, path)
    assert done.returncode == 2
    assert re.search(r"mangled\.csv, line \d+: “.+” stands there for “.+”", done.stderr)
    assert "65001" in done.stderr
    assert {one: one.read_bytes() for one in office.rglob("*") if one.is_file()} == before


def test_names_in_other_languages_are_not_mangled(tmp_path, published):
    table = published("DSNY")
    rows = rows_of(table)
    rows[1][10] = "Señales, naïveté, “Straße” – öffentlich ★ 中文"
    assert read_table(written(tmp_path / "t.csv", rows)).rows[0]["indicator"] == rows[1][10]


CLOCKS = {
    "10:17": ("10:17:00 AM", "10:17:00"),
    "18:43": ("06:43:00 PM", "18:43:00"),
    "42:28": ("42:28:00", "1/1/1900  18:28:00"),
    "0:52": ("12:52:00 AM", "0:52:00"), "68:00": ("68:00:00", "1900-01-02 20:00:00"),
}  # fmt: skip


@pytest.mark.parametrize("which", [0, 1])
def test_times_saved_by_a_spreadsheet_are_read_as_typed(published, tmp_path, which):
    table = published("DSNY")
    rows = rows_of(table)
    head = rows[0]
    row = dict(zip(head, rows[1], strict=True)) | {
        "indicator": "Average wait (minutes:seconds)", "unit": "duration_mm:ss", "target_FY26": "*", "target_FY27": "*",
    }  # fmt: skip
    row |= dict(zip(("FY22", "FY23", "FY24", "FY25", "FY26"), (one[which] for one in CLOCKS.values()), strict=True))
    ratio = row | {"indicator": "Ratio of staff to clients", "unit": "ratio", "FY22": "25:01:00", "FY23": "09:01:00 AM"}
    ratio |= {"FY24": "NA", "FY25": "NA", "FY26": "NA"}
    told = read_table(written(tmp_path / "t.csv", [head, list(row.values()), list(ratio.values())]))
    assert [told.rows[0][year] for year in told.years] == list(CLOCKS)
    assert [told.rows[1][year] for year in told.years] == ["25:1", "9:1", "NA", "NA", "NA"]
    assert told.notes[0].startswith("7 times or ratios")


def saved_over(rows):
    """The table as a spreadsheet saves it: times of day, no commas, dollar signs or zeros behind the point."""

    def cell(text):
        if found := re.fullmatch(r"(\d+):(\d\d)", text):
            return f"{int(found[1]):02d}:{found[2]}:00"
        return re.sub(r"(\.\d*?)0+(%?)$", r"\1\2", text.replace(",", "").replace("$", "")).replace(".%", "%")

    years = [place for place, one in enumerate(rows[0]) if "FY" in one]
    return [rows[0], *([cell(one) if at in years else one for at, one in enumerate(row)] for row in rows[1:])]


def test_a_table_saved_over_by_a_spreadsheet_is_no_source_of_new_rows(pmr, published, schema, tmp_path):
    table = written(tmp_path / "saved.csv", saved_over(rows_of(published("NYPD"))))
    done = pmr("schema", "import", table)
    assert (done.returncode, done.stdout[:10]) == (0, "0 new rows"), done.stdout + done.stderr
    assert "saved this table in its own way" in done.stdout
    assert "PUB-005" not in done.stdout
    table.write_text(table.read_text("utf-8").replace("\nNYPD,", "\nXPD,"), "utf-8")
    done = pmr("schema", "import", table)
    assert done.returncode == 2
    assert not schema("xpd").exists()
    assert "saved over by a spreadsheet" in done.stderr
    assert "as it was exported" in done.stderr


def test_money_is_money_by_its_label_and_unit_too():
    assert unit("Overtime paid ($000)", "", ["1234", "56"]) is Unit.DOLLARS_THOUSANDS
    assert unit("Revenues ($000,000)", "number", ["12.5"]) is Unit.DOLLARS_MILLIONS
    assert unit("Average cost", "dollars", ["12.5"]) is Unit.DOLLARS


def test_hours_minutes_and_seconds_typed_as_such_are_minutes(published, tmp_path):
    rows = rows_of(published("DSNY"))
    row = dict(zip(rows[0], rows[1], strict=True)) | {"indicator": "Wait (minutes:seconds)", "unit": "duration_mm:ss"}
    row |= {"FY22": "0:10:17", "FY23": "1:08:05", "FY24": "9:13", "FY25": "NA", "FY26": "9:13"}
    told = read_table(written(tmp_path / "t.csv", [rows[0], list(row.values())]))
    assert [told.rows[0][year] for year in told.years] == ["10:17", "68:05", "9:13", "NA", "9:13"]


def test_cells_without_a_heading_are_refused(published, tmp_path):
    rows = rows_of(published("DSNY"))
    rows = [["", *rows[0]], *(["", *row] for row in rows[1:])]
    read_table(written(tmp_path / "t.csv", rows))
    rows[3][0] = "look here"
    with pytest.raises(Exception, match="row 4: “look here” stands in column 1, which has no heading"):
        read_table(written(tmp_path / "t.csv", rows))


def test_the_cprs_own_names_are_understood_and_what_nobody_knows_is_told(pmr, office):
    if "DEP" not in Library(office).agencies():
        pytest.skip("the office has no DEP")
    done = pmr("record", "import-months", DATA / "cpr_dep_monthly_fy2002_2011.csv")
    assert done.returncode == 4, done.stdout + done.stderr
    assert "are kept as NA" in done.stdout
    assert re.search(r"Left out, because no schema knows it: DEP “.+” \(\d+ rows\)\.", done.stdout)
    assert len(done.stdout.splitlines()) < 20


def test_a_year_to_date_with_dates_and_an_id_of_the_open_data_is_understood(pmr, tmp_path):
    path = tmp_path / "months.csv"
    path.write_text(
        "Agency,Open data id,Indicator,Fiscal year,Month,Value YTD\n311,265,311 Calls (000),2026,2025-11,6184\n",
        "utf-8",
    )
    done = pmr("record", "import-months", path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6,184" in pmr("record", "show", "311-311-calls").stdout


def as_workbook(table: Path, to: Path, *, typed: bool) -> Path:
    """The table as a person has it in Excel: numbers as numbers in their formats, or all as text."""
    book = Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "Figures of the report"
    sheet = book.create_sheet("Table")
    sheet.append(["Figures", "as printed"])
    head, *rows = rows_of(table)
    sheet.append(head)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row] if typed else ():
            _type(cell)
    book.save(to)
    return to


def _type(cell):
    text = str(cell.value or "")
    decimals = len(text.rstrip("%").partition(".")[2])
    tail = "." + "0" * decimals if decimals else ""
    bare = text.replace(",", "")
    if re.fullmatch(r"-?\d+(\.\d+)?%", text):
        cell.value, cell.number_format = float(text[:-1]) / 100, f"0{tail}%"
    elif re.fullmatch(r"\$-?[\d,]+(\.\d+)?", text):
        cell.value, cell.number_format = float(bare[1:]), f'"$"#,##0{tail}'
    elif re.fullmatch(r"-?[\d,]+(\.\d+)?", text):
        cell.value, cell.number_format = float(bare), f"#,##0{tail}"
    elif re.fullmatch(r"\d+:\d\d", text):
        minutes, seconds = map(int, text.split(":"))
        cell.value, cell.number_format = (minutes * 60 + seconds) / 86_400, "[m]:ss"


@pytest.mark.parametrize("typed", [True, False], ids=["numbers", "texts"])
@pytest.mark.parametrize("kind", ["indicators", "resources"])
def test_a_workbook_says_what_its_csv_says(published, tmp_path, kind, typed):
    table = published("FDNY", kind)
    book = read_table(as_workbook(table, tmp_path / "t.xlsx", typed=typed))
    plain = read_table(table)
    figures = [column.heading for column in plain.columns]
    assert [column.heading for column in book.columns] == figures
    assert [[row[one] for one in figures] for row in book.rows] == [[row[one] for one in figures] for row in plain.rows]
    assert any(cell == "NA" for row in book.rows for cell in row.words.values()) or kind == "resources"


def test_a_workbook_goes_through_the_commands(pmr, published, tmp_path):
    path = as_workbook(published("DSNY"), tmp_path / "t.xlsx", typed=True)
    assert pmr("schema", "import", path).stdout.startswith("0 new rows, 0 new agencies, 0 files written")
    first = pmr("record", "import", path, "--year", 2026)
    assert first.returncode == 0, first.stderr
    assert " 0 of them new" in pmr("record", "import", published("DSNY"), "--year", 2026).stdout


def test_the_sheet_is_asked_for_where_several_could_be_meant(pmr, published, tmp_path):
    book = Workbook()
    rows = rows_of(published("DSNY"))
    for name in ("First", "Second"):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    done = pmr("schema", "import", tmp_path / "two.xlsx")
    assert (done.returncode, "First, Second" in done.stderr, "--sheet" in done.stderr) == (2, True, True)
    assert pmr("schema", "import", tmp_path / "two.xlsx", "--sheet", "second").returncode == 0
    done = pmr("schema", "import", tmp_path / "two.xlsx", "--sheet", "Third")
    assert "has no sheet “Third”" in done.stderr


def test_a_formula_nobody_saved_a_result_of_is_told_with_its_cell(pmr, published, tmp_path):
    book = Workbook()
    for row in rows_of(published("DSNY")):
        book.active.append(row)
    book.active["N5"] = "=M5*2"
    book.save(tmp_path / "formula.xlsx")
    done = pmr("schema", "import", tmp_path / "formula.xlsx")
    assert done.returncode == 2
    assert "Sheet!N5 holds a formula without a saved result" in done.stderr


def test_what_is_no_workbook_is_told_by_its_illness(pmr, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    done = pmr("schema", "import", tmp_path / "broken.xlsx")
    assert done.returncode in (2, 3)
    assert "broken.xlsx" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.632, "0.0%", "63.2%"), (1234.5, '"$"#,##0.0', "$1,234.5"), (1234.5, "#,##0", "1,235"),
        (1234.0, "General", "1234"),
        (0.1, "General", "0.1"), (25, '#,##0":1"', "25:1"),
        (-5.25, "#,##0.00;(#,##0.00)", "-5.25"), (True, "General", "TRUE"),
        (1234567, "#,##0,", "1,235"), (None, "General", ""), ("NA", "General", "NA"), (2, "0.00", "2.00"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_shows(value, number_format, text):
    assert displayed_text(value, number_format) == text


def test_an_old_workbook_is_refused_with_the_way_out(pmr, tmp_path):
    (tmp_path / "old.csv").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    done = pmr("record", "import", tmp_path / "old.csv", "--year", 2026)
    assert done.returncode == 3
    assert "choose File, Save As, “Excel Workbook (.xlsx)”" in done.stderr
    shutil.copy(tmp_path / "old.csv", tmp_path / "old.xlsx")
    assert pmr("record", "import", tmp_path / "old.xlsx", "--year", 2026).returncode in (2, 3)
