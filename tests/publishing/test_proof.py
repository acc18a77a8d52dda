"""Proof through ``pmr proof``: planted slips are found with place, figure and source; clean files are clean."""

from __future__ import annotations

import csv
import re
from zipfile import ZipFile

import pytest
from at_least_one import at_least_one
from docx import Document
from openpyxl import load_workbook
from soffice import converted as convert
from years_played import Years

from pmr_xl.books.laid_out.pdf import _of_page
from pmr_xl.mmr.proofing.passages import FigureLine, Prose, line_of, row_of
from pmr_xl.mmr.proofing.rows import compare_rows
from pmr_xl.mmr.proofing.sentences import proof_sentences

WHEN = ("--report", "mmr", "--year", "2026")
AGENCIES = ("DSNY", "FDNY", "TLC")
WORKING = ("HRA", "DOHMH", "DOE", "CCRB", "NYPD", "311")  # long names, goals in words, many rows, rows in rows, few
SAID = [
    ("Tons of refuse disposed fell from 3,153.6 thousand to 3,131.3 thousand.", ""),
    ("Needles removed decreased by 49 percent, from 126,247 to 64,136.", ""),
    ("Needles removed decreased by 94 percent, from 126,247 to 64,136.", "94 percent; 49.2 percent"),
    ("Needles removed decreased by 49 percent, from 126,247 to 46,136.", "49 percent; 63.5 percent"),
    ("Needles removed rose from 126,247 to 64,136.", "“rose”, where the figure falls"),
    ("Complaints rose 12 percent from 1,000 to 1,120 in the borough.", ""),
    ("Complaints rose 21 percent from 1,000 to 1,120 in the borough.", "21 percent; 12.0 percent"),
    ("The share rose 5 percent, from 40.0% to 45.0%.", "5 percentage points, or 12.5 percent"),
    ("The share rose 5 percentage points, from 40.0% to 45.0%.", ""),
    ("Calls grew nearly 13 percent, from 1,000 to 1,125.", ""),
    ("Calls grew more than 10 percent, from 1,000 to 1,125.", ""),
    ("Calls grew more than 30 percent, from 1,000 to 1,125.", "30 percent; 12.5 percent"),
    ("Vacant lot cleaning requests met the target of 2,500.", ""),
    ("Vacant lot cleaning requests missed the target of 2,050.", "the target is said to be 2,050; the table has 2,500"),
    ("Calls fell 5 percent, while complaints rose from 1,000 to 1,120.", ""),
    ("Calls fell 5 percent, while complaints rose 21 percent from 1,000 to 1,120.", "21 percent; 12.0 percent"),
    ("Calls rose from 10 to 12 and visits fell from 30 to 40.", "“fell”, where the figure rises"),
    ("The agency spent $12.5 million more than planned on 311 calls in 2025.", ""),
    ("In Fiscal 2026 inspectors visited all five boroughs, up from three.", ""),
]


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """An office of three agencies with the published report, and its tables in every form."""
    room = tmp_path_factory.mktemp("laid")
    office = Years(room / "office", AGENCIES)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    office.run("assemble", *AGENCIES, *WHEN, "--word", "--text", "--into", room / "out", leaves=None)
    office.run("assemble", "DSNY", *WHEN, "--profile", "published", "--into", room / "published", leaves=None)
    return office, room / "out", room


def files(laid, code, kind):
    (found,) = laid[1].glob(f"PMR_{code}_*{kind}")
    return found


def converted(path, folder):
    convert(path, folder, "pdf")
    return folder / f"{path.stem}.pdf"


def proof(laid, path, leaves=0):
    return laid[0].run("proof", path, *WHEN, leaves=leaves)


@pytest.mark.parametrize("code", AGENCIES)
@pytest.mark.parametrize("kind", [".docx", ".txt", ".xlsx"])
def test_what_is_laid_out_as_the_tables_are_is_clean(laid, code, kind):
    told = proof(laid, files(laid, code, kind))
    assert re.search(r"^✓ .* rows compared, 0 figures differ; ", told)
    assert "▲" not in told


def test_the_published_workbook_is_clean_too(laid):
    (path,) = (laid[2] / "published").glob("*.xlsx")
    assert ", 0 figures differ" in proof(laid, path)


def slipped(laid, tmp_path):
    """The Word document with three slips in its tables, and a paragraph with one."""
    document = Document(str(files(laid, "DSNY", ".docx")))
    cells = {cell.text: cell for table in document.tables for row in table.rows for cell in row.cells}
    for old, new in (("64,136", "61,436"), ("3,131.3", "3,113.3"), ("9,128.7", "9128.7")):
        cells[old].paragraphs[0].runs[0].text = new
    document.paragraphs[3].insert_paragraph_before(SAID[2][0])
    path = tmp_path / "slipped.docx"
    document.save(str(path))
    return path


