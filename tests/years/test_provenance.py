"""Where a figure comes from, and what changed since the tables went out."""

from __future__ import annotations

import csv
import re
import zipfile

import openpyxl
import pytest
from season_played import write
from soffice import converted
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of

pytestmark = pytest.mark.both_engines

NEEDLES = "dsny-needles-removed"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """An office whose tables of MMR-FY26 went to the designer."""
    office = Years.begun(tmp_path_factory.mktemp("sent") / "office", only=("DSNY",))
    office.run("accept", office.form(), "--despite", "as printed", "--by", "A. Chief")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "sent")
    return office


def test_nothing_differs_at_first_and_every_cell_later(sent, tmp_path):
    office = sent.copy(tmp_path / "office")
    out = office.folder / "sent"
    assert office.run("changes", "--since", out) == f"0 cells in 0 tables differ since {out}.\n"
    office.run("accept", office.corrected("DSNY", {NEEDLES: 13131.0}), "--despite", "counted again")
    office.run("schema", "rename", "dsny-lots-cleaned-citywide", "Lots cleaned")
    told = office.run("changes", "--since", out / "manifest.json", "--csv", office.folder / "list.csv", leaves=1)
    first, *lines = told.splitlines()
    assert first.startswith("3 cells in 1 table differ")
    goal = "DSNY · Goal 1a Increase street and sidewalk cleanliness."
    assert (
        f"{goal} · Needles removed ({NEEDLES}), Actual FY26: 64,136 → 13,131: PMR_DSNY_MMR_FY26_v2.xlsx, version 2"
        in (lines[1].rpartition(", ")[0])
    )
    assert "Indicator: Lots cleaned citywide → Lots cleaned: the schema" in lines[0]
    assert "Trend 5-Year: Up → Down: follows from its figures" in lines[2]
    with (office.folder / "list.csv").open(encoding="utf-8-sig", newline="") as text:
        assert [row["new"] for row in csv.DictReader(text)] == ["Lots cleaned", "13,131", "Down"]
    assert "holds no tables of ours" in office.run("changes", "--since", office.folder / "inbox", leaves=2)
    assert "No copy of the record is kept" in office.run("changes", "--since", "2020-01-01", "--year", "2026", leaves=2)


def test_what_changed_is_marked_in_the_workbook_in_word_and_in_text(sent, tmp_path):
    office = sent.copy(tmp_path / "office")
    office.run("accept", office.corrected("DSNY", {NEEDLES: 13131.0}), "--despite", "counted again")
    office.run("schema", "rename", "dsny-lots-cleaned-citywide", "Lots cleaned")
    office.run("schema", "retire", "dsny-miles-highway-cleaned")
    since = ("changes", "--since", office.folder / "sent")
    assert "--into FOLDER" in office.run(*since, "--word", leaves=2)
    told = office.run(*since, "--into", tmp_path / "marked", "--word", "--text", leaves=1)
    stem = tmp_path / "marked" / "PMR_DSNY_MMR_FY26_tables_changed.xlsx"
    assert all(f"✓ {stem.with_suffix(suffix)}" in told for suffix in (".xlsx", ".docx", ".txt"))
    book = openpyxl.load_workbook(stem)
    marks = {cell.coordinate: cell for row in book["Tables"].iter_rows() for cell in row if cell.comment is not None}
    figure = next(cell for cell in marks.values() if cell.value == 13131)
    assert figure.number_format.startswith('"▲ "')
    assert figure.font.bold
    assert "64,136 → 13,131" in figure.comment.text
    name = next(cell for cell in marks.values() if "Lots cleaned" in str(cell.value))
    assert str(name.value).startswith("▲ ")
    assert len(marks) == 3
    sheet = book["Changed since"]
    assert book.active.title == "Changed since"
    rows = {(row[2].value, row[3].value): row for row in sheet.iter_rows(min_row=5)}
    assert rows["Needles removed", "Actual FY26"][0].hyperlink.location.endswith(f"!{figure.coordinate}")
    assert rows["Miles of highway cleaned", "row"][0].value == "–"
    assert "▲ 13,131" in {str(cell.value) for row in book["Indicators data"].iter_rows() for cell in row}
    text = stem.with_suffix(".txt").read_bytes().decode("utf-16")
    with zipfile.ZipFile(stem.with_suffix(".docx")) as package:
        document = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
    for told in (text, document):
        assert "▲ 13,131" in told
        assert "▲ Lots cleaned" in told
        assert "Needles removed, Actual FY26: 64,136 → 13,131" in told
        assert "Miles of highway cleaned, row: (printed) → (not printed)" in told
        assert told.count("▲") == 3


def test_a_figure_is_traced_to_its_cell(sent):
    told = sent.run("trace", NEEDLES, "--year", "2026")
    assert "✓ FY26: 64,136" in told
    assert "from: PMR_DSNY_MMR_FY26_v1.xlsx, version 1, Submission!" in told
    assert "taken in by A. Chief" in told
    assert "kept as accepted/dsny/" in told
    assert "no figure of “dsny-nothing”" in sent.run("trace", "dsny-nothing", "--year", "2026", leaves=2)


HEADINGS = (
    *("id", "indicator", "figure of", "figure", "stated as", "file", "cell", "version", "sha256", "taken in"),
    *("because", "corrected", "explanation", "decision"),
)


