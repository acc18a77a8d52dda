"""Marks lose nothing: whatever is marked comes back byte for byte, and every reader finds marks and content."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import made
import openpyxl
import pytest
from soffice import converted

from pmr_xl.books.marking import marker
from pmr_xl.books.marking.marker import mark, unmark
from pmr_xl.books.marking.unmarker import Taken
from pmr_xl.books.package import repack as carry
from pmr_xl.books.package.opening import Package
from pmr_xl.books.reading.reader import read_book
from pmr_xl.forms.review_copy.answer_reader import read_states
from pmr_xl.forms.review_copy.answers import AnswerState
from pmr_xl.forms.review_copy.findings_sheet import HEADING_ROW, lay
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import SheetKind
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Severity

VALIDATOR = os.environ.get("PMR_OOXML_VALIDATOR") or shutil.which("ooxml-validator")


def marked(source: Path, findings=None, name: str = "marked.xlsx"):
    findings = made.sample() if findings is None else findings
    page = lay(findings, title="Findings · Sanitation", sheets=["Submission"])
    target = source.with_name(name)
    return target, mark(source, target, findings, page)


@pytest.mark.parametrize("kind", made.MADE)
def test_every_original_part_comes_back_byte_for_byte(tmp_path, kind):
    source = made.MADE[kind](tmp_path / "source.xlsx")
    before = source.read_bytes()
    target, report = marked(source)
    assert report.marked, report.reason
    assert report.unplaced == 2
    assert source.read_bytes() == before
    restored = tmp_path / "restored.xlsx"
    assert unmark(target, restored).exact
    assert list(made.parts_of(restored).items()) == list(made.parts_of(source).items())


@pytest.mark.parametrize("kind", made.MADE)
def test_untouched_parts_keep_even_their_compressed_bytes(tmp_path, kind):
    source = made.MADE[kind](tmp_path / "source.xlsx")
    target, _ = marked(source)
    first, second = Package.open(source), Package.open(target)
    changed = {name for name in first.names if first.read(name) != second.read(name)}
    untouched = set(first.names) - changed
    assert all(first.raw(name) == second.raw(name) for name in untouched)
    allowed = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
    assert all(
        name in allowed
        or name.startswith(
            ("xl/worksheets/", "xl/comments", "xl/drawings/vml", "xl/drawings/commentsDrawing", "xl/chartsheets/")
        )
        for name in changed
    )


@pytest.mark.parametrize("kind", made.MADE)
def test_others_read_the_marked_copy(tmp_path, kind):
    source = made.MADE[kind](tmp_path / "source.xlsx")
    target, report = marked(source)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[-1] == report.sheet == "PMR findings"
    assert book.active.title == "PMR findings"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == ["PMR findings"]
    sheet, findings = book["Submission"], book["PMR findings"]
    assert "TYP-001" in sheet["J7"].comment.text
    assert "OUT-001" in sheet["J7"].comment.text
    assert "Up 41% <on> last year & odd." in sheet["J7"].comment.text
    formulas = {rule.formula[0] for formats in sheet.conditional_formatting for rule in formats.rules if rule.formula}
    assert {'"PMR error"="PMR error"', '"PMR query"="PMR query"', '"PMR info"="PMR info"'} <= formulas
    assert findings["A1"].value == "Findings · Sanitation"
    assert (findings["C7"].value, findings["C7"].hyperlink) == ("Nowhere A1", None)
    assert findings["C8"].hyperlink.location == "'Submission'!J7"
    assert next(iter(findings.tables.values())).ref == f"A6:Q{HEADING_ROW + 7}"
    assert read_book(source).sheets[0].cells == read_book(target).sheets[0].cells


def test_a_note_is_kept_and_ours_stands_beneath_it(tmp_path):
    target, report = marked(made.feast(tmp_path / "a.xlsx"))
    text = openpyxl.load_workbook(target)["Submission"]["B9"].comment.text
    assert text.index("Mine, by hand.") < text.index("FMT-001")
    target, report = marked(made.plain(tmp_path / "b.xlsx"))
    text = openpyxl.load_workbook(target)["Submission"]["J7"].comment.text
    assert text.index("Seen by Ana.") < text.index("TYP-001")
    assert report.notes == 4


def test_a_comment_thread_is_left_alone(tmp_path):
    source = made.threaded(tmp_path / "a.xlsx")
    target, report = marked(source, [made.found("Submission", 1, 1), made.found("Submission", 2, 1)])
    assert report.kept == ("Submission!A1",)
    assert "Submission!A1" in report.sentences[0]
    sheet = openpyxl.load_workbook(target)["Submission"]
    assert sheet["A1"].comment.text == "[Threaded comment]"
    assert "TYP-001" in sheet["A2"].comment.text


def test_a_merged_cell_is_marked_at_its_first(tmp_path):
    target, _ = marked(made.feast(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(target)["Submission"]
    assert "MIS-001" in sheet["C12"].comment.text
    assert sheet["D13"].comment is None
    areas = " ".join(str(formats.sqref) for formats in sheet.conditional_formatting)
    assert "C12:E14" in areas
    assert "C20:C24" in areas


def test_more_notes_than_one_block_of_shapes_holds(tmp_path):
    findings = [made.found("Submission", row, column) for row in range(1, 191) for column in range(1, 7)]
    target, report = marked(made.feast(tmp_path / "a.xlsx"), findings)
    assert report.notes == 1132  # nine of the cells are one merged cell
    vml = next(data for name, data in made.parts_of(target).items() if name.endswith(".vml")).decode()
    ids = [piece.partition('"')[0] for piece in vml.split('id="_x0000_s')[1:]]
    assert len(ids) == len(set(ids))
    blocks = vml.partition("<o:idmap")[2].partition('data="')[2].partition('"')[0].split(",")
    assert {str(int(number) // 1024) for number in ids} == set(blocks)
    book = openpyxl.load_workbook(target)
    assert sum(cell.comment is not None for row in book["Submission"].iter_rows() for cell in row) == 1132


def test_blocks_of_endless_digits_are_none(tmp_path):
    """Python refuses to make a number of so many; the new notes get blocks all the same."""
    source = made.feast(tmp_path / "a.xlsx")
    parts = made.parts_of(source)
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(b'data="1"', b'data="1,' + b"9" * 5_000 + b'"', 1))
    _, report = marked(source)
    assert report.marked
    assert report.notes


def test_a_second_run_replaces_the_marks_of_the_first(tmp_path):
    target, _ = marked(made.feast(tmp_path / "a.xlsx"))
    again, report = marked(target, name="again.xlsx")
    assert report.earlier is Taken.EXACTLY
    assert again.read_bytes() == target.read_bytes()
    fewer, _ = marked(again, made.sample()[:1], "fewer.xlsx")
    assert len(read_book(fewer).sheets) == 4
    assert openpyxl.load_workbook(fewer)["Submission"]["C20"].comment is None


def _saved_by_openpyxl(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book["PMR findings"]["I8"] = "A new depot opened in May; 12 crews moved there."
    saved = path.with_name("saved.xlsx")
    book.save(saved)
    return saved


def _saved_by_libreoffice(path: Path) -> Path:
    out = path.parent / "out"
    converted(path, out)
    return out / path.name


@pytest.mark.parametrize(
    "save", [_saved_by_openpyxl, pytest.param(_saved_by_libreoffice, marks=pytest.mark.libreoffice)]
)
def test_marks_are_known_again_after_somebody_saved_the_copy(tmp_path, save):
    target, _ = marked(made.plain(tmp_path / "a.xlsx"))
    saved = save(target)
    again, report = marked(saved, name="again.xlsx")
    assert report.earlier is Taken.BY_LOOKS
    book = openpyxl.load_workbook(again)
    assert book.sheetnames == ["Submission", "Back", "PMR findings"]
    text = book["Submission"]["J7"].comment.text
    assert text.count("TYP-001") == 1
    assert "Seen by Ana." in text
    ours = [
        r for f in book["Submission"].conditional_formatting for r in f.rules if r.formula and "PMR" in r.formula[0]
    ]
    assert len(ours) == 3
    clean = tmp_path / "clean.xlsx"
    assert not unmark(saved, clean).exact
    sheet = openpyxl.load_workbook(clean)["Submission"]
    assert sheet["J7"].comment.text.strip() == "Seen by Ana."
    assert sheet["C20"].comment is None
    assert not [f for f in sheet.conditional_formatting if any("PMR" in str(r.formula) for r in f.rules)]


def test_answers_come_back_to_the_next_round(tmp_path):
    target, _ = marked(made.plain(tmp_path / "a.xlsx"))
    answers = read_states(read_book(_saved_by_openpyxl(target)))
    page = lay(made.sample(), answers=answers)
    explained = [put.content for (_, column), put in page.cells.items() if column == 9 and put.content]
    assert explained == ["Your answer", "A new depot opened in May; 12 crews moved there."]


def test_a_sheet_of_the_agency_may_have_our_sheets_name(tmp_path):
    source = made.bare(
        tmp_path / "a.xlsx",
        workbook=f'<workbook xmlns="{made.MAIN}" xmlns:r="{made.RELS}"><bookViews><workbookView activeTab="0" '
        'firstSheet="0"/></bookViews><sheets><sheet name="PMR Findings 2" sheetId="7" r:id="rId1"/></sheets>'
        "</workbook>",
    )
    target = tmp_path / "b.xlsx"
    report = mark(source, target, [], lay([], name="PMR Findings 2"))
    assert report.sheet != "PMR Findings 2"
    assert [sheet.name for sheet in read_book(target).sheets] == ["PMR Findings 2", report.sheet]
    assert openpyxl.load_workbook(target)[report.sheet]["A2"].value.startswith("✓ Clean")


def test_a_signature_is_not_broken_in_silence(tmp_path):
    _, report = marked(made.signed(tmp_path / "a.xlsx"))
    assert report.signed
    assert "signature still holds for the original" in report.sentences[0]


def test_a_workbook_of_an_unknown_kind_is_not_touched(tmp_path):
    styles = '<styleSheet xmlns="http://schemas.microsoft.com/office/excel/2006/2"/>'
    source = made.bare(
        tmp_path / "a.xlsx",
        {"xl/styles.xml": styles},
        links=made.relationships(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")),
    )
    target, report = marked(source)
    assert not report.marked
    assert "no stylesheet of the usual kind" in report.sentences[0]
    assert not target.exists()
    book = openpyxl.load_workbook(report.target)
    assert book.sheetnames == ["PMR findings"]
    assert book.active["C8"].value == "J7"
    assert book.active["C8"].hyperlink is None


def test_a_copy_that_fails_the_proof_replaces_nothing(tmp_path, monkeypatch):
    source = made.feast(tmp_path / "a.xlsx")
    whole = carry.package_bytes

    def careless(package, **said):
        lost = next(name for name in package.names if "vmlDrawing" in name and name.endswith(".vml"))
        said["changed"] = said["changed"] | {"xl/theme/theme1.xml": b"<lost/>", lost: b"<xml></xml>"}
        return whole(package, **said)

    monkeypatch.setattr(carry, "package_bytes", careless)
    target, report = marked(source)
    assert not report.marked
    assert not target.exists()
    assert report.target.exists()


def test_the_original_cannot_be_the_target(tmp_path):
    source = made.bare(tmp_path / "a.xlsx")
    with pytest.raises(Fault, match="never changed"):
        mark(source, source, [], lay([]))
    with pytest.raises(Fault, match="opens it only as"):
        mark(source, tmp_path / "b.xlsm", [], lay([]))
    with pytest.raises(Fault, match="no marks of ours"):
        unmark(source, tmp_path / "b.xlsx")
    (tmp_path / "c.xlsx").write_bytes(b"")
    with pytest.raises(Unreadable):
        mark(tmp_path / "c.xlsx", tmp_path / "d.xlsx", [], lay([]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "c.xlsx"]


def test_marking_is_reproducible(tmp_path):
    source = made.feast(tmp_path / "a.xlsx")
    first, _ = marked(source, name="one.xlsx")
    second, _ = marked(source, name="two.xlsx")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.libreoffice
def test_libreoffice_opens_a_marked_feast_and_keeps_its_figures(tmp_path):
    target, _ = marked(made.feast(tmp_path / "a.xlsx"))
    saved = _saved_by_libreoffice(target)
    book = openpyxl.load_workbook(saved, data_only=True)
    assert book["PMR findings"]["H2"].value == "5 of 5 still open"
    assert book["Submission"]["B9"].value == 8.5
    assert "OUT-002" in book["Submission"]["C20"].comment.text


no_validator = pytest.mark.skipif(VALIDATOR is None, reason="no ooxml-validator here (PMR_OOXML_VALIDATOR names it)")


def errors(path: Path) -> set[tuple[str, str, str]]:
    """What Microsoft's Open XML SDK holds against a workbook."""
    said = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False, timeout=600).stdout
    return {(error["id"], error["path"], error["description"]) for error in json.loads(said)["errors"]}