FOUND = [
    r"“Needles removed”, Actual FY26: 61,436; the table has 64,136 \(mmr_fy2026_indicators\.csv, row \d+, FY26\)",
    r"“Tons of refuse disposed \(000\)”, Actual FY26: 3,113\.3; the table has 3,131\.3",
    r"“Litter baskets serviced \(000\)”, Actual FY26: 9128\.7; the table has 9,128\.7",
    r"“Needles removed decreased by 94 percent, from 126,247 to 64,136\.”: 94 percent; 49\.2 percent",
]


def test_slips_in_a_word_document_are_found_where_they_stand(laid, tmp_path):
    told = proof(laid, slipped(laid, tmp_path), leaves=2)
    assert "79 rows compared, 3 figures differ; 1 sentences recomputed, 1 wrong" in told
    for wanted in FOUND:
        assert re.search(wanted, told), wanted
    assert re.search(r"table \d+, row \d+: “Needles removed”", told)


@pytest.mark.libreoffice
def test_slips_in_a_laid_out_pdf_are_found_with_their_page(laid, tmp_path):
    pytest.importorskip("pdfplumber", reason="pdfplumber is not here")
    clean = converted(files(laid, "FDNY", ".docx"), tmp_path)
    assert ", 0 figures differ; 0 sentences recomputed, 0 wrong" in proof(laid, clean, leaves=None)
    told = proof(laid, converted(slipped(laid, tmp_path), tmp_path), leaves=2)
    assert ", 3 figures differ; 1 sentences recomputed, 1 wrong" in told
    for wanted in FOUND:
        assert re.search(f"page \\d+: {wanted}", told), wanted


@pytest.mark.libreoffice
def test_a_printed_working_workbook_is_proofed_and_its_lists_raise_no_alarm(laid, tmp_path):
    """A slip in a sum, whose row has two figures and an empty cell; data and provenance are cut by narrow columns."""
    pytest.importorskip("pdfplumber", reason="pdfplumber is not here")
    book = load_workbook(files(laid, "DSNY", ".xlsx"))
    (total,) = [cell for row in book["Tables"].iter_rows() for cell in row if cell.value == "Agency Total"]
    slip = next(cell for cell in book["Tables"][total.row] if cell.value == 2057.9)
    slip.value = 2075.9
    book.save(tmp_path / "slipped.xlsx")
    told = proof(laid, converted(tmp_path / "slipped.xlsx", tmp_path), leaves=2)
    assert ", 1 figures differ; 0 sentences recomputed, 0 wrong" in told
    assert re.search(r"page \d+: “Agency Total”, Expenditures FY25[^:]*: \$2,075.9; the table has \$2,057.9", told)
    assert re.search(r"– pages \d+ to \d+: lists of a working workbook \(data, provenance\)", told)
    assert "▲" not in told


def test_slips_in_text_and_in_a_workbook_are_found(laid, tmp_path):
    text = files(laid, "DSNY", ".txt").read_bytes().decode("utf-16")
    (tmp_path / "slipped.txt").write_text(text.replace("64,136", "61,436"), encoding="utf-8")
    assert re.search(rf"line \d+: {FOUND[0]}", proof(laid, tmp_path / "slipped.txt", leaves=2))
    book = load_workbook(files(laid, "DSNY", ".xlsx"))
    for row in book["Tables"].iter_rows():
        for cell in row:
            if cell.value == 64136:
                cell.value = 61436
    book.save(tmp_path / "slipped.xlsx")
    told = proof(laid, tmp_path / "slipped.xlsx", leaves=2)
    assert re.search(rf"sheet Tables, row \d+: {FOUND[0]}", told)


def test_a_slip_in_the_list_beside_the_printed_page_is_found(laid, tmp_path):
    book = load_workbook(files(laid, "DSNY", ".xlsx"))
    slips = [cell for row in book["Indicators data"].iter_rows() for cell in row if cell.value == "64,136"]
    assert len(slips) == 1
    slips[0].value = "61,436"
    book.save(tmp_path / "slipped.xlsx")
    told = proof(laid, tmp_path / "slipped.xlsx", leaves=2)
    assert ", 1 figures differ" in told
    assert re.search(rf"sheet Indicators data, row \d+: {FOUND[0]}", told)


