from dataclasses import replace
from decimal import Decimal

import pytest
from example import CHAPTER, CPR, MMR, MONTHLY, PAST, PMMR, SETTINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Formula
from pmr_xl.forms.paper.paper_book import as_book, with_values
from pmr_xl.forms.submission_form.plan import FIRST_ROW, HEADING_ROW, SHEETS
from pmr_xl.model.book.cell import Cell, CellError, Cells
from pmr_xl.model.book.sheet import Book, Sheet
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.schema.chapter import Chapter

BLANK = submission_form.lay(CHAPTER, MMR, PAST, SETTINGS, schema_hash="0123abcd", submission_version=2)
ROW = {line.id: row for row, line in enumerate(CHAPTER.lines, start=FIRST_ROW)}


def read(paper, edition: Edition = MMR):
    return submission_form.read(as_book(paper, "form.xlsx"), CHAPTER, edition)


def read_with(actual, name="dox-lots-cleaned"):
    return read(with_values(BLANK, "Submission", {f"J{ROW[name]}": actual})).by_id[name].actual


def changed(book: Book, name: str, change) -> Book:
    """The book with one sheet's cells moved: ``change`` maps a place to a new one, or None to drop the cell."""
    sheet = book.sheet(name)
    cells = Cells()
    for place, cell in sheet.cells.items():
        if (new := change(*place)) is not None:
            cells[new] = cell._replace(row=new[0], column=new[1])
    return with_sheet(book, replace(sheet, cells=cells))


def with_sheet(book: Book, new: Sheet) -> Book:
    return replace(book, sheets=tuple(new if sheet.name == new.name else sheet for sheet in book.sheets))


def with_cells(book: Book, name: str, *cells: Cell) -> Book:
    sheet = book.sheet(name)
    return with_sheet(book, replace(sheet, cells=sheet.cells | {(cell.row, cell.column): cell for cell in cells}))


def figures(submission):
    return {(entry.line.id, entered.key): entered.figure for entry in submission.entries for entered in entry.figures}


FILLED = submission_form.fill(
    BLANK,
    CHAPTER,
    MMR,
    {
        line.id: {Ask.ACTUAL: PAST.actual(line.id, Period(2025)), Ask.EXPLANATION: f"About {line.id}."}
        for line in CHAPTER.lines
        if PAST.actual(line.id, Period(2025)) is not None
    },
)
WHOLE = read(FILLED)


def test_a_blank_form_reads_back_what_was_published():
    submission = read(BLANK)
    assert [entry.line.id for entry in submission.entries] == [line.id for line in CHAPTER.lines]
    for entry in submission.entries:
        for period in MMR.history:
            assert entry[period.code].figure == PAST.actual(entry.line.id, period), (entry.line.id, period)
        for key, year in zip((Ask.TARGET, Ask.NEXT_TARGET), MMR.target_years, strict=True):
            assert entry[key].figure == PAST.target(entry.line.id, year)
        assert entry.actual.empty
        assert entry.actual.figure is None
        assert str(entry.actual.where) == f"Submission!J{entry.row}"
    assert submission.lost_columns == submission.lost_sheets == submission.strange_headings == ()
    assert submission.restatements == ()