def told_on(path):
    """The rows of the sheet “Provenance”, by their number."""
    page = openpyxl.load_workbook(path)["Provenance"]
    rows = {row: [page.cell(row, column).value or "" for column in range(1, 15)] for row in range(5, page.max_row + 1)}
    return {row: dict(zip(HEADINGS, words, strict=True)) for row, words in rows.items()}


def test_the_working_workbook_leads_from_each_figure_to_its_source(sent):
    path = sent.folder / "sent" / "PMR_DSNY_MMR_FY26_tables.xlsx"
    told, book, count, numbers = told_on(path), openpyxl.load_workbook(path), 0, 0
    for name in ("Indicators data", "Resources data", "Units of appropriation data"):
        sheet = book[name]
        headings = {cell.column: str(cell.value) for cell in sheet[4]}
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                head = headings.get(cell.column, "")
                if not head.startswith(("Actual", "Target", "Plan", "Expenditures", "Modified")) or head.endswith(
                    "raw"
                ):
                    continue
                if cell.hyperlink is None:
                    assert cell.value in ("*", "NA") or "otal" in str(row[1].value), (name, cell.coordinate, cell.value)
                    continue
                source = told[int(cell.hyperlink.location.rpartition("!A")[2])]
                assert source["id"] == row[0].value
                assert source["figure of"].split()[0] in head
                shown = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹\u00a0]+$", "", cell.value).translate(ARROWS)
                assert source["figure"].translate(ARROWS) == shown, (name, cell.coordinate)
                assert cell.font.color.rgb == "FF0B5394", "the colour of links in every program"
                count += 1
                numbers += any(sign.isdigit() for sign in shown)
    assert count > 250
    printed = [cell for row in book["Tables"].iter_rows() for cell in row if cell.hyperlink is not None]
    assert len(printed) == numbers > 200
    assert all(isinstance(cell.value, int | float) for cell in printed)
    (own,) = [one for one in told.values() if (one["id"], one["figure of"]) == (NEEDLES, "FY26")]
    assert (own["file"], own["version"], own["stated as"]) == ("PMR_DSNY_MMR_FY26_v1.xlsx", "1", "reported in the form")
    assert own["cell"].startswith("Submission!")


@pytest.mark.libreoffice
def test_another_program_prints_na_in_the_ink_of_figures(sent, tmp_path):
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not here")
    converted(sent.folder / "sent" / "PMR_DSNY_MMR_FY26_tables.xlsx", tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "PMR_DSNY_MMR_FY26_tables.pdf") as print_out:
        words = print_out.pages[0].extract_words(extra_attrs=["non_stroking_color", "size"])
    size = next(one["size"] for one in words if one["text"] == "64,136")  # the legend below is smaller
    figures = [one for one in words if one["size"] == size]
    said = ("NA", "*", "64,136")
    inks = {text: {one["non_stroking_color"] for one in figures if one["text"] == text} for text in said}
    assert len(inks["64,136"]) == 1
    assert inks["NA"] == inks["*"] == inks["64,136"]


def test_trace_says_what_the_sheet_says(sent):
    rows = list(told_on(sent.folder / "sent" / "PMR_DSNY_MMR_FY26_tables.xlsx").values())
    personnel = next(one["id"] for one in rows if "Personnel" in one["indicator"])
    for name in (NEEDLES, "dsny-lots-cleaned-citywide", personnel, rows[-1]["id"]):
        own = [one for one in rows if one["id"] == name]
        said = sent.run("trace", name, "--year", "2026")
        assert len(own) == said.count("✓ ") >= 2
        for one in own:
            assert f"✓ {one['figure of']}: {one['figure']} · {one['stated as']}" in said
            assert all(
                str(one[what]) in said for what in ("file", "cell", "sha256", "taken in", "because", "explanation")
            )


def test_repairs_words_and_targets_are_told_by_both_also_of_a_release(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY",))
    office.history()
    form = office.form()
    slip = form.with_name("slip.xlsx")
    _, submission = submission_of(Desk(office.folder), read_book(form))
    at = submission.by_id[NEEDLES].actual.where.address
    explained = submission.by_id[NEEDLES]["explanation"].where.address
    write(form, slip, {"xl/worksheets/sheet3.xml": {at: " 64,136 ", explained: "Two more depots count needles now."}})
    form.unlink()
    office.run("repair", slip, "--apply", "--to", form)
    slip.unlink()
    office.run("accept", form, "--despite", "as printed")
    office.run("target", NEEDLES, "FY27", "50000", "--why", "agreed by telephone")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief")
    told = told_on(office.folder / "editions" / "MMR-FY26" / "r0" / "files" / "PMR_DSNY_MMR_FY26_tables.xlsx")
    own = {one["figure of"]: one for one in told.values() if one["id"] == NEEDLES}
    assert own["FY26"]["corrected"] == "64,136 → 64136 (TYP-001, suggested fix)"
    assert own["FY26"]["explanation"] == "Two more depots count needles now."
    assert own["FY27 target"]["stated as"] == "set by the office"
    assert own["FY26 target"]["stated as"] == "printed in the table"
    said = office.run("trace", NEEDLES, "--year", "2026")
    assert "  corrected: 64,136 → 64136 (TYP-001, suggested fix)" in said
    assert "  explained: Two more depots count needles now." in said
    assert "✓ FY27 target: 50,000 · set by the office" in said
    assert "– FY27 target: " in said
    office.run("edition", "verify", "MMR-FY26", "--recompute")


ARROWS = str.maketrans("⇧⇩", "↑↓")