def test_slips_in_posted_data_are_found(laid, tmp_path):
    office, _, room = laid
    office.run("publish", "--data", room / "data", *WHEN, leaves=None)
    for name, old, new, column in (
        ("tidy.csv", ',64136,,"64,136"', ',61436,,"61,436"', "Actual FY26"),
        ("open_data.csv", ",,64136,", ",,61436,", "2026-06-01 acceptedvalueytd"),
    ):
        text = (room / "data" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert ", 0 figures differ" in proof(laid, tmp_path / name)
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
        told = proof(laid, tmp_path / name, leaves=2)
        assert re.search(rf"row \d+: “Needles removed”, {column}: 61,?436; the table has 64,?136", told)


def test_a_month_has_no_chapters_to_proof(laid):
    asked = ("proof", files(laid, "DSNY", ".txt"), "--report", "cpr", "--year", "2026", "--month", "nov")
    assert "has no chapters" in laid[0].run(*asked, leaves=2)


def test_a_lost_row_and_a_strange_one_are_told(laid, tmp_path):
    lines = files(laid, "DSNY", ".txt").read_bytes().decode("utf-16").splitlines()
    at = next(at for at, line in enumerate(lines) if "Needles removed" in line)
    strange = lines[at].replace("Needles removed", "Snowballs counted").replace("64,136", "1")
    lost = [line for line in lines if "Miles of highway cleaned" not in line]
    (tmp_path / "lost.txt").write_text("\n".join([*lost, strange]), encoding="utf-8")
    told = proof(laid, tmp_path / "lost.txt", leaves=1)
    assert "▲ not laid out: Miles of highway cleaned" in told
    assert "no table has the row “Snowballs counted”" in told


def test_a_file_that_names_no_agency_and_one_that_cannot_be_read(laid, tmp_path):
    (tmp_path / "nobody.txt").write_text("Nothing of ours.\n")
    assert "names no agency of this report" in proof(laid, tmp_path / "nobody.txt", leaves=None)
    (tmp_path / "broken.docx").write_bytes(b"PK nothing")
    assert "is no Word document" in proof(laid, tmp_path / "broken.docx", leaves=None)
    (tmp_path / "page.html").write_text("<p>")
    assert "of a kind that is not proofed" in proof(laid, tmp_path / "page.html", leaves=None)


@pytest.mark.parametrize(("said", "fault"), SAID, ids=[said for said, _ in SAID])
def test_sentences_are_recomputed(laid, tmp_path, said, fault):
    (tmp_path / "words.txt").write_text(f"Department of Sanitation\n{said}\n", encoding="utf-8")
    told = laid[0].run("proof", tmp_path / "words.txt", *WHEN, leaves=None)
    if fault:
        assert f"line 2: “{said}”: " in told
        assert all(part in told for part in fault.split("; "))
    else:
        assert ", 0 wrong" in told


def test_a_line_and_a_row_are_told_apart_from_words():
    assert line_of("line 1", "Grade 3 12,345 NA ⇧ * Up", 3).figures == ("3", "12,345", "NA", "⇧", "*", "Up")
    assert line_of("line 1", "It rose from 3 to 4 in 2025.", 3) is None
    row = row_of("row 1", ["★®", "Diversion rate (%)", "17.0%", "17.2%", "⇧", "Up"])
    assert (row.label, len(row.figures)) == ("Diversion rate (%)", 4)
    assert row_of("row 1", ["101 - Snow", "$1.0", "$2.0", "1a, 1b"]).figures == ("$1.0", "$2.0", "1a, 1b")
    assert row_of("row 1", ["Sign", "Meaning"]) is None


def test_rows_of_one_name_are_told_apart_by_their_order_and_figures():
    from example import CHAPTER, MMR, PAST

    from pmr_xl.mmr import assemble

    printed = assemble(CHAPTER, PAST, MMR)
    rows = [row for table in printed.tables for row in table.rows]
    lines = [line for row in rows if (line := row_of("row", [row.name, *(c.display for c in row.cells)])) is not None]
    compared = compare_rows(printed, lines)
    assert (compared.compared, compared.differences, compared.unknown) == (len(rows), (), ())
    looked, wrong = proof_sentences(printed, [Prose("p", "Nothing is said of figures here.")])
    assert (looked, wrong) == (0, [])


def words(top, *placed):
    return [
        {"text": text, "x0": right - 6.0 * len(text), "x1": float(right), "top": top, "bottom": top + 8.0}
        for text, right in placed
    ]


def test_a_row_with_room_between_its_figures_is_not_taken_for_two_figures_and_words():
    total = words(10.0, ("Collection", 100), ("$1.0", 200), ("$2.0", 260), ("$3.0", 320))
    noted = words(30.0, ("Recycling", 100), ("10%", 200), ("20%", 260), ("30%", 320), ("Up", 400), ("[1]", 440))
    summed = words(50.0, ("Refuse", 100), ("$4.0", 200), ("$5.0", 260), ("Management", 400))
    pieces = list(_of_page("page 1", [*total, *noted, *summed]))
    rows = {one.label: one.figures for one in pieces if isinstance(one, FigureLine)}
    assert rows == {"Collection": ("$1.0", "$2.0", "$3.0"), "Refuse": ("$4.0", "$5.0", "Management")}
    assert [one.text for one in pieces if isinstance(one, Prose)] == ["Recycling 10% 20% 30% Up [1]"]


@pytest.mark.season
@pytest.mark.libreoffice
def test_false_alarms_on_the_clean_book(tmp_path):
    """All chapters as Word, text and PDF: at most five alarms a chapter on average; seen: none in a figure."""
    pytest.importorskip("pdfplumber", reason="pdfplumber is not here")
    office = Years(tmp_path / "office")
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    office.run("assemble", "--all", *WHEN, "--word", "--text", "--into", tmp_path / "out", leaves=None)
    alarms = 0
    documents = sorted((tmp_path / "out").glob("*.docx"))
    assert len(documents) == 45
    for path in [*documents, *sorted((tmp_path / "out").glob("*.txt"))]:
        told = office.run("proof", path, *WHEN, leaves=None)
        alarms += sum(line.startswith(("✕ table", "✕ line", "▲")) for line in told.splitlines())
    for path in documents[::5]:
        told = office.run("proof", converted(path, tmp_path / "pdf"), *WHEN, leaves=None)
        assert ", 0 figures differ" in told
        alarms += sum(line.startswith(("✕ page", "▲")) for line in told.splitlines())
    assert alarms <= 5 * 45
    office.run("assemble", *WORKING, *WHEN, "--into", tmp_path / "working", leaves=None)
    for path in at_least_one(sorted((tmp_path / "working").glob("*.xlsx"))):
        told = office.run("proof", converted(path, tmp_path / "pdf"), *WHEN)
        assert ", 0 figures differ" in told
        assert "▲" not in told, "data and provenance are lists, and a sum is a row though its last cell is empty"


def test_an_agency_is_named_in_small_letters_too(laid):
    path = files(laid, "DSNY", ".docx")
    for named in (("dsny",), ("dsny", "DSNY")):
        asked = [part for one in named for part in ("--agency", one)]
        told = laid[0].run("proof", path, *asked, *WHEN)
        assert re.search(r"Department of Sanitation: \d\d rows compared, 0 figures differ", told)
    assert "▲ not laid out: Lots cleaned citywide" not in laid[0].run("proof", path, "--agency", "dsny", *WHEN)
    told = laid[0].run("proof", path, "--agency", "fdny", *WHEN, leaves=None)
    assert "no table has the row “Lots cleaned citywide”" in told


def test_tagged_text_is_told_from_pages(laid, tmp_path):
    laid[0].run("layout", "DSNY", *WHEN, "--into", tmp_path)
    (tagged,) = tmp_path.glob("*_indesign.txt")
    told = proof(laid, tagged, leaves=2)
    assert "is tagged text, which InDesign makes pages of. Proof what came of it" in told


def test_a_damaged_document_and_a_csv_that_is_none_are_told(laid, tmp_path):
    whole = files(laid, "DSNY", ".docx")
    with ZipFile(whole) as parts, ZipFile(tmp_path / "half.docx", "w") as half:
        for name in parts.namelist():
            content = parts.read(name)
            half.writestr(name, content[: len(content) // 2] if name == "word/document.xml" else content)
    assert "half.docx is no Word document. Save it as .docx" in proof(laid, tmp_path / "half.docx", leaves=2)
    (tmp_path / "word.xlsx").write_bytes(whole.read_bytes())
    told = proof(laid, tmp_path / "word.xlsx", leaves=2)
    assert told.strip().endswith("is a Word document (.docx), not a workbook. Send the Excel workbook (.xlsx) itself.")
    csv.field_size_limit(131_072)  # as Python begins with; a library that another test loads lifts it for all
    (tmp_path / "long.csv").write_text(f"agency,indicator\nDSNY,{'x' * 200_000}\n")
    assert "long.csv is no whole CSV file: " in proof(laid, tmp_path / "long.csv", leaves=2)
    told = laid[0].run("narrative", "take", tmp_path / "half.docx", *WHEN, leaves=2)
    assert "half.docx is no Word document" in told