@pytest.mark.parametrize("edition", [MMR, PMMR, CPR], ids=["mmr", "pmmr", "cpr"])
def test_through_a_real_file_nothing_changes(tmp_path, edition):
    past = MONTHLY if edition.monthly else PAST
    paper = submission_form.lay(CHAPTER, edition, past, SETTINGS, schema_hash="0123abcd")
    paper = submission_form.fill(
        paper,
        CHAPTER,
        edition,
        {line.id: {Ask.ACTUAL: past.actual(line.id, edition.last_year)} for line in CHAPTER.lines},
    )
    paper = submission_form.certify(paper, name="A. Person", title="Commissioner", date=46_000)
    write(paper, tmp_path / "form.xlsx")
    from_file = submission_form.read(read_book(tmp_path / "form.xlsx"), CHAPTER, edition)
    from_paper = read(paper, edition)
    assert figures(from_file) == figures(from_paper)
    assert [e.entered for e in from_file.entries] == [e.entered for e in from_paper.entries]
    assert from_file.stamp == from_paper.stamp
    assert from_file.certification == from_paper.certification
    assert from_file.rows == from_paper.rows
    actuals = {entry.line.id: entry.actual.figure for entry in from_file.entries}
    measured = {line.id: past.actual(line.id, edition.last_year) for line in CHAPTER.lines}
    assert {k: v for k, v in actuals.items() if isinstance(v, Sign) or v is None} == {
        k: v for k, v in measured.items() if isinstance(v, Sign) or v is None
    }
    for name, figure in measured.items():
        if isinstance(figure, Decimal):
            measure = CHAPTER.by_id[name].indicator.measure
            assert measure.show(actuals[name]) == measure.show(figure)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_figure_at_published_precision_comes_back(data):
    line = data.draw(st.sampled_from(CHAPTER.lines))
    measure = line.indicator.measure
    number = Decimal(data.draw(st.integers(0, 9_999_999))).scaleb(-measure.decimals)
    if measure.unit is Unit.HOURS_MINUTES:
        number = number * 60
    paper = submission_form.fill(BLANK, CHAPTER, MMR, {line.id: {Ask.ACTUAL: number}})
    assert read(paper).by_id[line.id].actual.figure == number


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("NA", Sign.NOT_AVAILABLE), (" NA ", Sign.NOT_AVAILABLE), ("*", Sign.NONE), ("↑", Sign.UP), ("⇩", Sign.DOWN),
        ("na", None), ("n/a", None), ("TBD", None), ("1,234", None), ("1234", None), ("10:17", None), ("63.2%", None),
        (True, None), (0, Decimal(0)), (1204, Decimal(1204)), (0.1 + 0.2, Decimal("0.3")), (None, None),
    ],
)  # fmt: skip
def test_only_numbers_and_the_reports_signs_are_figures(typed, figure):
    assert read_with(typed).figure == figure


def test_what_is_no_figure_keeps_its_text():
    entered = read_with(" 1,234\u00a0")
    assert entered.raw == " 1,234\u00a0"
    assert not entered.empty


def test_error_cells_and_formulas_without_result_are_kept():
    row = ROW["dox-lots-cleaned"]
    book = with_cells(
        as_book(BLANK, "f.xlsx"), "Submission", Cell(row, 10, CellError.DIV0), Cell(row + 1, 10, None, "A1*2")
    )
    submission = submission_form.read(book, CHAPTER, MMR)
    assert submission.entries[0].actual.text == "#DIV/0!"
    assert submission.entries[0].actual.figure is None
    assert submission.entries[1].actual.cell.without_result
    assert not submission.entries[1].actual.empty


def test_percent_and_clock_are_read_by_what_the_cell_shows():
    book = with_cells(as_book(BLANK, "f.xlsx"), "Submission", Cell(ROW["dox-on-time"], 10, 63.2))
    assert submission_form.read(book, CHAPTER, MMR).by_id["dox-on-time"].actual.figure == Decimal("63.2")
    assert read_with(0.632, "dox-on-time").figure == Decimal("63.2")
    assert read_with((10 * 60 + 17) / 86_400, "dox-response").figure == Decimal(617)


@pytest.mark.parametrize("name", ["submission", "Submission ", " SUBMISSION", "Submission\u200b", "Data from agency"])
def test_a_renamed_sheet_is_found(name):
    book = as_book(FILLED, "f.xlsx")
    book = replace(book, sheets=tuple(replace(s, name=name) if s.name == "Submission" else s for s in book.sheets))
    submission = submission_form.read(book, CHAPTER, MMR)
    assert submission.sheet == name
    assert figures(submission) == figures(WHOLE)
    assert submission.lost_sheets == ()


@pytest.mark.parametrize("gone", SHEETS)
def test_a_deleted_sheet_is_named_and_the_rest_read(gone):
    book = as_book(FILLED, "f.xlsx")
    book = replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet.name != gone))
    submission = submission_form.read(book, CHAPTER, MMR)
    assert submission.lost_sheets == (gone,)
    assert len(submission.entries) == (0 if gone == "Submission" else len(CHAPTER.lines))
    assert submission.stamp.agency == ("" if gone == "About" else "DOX")