@no_validator
@pytest.mark.parametrize("kind", ["feast", "plain", "bare", "prefixed"])
def test_microsofts_validator_finds_no_new_error(tmp_path, kind):
    source = made.MADE[kind](tmp_path / "a.xlsx")
    target, _ = marked(source)
    assert errors(target) <= errors(source)


def marked_everywhere(workbooks: Path, folder: Path):
    """Every readable workbook made by others and its copy, marked on every sheet; None where it was marked apart."""
    for source in sorted(path for path in workbooks.rglob("*") if path.suffix in {".xlsx", ".xlsm"}):
        try:
            sheets = Package.open(source).sheets
        except Unreadable:
            continue
        names = [sheet.name for sheet in sheets if sheet.kind is SheetKind.WORKSHEET]
        places = [(1, 1), (2, 3), (7, 10), (300, 30)]
        findings = [
            made.found(name, row, column, list(Severity)[at % 3], found="=1+1 \x01_x0041_")
            for name in names
            for at, (row, column) in enumerate(places)
        ]
        target = folder / f"m{source.suffix}"
        yield source, target if mark(source, target, findings, lay(findings, sheets=names)).marked else None


def test_real_workbooks_lose_nothing(tmp_path, workbooks, capsys):
    """Every readable workbook made by others is marked on every sheet and restored."""
    restored = apart = parts = 0
    for source, target in marked_everywhere(workbooks, tmp_path):
        if target is None:
            apart += 1
            continue
        clean = tmp_path / f"u{source.suffix}"
        assert unmark(target, clean).exact
        before, after = Package.open(source), Package.open(clean)
        assert after.names == before.names, source.name
        assert all(after.read(name) == before.read(name) for name in before.names), source.name
        restored += 1
        parts += len(before.names)
    with capsys.disabled():
        print(f"\nmarks: {restored} workbooks, {parts} parts restored; {apart} marked apart")  # noqa: T201 - the figures are asked for
    assert restored > 0
    assert apart * 20 <= restored


@no_validator
@pytest.mark.skipif("PMR_THOROUGH" not in os.environ, reason="takes ten minutes; PMR_THOROUGH=1 runs it")
def test_microsofts_validator_finds_no_new_error_in_real_workbooks(tmp_path, workbooks, capsys):
    found, worse = [], {}
    for source, target in marked_everywhere(workbooks, tmp_path):
        if target is not None:
            found.append(len(errors(source)))
            if new := errors(target) - errors(source):
                worse[source.name] = new
    with capsys.disabled():
        print(f"\nvalidator: {len(found)} workbooks, {sum(found)} errors before, {sum(map(len, worse.values()))} new")  # noqa: T201 - as above
    assert found
    assert not worse


def test_states_survive_their_icons():
    assert AnswerState.read("explained") is AnswerState.read("✎ Explained") is AnswerState.EXPLAINED
    assert AnswerState.read("whatever") is AnswerState.OPEN
    assert marker.MarkReport(Path("x"), "s").sentences == ()
    assert str(CellRef("a", 1, 1)) == "a!A1"
