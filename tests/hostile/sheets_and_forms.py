"""What people do to sheets, names and protection, and the wrong form in place of the right one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from example import CHAPTER, PAST, SETTINGS
from filled_form import NAME, OTHER, SIGNED, Hostile, paper, saved
from packages import SHEETS, SUBMISSION, Parts, edited, put, put_cell, typed
from stories import WHY_NEW

from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Page
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign

SHEETS_AND_NAMES, IDENTITY = "Sheets and names", "The wrong form"


def _no_names(parts: Parts) -> None:
    put(parts, "xl/workbook.xml", r"<definedNames>.*</definedNames>", "")


def _no_validations(parts: Parts) -> None:
    put(parts, SUBMISSION, r"<dataValidations.*</dataValidations>", "")


def _unprotect(parts: Parts) -> None:
    put(parts, SUBMISSION, r"<sheetProtection[^>]*/>", "")


def _renamed(sheet: str, name: str):
    def change(parts: Parts) -> None:
        put(parts, "xl/workbook.xml", f'name="{sheet}"', f'name="{name}"')
        put(parts, "xl/workbook.xml", rf">{sheet}!", f">'{name}'!")

    return edited(change)


def _restated(hide: tuple[str, str, str]):
    """A published figure restated, on a sheet or in a row that nobody sees: what ``hide`` puts into which part."""
    said = "Two fewer than published, because one depot had reported two lots twice."
    row = {"A7": "dox-lots-cleaned", "C7": "FY25", "F7": "Correction", "G7": said}

    def change(parts: Parts) -> None:
        for address, text in row.items():
            put_cell(parts, address, f"<is><t>{text}</t></is>", "inlineStr", SHEETS["Restatements"])
        put_cell(parts, "E7", "<v>255</v>", "", SHEETS["Restatements"])
        put(parts, *hide)

    return edited(change)


def _without(sheet: str):
    def make(folder: Path) -> Path:
        whole = paper()
        names = {name: to for name, to in whole.names.items() if not to.startswith(f"={sheet}!")}
        pages = [page for page in whole.pages if page.name != sheet]
        return saved(folder, workbook_bytes(replace(whole, pages=pages, names=names, first=pages[0].name)))

    return make


def _with_scratch(*, visible: bool):
    def make(folder: Path) -> Path:
        scratch = Page("Scratch", visible=visible)
        for row in range(1, 9):
            scratch.put(row, 1, f"note {row}")
            scratch.put(row, 2, row * 1.5)
        return saved(folder, workbook_bytes(replace(paper(), pages=[*paper().pages, scratch])))

    return make


def _copied(folder: Path) -> Path:
    """“Move or Copy, Create a copy”, and a figure typed into the copy."""
    whole = paper()
    page = whole.page("Submission")
    cells = {**page.cells, (9, 10): page.cells[9, 10]._replace(content=1_311.0)}
    copy = replace(page, name="Submission (2)", cells=cells, table=None)
    return saved(folder, workbook_bytes(replace(whole, pages=[*whole.pages, copy])))


def _last_years_form(folder: Path) -> Path:
    """Filled as it was, with what was published then, and without targets."""
    edition = Edition(Report.MMR, 2025)
    no_targets = {Ask.TARGET: Sign.NONE, Ask.NEXT_TARGET: Sign.NONE}
    answers = {name: {Ask.ACTUAL: own[Period(2025)]} | no_targets for name, own in PAST.actuals.items()}
    answers["dox-new"] = {Ask.ACTUAL: Sign.NOT_AVAILABLE, Ask.REASON: "New indicator"} | no_targets
    answers["dox-lots-cleaned"][Ask.EXPLANATION] = WHY_NEW  # no figure of the year before is published
    blank = submission_form.lay(CHAPTER, edition, PAST, SETTINGS, schema_hash="0123abcd")
    done = submission_form.fill(blank, CHAPTER, edition, answers)
    done = submission_form.certify(done, name="Jo Doe", title="Commissioner", date=SIGNED - 365)
    return saved(folder, workbook_bytes(done))


def _neighbours_form(folder: Path) -> Path:
    return saved(folder, workbook_bytes(paper(OTHER)))


def _sheet(done: str, make: object, *says: str) -> Hostile:
    return Hostile(SHEETS_AND_NAMES, done, make, says)


ALL = frozenset({"*"})
HOSTILE = (
    _sheet("the sheet Submission renamed by one blank", _renamed("Submission", "Submission ")),
    _sheet("the sheet Submission renamed to “FY26 final”", _renamed("Submission", "FY26 final")),
    Hostile(
        SHEETS_AND_NAMES,
        "the sheet Submission deleted",
        _without("Submission"),
        (f"error STR-002 {NAME}",),
        lost=ALL,
    ),
    _sheet("the sheet Lists deleted", _without("Lists"), f"query STR-013 {NAME}"),
    _sheet("the sheet Welcome deleted", _without("Welcome"), f"query STR-013 {NAME}"),
    Hostile(SHEETS_AND_NAMES, "the sheet About deleted", _without("About"), (f"error STR-001 {NAME}",), lost=ALL),
    _sheet("the sheet About renamed to “Sheet7”", _renamed("About", "Sheet7")),
    _sheet("a scratch sheet added", _with_scratch(visible=True)),
    _sheet("a hidden scratch sheet added", _with_scratch(visible=False), "query STR-006 Scratch"),
    _sheet(
        "a restatement on a hidden sheet",
        _restated(("xl/workbook.xml", '<sheet name="Restatements"', '<sheet state="hidden" name="Restatements"')),
        "query STR-006 Restatements",
    ),
    _sheet(
        "a restatement in a hidden row",
        _restated((SHEETS["Restatements"], '<row r="7"', '<row r="7" hidden="1"')),
        "query STR-006 Restatements!A7",
    ),
    _sheet("the sheet Submission copied, and a figure changed in the copy", _copied, "query STR-017 Submission (2)!J9"),
    _sheet("defined names stripped", edited(_no_names)),
    _sheet("pasted formats destroyed the drop-downs and input rules", edited(_no_validations)),
    _sheet("protection removed", edited(_unprotect), "info STR-009 Submission"),
    Hostile(IDENTITY, "an old version of the form", typed({"B8": "0"}, "About"), ("error IDN-007 About!B8",)),
    Hostile(
        IDENTITY,
        "last year’s form under this year’s name",
        _last_years_form,
        (f"query IDN-005 {NAME}",),
        lost=ALL,
    ),
    Hostile(IDENTITY, "another agency’s form under this one’s name", _neighbours_form, (f"query IDN-005 {NAME}",)),
    Hostile(
        IDENTITY,
        "the form of an agency that is not known",
        typed({"B9": "XYZ"}, "About"),
        ("error STR-001 About!B9",),
        lost=ALL,
    ),
)