def test_inserted_and_moved_columns_and_rows_do_not_matter():
    book = as_book(FILLED, "f.xlsx")
    wider = changed(book, "Submission", lambda row, column: (row + 2, column + 1 if column > 4 else column))
    wider = with_cells(wider, "Submission", Cell(HEADING_ROW + 2, 5, "Column1"))
    submission = submission_form.read(wider, CHAPTER, MMR)
    assert figures(submission) == figures(WHOLE)
    assert submission.heading_row == HEADING_ROW + 2
    assert [(str(ref), text) for ref, text in submission.strange_headings] == [("Submission!E4", "Column1")]
    swapped = changed(book, "Submission", lambda row, column: (row, {10: 16, 16: 10}.get(column, column)))
    assert figures(submission_form.read(swapped, CHAPTER, MMR)) == figures(WHOLE)


@pytest.mark.parametrize("heading", ["fy26 ACTUAL", " FY26\u00a0actual ", "FY26  actual"])
def test_a_headings_case_and_blanks_do_not_matter(heading):
    assert figures(read(with_values(FILLED, "Submission", {"J2": heading}))) == figures(WHOLE)


def test_a_renamed_heading_is_named_and_the_rest_read():
    submission = read(with_values(FILLED, "Submission", {"J2": "FY25quite"}))
    assert [column.key for column in submission.lost_columns] == [Ask.ACTUAL]
    assert [(str(ref), text) for ref, text in submission.strange_headings] == [("Submission!J2", "FY25quite")]
    entry = submission.by_id["dox-tons"]
    assert entry.get(Ask.ACTUAL) is None
    assert entry["FY25"].figure == Decimal("3153.6")
    assert entry[Ask.EXPLANATION].text == "About dox-tons."


def test_without_the_id_heading_rows_are_still_found_by_their_ids():
    submission = read(with_values(FILLED, "Submission", {"A2": None}))
    assert [column.key for column in submission.lost_columns] == [Ask.ID]
    assert submission.columns[Ask.ID] == 1
    assert figures(submission) == figures(WHOLE)


def test_unknown_repeated_and_blank_ids_stay_as_rows_without_a_line():
    submission = read(with_values(FILLED, "Submission", {"A4": "dox-lots-cleaned", "A5": "dox-nothing", "A6": None}))
    kinds = {row.row: (row.id, row.line is None) for row in submission.rows}
    assert kinds[3] == ("dox-lots-cleaned", False)
    assert kinds[4] == ("dox-lots-cleaned", True)
    assert kinds[5] == ("dox-nothing", True)
    assert kinds[6] == ("", True)
    assert [entry.row for entry in submission.entries][:2] == [3, 7]
    assert len(submission.rows) == len(CHAPTER.lines)


def test_an_inserted_blank_row_is_a_row_and_a_far_stray_is_not_a_million():
    book = changed(as_book(FILLED, "f.xlsx"), "Submission", lambda row, column: (row + (row > 5), column))
    book = with_cells(book, "Submission", Cell(1_048_576, 2, "stray"))
    submission = submission_form.read(book, CHAPTER, MMR)
    assert [row.row for row in submission.rows if not row.id] == [6, 1_048_576]
    assert len(submission.entries) == len(CHAPTER.lines)


def test_an_id_with_blanks_or_in_capitals_is_still_known():
    submission = read(with_values(FILLED, "Submission", {"A3": "dox-lots-cleaned\u00a0", "A4": "DOX-TONS"}))
    assert [entry.line.id for entry in submission.entries[:2]] == ["dox-lots-cleaned", "dox-tons"]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_reading_never_fails_on_content(data):
    anything = st.one_of(
        st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12),
        st.sampled_from(list(CellError)),
    )  # fmt: skip
    book = as_book(FILLED, "f.xlsx")
    for name in ("Submission", "Restatements", "About", "Welcome"):
        for _ in range(data.draw(st.integers(0, 5))):
            row, column = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 20))
            formula = data.draw(st.sampled_from([None, "A1"]))
            book = with_cells(
                book,
                name,
                Cell(
                    row, column, data.draw(anything), formula, data.draw(st.sampled_from(["General", "0%", "[h]:mm"]))
                ),
            )
    submission = submission_form.read(book, CHAPTER, MMR)
    assert len(submission.entries) <= len(CHAPTER.lines)
    assert len(submission.entries) == len({entry.line.id for entry in submission.entries})


def test_a_book_of_something_else_is_read_as_nothing():
    book = Book("other.xlsx", (Sheet("Sheet1", Cells({(1, 1): Cell(1, 1, "Hello")})),))
    submission = submission_form.read(book, CHAPTER, MMR)
    assert submission.entries == submission.rows == ()
    assert submission.lost_sheets == SHEETS
    assert submission_form.stamp_of(book).form == ""


def test_the_stamp():
    stamp = submission_form.stamp_of(as_book(BLANK, "f.xlsx"))
    assert (stamp.form, stamp.agency, stamp.report, stamp.fiscal_year) == ("pmr-submission", "DOX", "MMR", "FY26")
    assert (stamp.schema_hash, stamp.due, stamp.submission_version) == ("0123abcd", "2026-09-17", "2")
    assert str(stamp.where["agency"]) == "About!B9"
    assert Edition.parse(f"{stamp.report}-{stamp.fiscal_year}") == MMR


def test_the_stamp_is_read_by_label_without_names_and_by_name_without_labels():
    book = as_book(BLANK, "f.xlsx")
    whole = submission_form.stamp_of(book)
    assert submission_form.stamp_of(replace(book, names={})) == whole
    bare = changed(book, "About", lambda row, column: None if column == 1 else (row, column))
    assert submission_form.stamp_of(bare) == whole
    assert submission_form.stamp_of(replace(bare, names={})).agency == ""


def test_restatements_with_published_new_reason_and_explanation():
    paper = submission_form.restate(
        BLANK,
        [
            {"id": "dox-on-time", "year": "FY24", "new": 0.991, "reason": "Late data", "explanation": "Two more."},
            {"id": "dox-response", "year": "fy22", "new": (10 * 60 + 20) / 86_400},
            {"id": "nobody", "new": "12"},
        ],
    )
    paper = with_values(paper, "Restatements", {"D7": Formula("x", "99.2%"), "D8": Formula("x", "10:17")})
    book = with_cells(as_book(paper, "f.xlsx"), "Restatements", Cell(7, 5, 0.991, None, "0.0%"))
    first, second, third = submission_form.read(book, CHAPTER, MMR).restatements
    assert (first.line.id, first.period, first.published, first.new) == (
        "dox-on-time", Period(2024), Decimal("99.2"), Decimal("99.1"),
    )  # fmt: skip
    assert (first.reason, first.explanation) == ("Late data", "Two more.")
    assert str(first.entered["new"].where) == "Restatements!E7"
    assert (second.period, second.published, second.new) == (Period(2022), Decimal(617), Decimal(620))
    assert (third.line, third.period, third.new) == (None, None, None)
    assert third.entered["new"].text == "12"


def test_certification_survives_a_lost_label():
    paper = submission_form.certify(BLANK, name="A. Person", title="Commissioner", date=46_000)
    whole = read(paper).certification
    assert [(key, entered.text) for key, entered in whole.items()] == [
        ("name", "A. Person"), ("title", "Commissioner"), ("date", "46000"),
    ]  # fmt: skip
    label = whole["name"].where._replace(column=1).address
    again = read(with_values(paper, "Welcome", {label: "Signed"})).certification
    assert again["name"].text == "A. Person"
    assert all(entered.empty for entered in read(BLANK).certification.values())


def test_a_chapter_that_has_gained_an_indicator_reads_the_older_form():
    shorter = Chapter("DOX", CHAPTER.name, CHAPTER.services, ())
    older = submission_form.lay(shorter, MMR, PAST, SETTINGS, schema_hash="old")
    assert len(read(older).entries) == len(shorter.lines)
