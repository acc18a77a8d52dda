"""Buttons pressed in a real spreadsheet: an agency types, an analyst presses, marks and links are there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from findings_columns import number

from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.excel import buttons
from pmr_xl.excel.ribbon import journal
from pmr_xl.forms.review_copy.findings_sheet import NAME
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.fiscal import Edition, Report

pytestmark = pytest.mark.libreoffice
EDITION = Edition(Report.MMR, 2026)
ACTUAL, LAST_YEAR, STATUS, FIRST, HEADINGS = 10, 9, 11, 3, 2
FOUND = 6  # row of the headings of the findings sheet


@pytest.fixture(scope="module")
def blank_form(tmp_path_factory) -> Path:
    return blank(Desk(), ["DSNY"], EDITION, tmp_path_factory.mktemp("blank"), due=EDITION.due)[0]


@pytest.fixture
def form(blank_form, tmp_path) -> Path:
    path = tmp_path / "desk" / blank_form.name
    path.parent.mkdir()
    path.write_bytes(blank_form.read_bytes())
    return path


def fill(book) -> dict[str, int]:
    """Type last year's figure into every row, as an agency in a hurry would; rows by what is wrong in them."""
    page = book.sheets["Submission"]
    last = page.used_range.last_cell.row
    columns = page.range((FIRST, 1), (last, LAST_YEAR)).value
    rows = [row for row, cells in enumerate(columns, FIRST) if cells[0]]
    years = {row: columns[row - FIRST][-1] for row in rows}
    page.range((FIRST, ACTUAL)).value = [[year if isinstance(year, float) else "NA"] for year in years.values()]
    whole = [row for row, year in years.items() if isinstance(year, float)]
    slips = {"text": whole[0], "empty": whole[1]}
    page.range((slips["text"], ACTUAL)).value = " 1,234 "
    page.range((slips["empty"], ACTUAL)).clear_contents()
    return slips


def alerts(spreadsheet) -> list[str]:
    return spreadsheet.impl.alerts


def test_from_a_filled_form_to_marks_links_and_undo(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    page = book.sheets["Submission"]
    spreadsheet.calculate()
    assert page.range((slips["empty"], STATUS)).value == "○ To do", "the form's own formulas follow what is typed"
    assert page.range((slips["text"], STATUS)).value == "✕ Fix"
    before = hashlib.sha256(form.read_bytes()).hexdigest()

    buttons.validate_submission(book)

    assert "error" in alerts(spreadsheet)[-1]
    review = form.with_name(f"{form.stem}_review.xlsx")
    assert review.is_file()
    assert hashlib.sha256(form.read_bytes()).hexdigest() == before, "the submission on disk is not changed"
    assert spreadsheet.books.active.name == review.name
    found = review_rows(spreadsheet)
    rule, where = number("Rule") - 1, number("Where") - 1
    assert any(row[rule] == "TYP-001" and row[where] == f"Submission!J{slips['text']}" for row in found)
    assert any(row[where] == f"Submission!J{slips['empty']}" for row in found)
    marked = spreadsheet.books[review.name].sheets["Submission"].range((slips["text"], ACTUAL))
    assert marked.api.getCellByPosition(0, 0).Annotation.String, "a note on the cell"

    buttons.next_finding(spreadsheet.books.active)
    assert spreadsheet.selection.sheet.name != NAME
    assert " of " in spreadsheet.impl.statuses[-1], "what was found there stays to be read"

    buttons.undo_last_action(book)
    assert alerts(spreadsheet)[-1].startswith("Undone: Validate submission")
    assert not review.exists()
    assert review.name not in [each.name for each in spreadsheet.books]


def review_rows(spreadsheet) -> list[list[object]]:
    page = spreadsheet.books.active.sheets[NAME]
    return page.range((FOUND + 1, 1), page.used_range.last_cell).options(ndim=2).value


def as_one_reads(spreadsheet) -> list[tuple[str, str]]:
    """Where findings are, sheet by sheet and row by row: sheet and first cell."""
    order = [page.name for page in spreadsheet.books.active.sheets]
    found = {str(place) for row in review_rows(spreadsheet) if (place := row[number("Where") - 1])}
    places = [(place.rpartition("!")[0] or place, place.rpartition("!")[2].partition(":")[0]) for place in found]
    return sorted(set(places), key=lambda one: (order.index(one[0]), *from_a1(one[1])))


def stands(spreadsheet) -> tuple[str, str]:
    chosen = spreadsheet.selection
    return chosen.sheet.name, chosen[0, 0].get_address(False, False)


def test_every_finding_is_visited_once_and_then_from_the_start(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.validate_submission(book)
    places = as_one_reads(spreadsheet)
    seen = []
    for _ in range(len(places) + 1):
        buttons.next_finding(book)
        seen.append(stands(spreadsheet))
    first = places.index(seen[0])  # the one after the cell at which the review copy opened
    assert seen == [*places[first:], *places[:first], places[first]]
    buttons.previous_finding(book)
    assert stands(spreadsheet) == places[first - 1]


def test_next_and_previous_go_on_from_where_the_person_stands(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.validate_submission(book)
    review = spreadsheet.books.active
    page = review.sheets["Submission"]
    places = [cell for sheet, cell in as_one_reads(spreadsheet) if sheet == "Submission"]
    middle = len(places) // 2
    assert len(places) >= 3
    row, column = from_a1(places[middle])
    page.activate()
    page.range((row, column)).select()
    page.range((row, column + 1)).select()  # to look at the target beside the figure
    buttons.next_finding(review)
    assert stands(spreadsheet) == ("Submission", places[middle + 1])
    said = str(spreadsheet.impl.statuses[-1])
    errors = sum(str(found[number("Severity") - 1]).startswith("✕") for found in review_rows(spreadsheet))
    assert said.startswith(f"{as_one_reads(spreadsheet).index(('Submission', places[middle + 1])) + 1} of ")
    assert f" · {errors} errors left · " in said
    page.range((row, column + 5)).select()  # to type the explanation
    buttons.previous_finding(review)
    assert stands(spreadsheet) == ("Submission", places[middle])

    hidden = from_a1(places[middle + 1])[0]
    page.api.Rows.getByIndex(hidden - 1).IsVisible = False
    buttons.next_finding(review)
    assert stands(spreadsheet) == ("Submission", places[middle + 1])
    assert " · its row is hidden · " in str(spreadsheet.impl.statuses[-1])


def test_answers_in_the_review_copy_survive_the_next_validation(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.validate_submission(book)
    page = spreadsheet.books.active.sheets[NAME]
    page.range((FOUND + 1, number("Your answer"))).value = "Counted by hand after the storm; 40 routes were missing."
    page.range((FOUND + 1, number("State"))).value = "✎ Explained"
    buttons.validate_submission(book)
    again = spreadsheet.books.active.sheets[NAME]
    assert (
        again.range((FOUND + 1, number("Your answer"))).value
        == "Counted by hand after the storm; 40 routes were missing."
    )
    assert len(journal.actions()) == 2


def test_repairs_are_shown_made_in_a_copy_and_undone(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    copy = form.with_name(f"{form.stem}_repaired.xlsx")
    spreadsheet.impl.answer = "cancel"
    buttons.repair(book)
    assert f"Submission!J{slips['text']}: ·1,234· becomes 1234" in alerts(spreadsheet)[-1]
    assert not copy.exists(), "nothing is repaired before it is agreed to"
    spreadsheet.impl.answer = "ok"
    buttons.repair(book)
    repaired = spreadsheet.books.active
    assert repaired.name == copy.name
    assert repaired.sheets["Submission"].range((slips["text"], ACTUAL)).value == 1234
    assert "repaired in" in alerts(spreadsheet)[-1]
    assert book.sheets["Submission"].range((slips["text"], ACTUAL)).value == " 1,234 "
    buttons.undo_last_action(book)
    assert not copy.exists()
    assert copy.name not in [each.name for each in spreadsheet.books]


def test_the_variance_review_and_the_tables_open_beside(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.variance_review(book)
    assert spreadsheet.books.active.name == f"{form.stem}_variances.xlsx"
    buttons.assemble_tables(book)
    assert spreadsheet.books.active.name == "PMR_DSNY_MMR_FY26_tables.xlsx"
    told = json.loads(form.with_name("PMR_DSNY_MMR_FY26_tables_manifest.json").read_text(encoding="utf-8"))
    tables = form.with_name("PMR_DSNY_MMR_FY26_tables.xlsx")
    assert told["outputs"] == {tables.name: hashlib.sha256(tables.read_bytes()).hexdigest()}
    assert not form.with_name("manifest.json").exists(), "a frozen edition's own is left alone"
    assert [action.name for action in journal.actions()] == ["Variance review", "Assemble tables"]


def test_a_variance_review_made_again_keeps_what_was_decided_on_it(spreadsheet, form):
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.forms.variance_sheet.decisions.reader import read_decisions

    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.variance_review(book)
    page = spreadsheet.books.active.sheets["Review"]
    headings = page.range((6, 1), (6, 30)).value
    page.range((7, headings.index("Decision") + 1)).value = "Hold"
    buttons.variance_review(book)
    (decision,) = read_decisions(read_book(form.with_name(f"{form.stem}_variances.xlsx")))
    assert decision.decision == "Hold"


def test_help_on_a_marked_cell_is_its_rule(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    buttons.validate_submission(book)
    review = spreadsheet.books.active
    review.sheets["Submission"].range((slips["text"], ACTUAL)).select()
    buttons.show_help(review)
    assert alerts(spreadsheet)[-1].startswith("TYP-001")
    buttons.settings(review)
    assert "Office folder" in alerts(spreadsheet)[-1]


def test_a_book_that_is_no_form_gets_one_sentence(spreadsheet, tmp_path):
    import openpyxl

    path = tmp_path / "lunch.xlsx"
    openpyxl.Workbook().save(path)
    book = spreadsheet.books.open(str(path))
    buttons.next_finding(book)
    assert alerts(spreadsheet)[-1] == "lunch.xlsx has no findings yet. Press Validate submission first."
    buttons.assemble_tables(book)
    assert alerts(spreadsheet)[-1].startswith("lunch.xlsx names no agency and report.")
    buttons.undo_last_action(book)
    assert alerts(spreadsheet)[-1] == "There is no PMR action to undo."
    assert "Traceback" not in "".join(alerts(spreadsheet))


def test_the_last_version_is_compared_cell_by_cell(spreadsheet, form):
    older = spreadsheet.books.open(str(form))
    fill(older)
    older.save()
    second = form.with_name(form.name.replace("_v1", "_v2"))
    second.write_bytes(form.read_bytes())
    book = spreadsheet.books.open(str(second))
    cell = book.sheets["Submission"].range((FIRST + 2, ACTUAL))
    before = cell.value
    cell.value = before * 2
    buttons.compare_with_last_version(book)
    assert alerts(spreadsheet)[-1].startswith(f"1 cell differs from {form.name}.")
    assert spreadsheet.books.active.name == f"{second.stem}_changes.xlsx"


def test_without_an_earlier_version_one_sentence_says_so(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    buttons.compare_with_last_version(book)
    assert alerts(spreadsheet)[-1].startswith(f"No earlier version of {form.name}")


def test_the_desk_lists_the_inbox_and_its_buttons_work_on_the_chosen_row(spreadsheet, form, tmp_path, monkeypatch):
    from pmr_xl.build.desk_layout import BOARD_FIRST_ROW, FILE, FIRST_ROW, STATE
    from pmr_xl.build.workbooks import FOLDER
    from pmr_xl.office import init_office

    office = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(office))
    inbox = office / "inbox"
    (inbox / form.name).write_bytes(form.read_bytes())
    (inbox / "PMR_DOT_MMR_FY26_v1.xlsx").write_bytes(b"not a workbook")
    desk_path = tmp_path / "PMR_Desk.xlsm"
    desk_path.write_bytes((FOLDER / "PMR_Desk.xlsm").read_bytes())
    desk = spreadsheet.books.open(str(desk_path))
    page = desk.sheets["Desk"]

    buttons.refresh_desk(desk)
    states = page.range((FIRST_ROW, STATE), (FIRST_ROW + 2, STATE)).value
    assert states == ["? cannot be read", "✕ errors to correct", None]
    assert page.range((FIRST_ROW + 1, FILE)).value == form.name
    board = desk.sheets["Board"].range((BOARD_FIRST_ROW, 1), (BOARD_FIRST_ROW + 45, 5)).value
    assert [(row[1], row[2]) for row in board if row[0] == "DSNY"] == [("✕ errors to correct", 1)]
    assert sum(row[1] == "○ not received" for row in board) == 44, "what cannot be read stands for no agency"

    with monkeypatch.context() as keys:
        pressed = iter([False, True])
        keys.setattr("pmr_xl.books.live_dialogs.escape_pressed", lambda: next(pressed))
        buttons.refresh_desk(desk)
    assert alerts(spreadsheet)[-1].startswith("Stopped at Esc: 0 of 2 submissions are checked, 2 are left.")
    states = page.range((FIRST_ROW, STATE), (FIRST_ROW + 2, STATE)).value
    assert states == ["○ Not checked", "○ Not checked", None]
    buttons.refresh_desk(desk)

    page.range((FIRST_ROW + 5, 1)).select()
    buttons.validate_submission(desk)
    assert alerts(spreadsheet)[-1].startswith("No submission is chosen.")
    page.range((FIRST_ROW + 1, 2)).select()
    buttons.validate_submission(desk)
    assert (inbox / f"{form.stem}_review.xlsx").is_file()
    desk.activate()
    buttons.refresh_desk(desk)
    assert page.range((FIRST_ROW + 1, FILE + 6)).value == f"{form.stem}_review.xlsx"


def test_several_submissions_chosen_on_the_desk_are_validated_until_esc(spreadsheet, form, tmp_path, monkeypatch):
    from pmr_xl.build.desk_layout import FILE, FIRST_ROW, STATE
    from pmr_xl.build.workbooks import FOLDER
    from pmr_xl.office import init_office

    office = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(office))
    inbox = office / "inbox"
    for version in (1, 2, 3):
        (inbox / f"PMR_DSNY_MMR_FY26_v{version}.xlsx").write_bytes(form.read_bytes())
    (inbox / "torn.xlsx").write_bytes(form.read_bytes()[:5000])
    desk_path = tmp_path / "PMR_Desk.xlsm"
    desk_path.write_bytes((FOLDER / "PMR_Desk.xlsm").read_bytes())
    desk = spreadsheet.books.open(str(desk_path))
    page = desk.sheets["Desk"]

    def esc_before(number):
        answers = iter([False, *[False] * (number - 1), True])
        return lambda: next(answers)

    def reviews():
        return sorted(path.name for path in inbox.glob("*_review.xlsx"))

    with monkeypatch.context() as keys:
        keys.setattr("pmr_xl.books.live_dialogs.escape_pressed", esc_before(3))
        buttons.refresh_desk(desk)
    assert alerts(spreadsheet)[-1].startswith("Stopped at Esc: 2 of 4 submissions are checked, 2 are left.")
    states = page.range((FIRST_ROW, STATE), (FIRST_ROW + 3, STATE)).value
    assert states == ["✕ errors to correct", "✕ errors to correct", "○ Not checked", "○ Not checked"]

    buttons.refresh_desk(desk)
    assert page.range((FIRST_ROW, FILE)).value == "torn.xlsx"
    page.range((FIRST_ROW, 1), (FIRST_ROW + 3, 4)).select()
    with monkeypatch.context() as keys:
        keys.setattr("pmr_xl.books.live_dialogs.escape_pressed", esc_before(4))
        buttons.validate_submission(desk)
    said = alerts(spreadsheet)[-1]
    assert said.startswith("3 of 4 submissions are validated: cannot be read 1, errors to correct 2. ")
    assert said.endswith("Stopped at Esc. Left: PMR_DSNY_MMR_FY26_v3.xlsx.")
    assert reviews() == ["PMR_DSNY_MMR_FY26_v1_review.xlsx", "PMR_DSNY_MMR_FY26_v2_review.xlsx"]

    buttons.validate_submission(desk)
    assert alerts(spreadsheet)[-1].startswith(
        "4 of 4 submissions are validated: cannot be read 1, errors to correct 3. "
    )
    assert len(reviews()) == 3
    buttons.undo_last_action(desk)
    assert len(reviews()) == 2, "all that one press made is one action"

    (inbox / "PMR_DSNY_MMR_FY26_v2.xlsx").unlink()
    page.activate()
    page.range((FIRST_ROW, 1), (FIRST_ROW + 3, 4)).select()
    buttons.validate_submission(desk)
    said = alerts(spreadsheet)[-1]
    assert said.startswith("3 of 4 submissions are validated: cannot be read 1, errors to correct 2. ")
    assert "PMR_DSNY_MMR_FY26_v2.xlsx is no longer there. Press Refresh list." in said, "the others are validated"


def test_a_folder_is_validated_whole_without_a_workbook_in_front(spreadsheet, form, tmp_path, monkeypatch):
    from types import SimpleNamespace

    from pmr_xl.books.live import Front
    from pmr_xl.office import init_office

    office = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(office))
    inbox = office / "inbox"
    for name in ("PMR_DSNY_MMR_FY26_v1.xlsx", "PMR_DSNY_MMR_FY26_v2.xlsx", "~$PMR_DSNY_MMR_FY26_v2.xlsx"):
        (inbox / name).write_bytes(form.read_bytes())
    (inbox / "torn.xlsx").write_bytes(form.read_bytes()[:5000])
    buttons.validate_folder(Front(spreadsheet, None))
    assert alerts(spreadsheet)[-1].startswith(
        "3 of 3 submissions are validated: cannot be read 1, errors to correct 2."
    )
    assert any("1 of 3 · PMR_DSNY_MMR_FY26_v1.xlsx · Esc stops" in str(said) for said in spreadsheet.impl.statuses)
    made = sorted(path.name for path in inbox.glob("*_review.xlsx"))
    assert made == ["PMR_DSNY_MMR_FY26_v1_review.xlsx", "PMR_DSNY_MMR_FY26_v2_review.xlsx"]

    (tmp_path / "empty").mkdir()
    asked = SimpleNamespace(InitialFileName="", Show=lambda: -1, SelectedItems=lambda _: str(tmp_path / "empty"))
    said: list[str] = []
    app = SimpleNamespace(api=SimpleNamespace(FileDialog=lambda _: asked), alert=lambda text, **_: said.append(text))
    app.status_bar, app.books = False, []
    buttons.validate_folder(Front(app, None))
    assert said[-1] == f"No submissions are in {tmp_path / 'empty'}. Choose the folder they are in."
    assert asked.InitialFileName.startswith(str(inbox))
    asked.Show = lambda: 0
    buttons.validate_folder(Front(app, None))
    assert len(said) == 1, "whoever cancels is told nothing"


def typed(spreadsheet, words):
    """What a person types where asked for a line."""
    spreadsheet.impl.typed = words


WHY = "Two precincts reported 14 days late, because their systems were replaced."


def asked_row(spreadsheet) -> int:
    """A row of the findings sheet with a query."""
    signs = [str(cells[number("Severity") - 1]) for cells in review_rows(spreadsheet)]
    return FOUND + 1 + next(at for at, sign in enumerate(signs) if sign.startswith("▲ Query"))


def told_in(page, row):
    """Answer, state and name of a row."""
    return tuple(page.range((row, number(name))).value for name in ("Your answer", "State", "Name"))


def test_explaining_in_a_review_copy_writes_the_findings_sheet_alone_and_is_undone(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    fill(book)
    buttons.validate_submission(book)
    review = spreadsheet.books.active
    page = review.sheets[NAME]
    row = asked_row(spreadsheet)
    before = {sheet.name: sheet.used_range.value for sheet in review.sheets if sheet.name[:3] != "PMR"}
    page.activate()
    page.range((row, 4)).select()
    typed(spreadsheet, "OK")
    buttons.explain_here(review)
    assert "draft" in alerts(spreadsheet)[-1]
    assert told_in(page, row)[:2] == ("OK", "○ Open")
    typed(spreadsheet, WHY)
    buttons.explain_here(review)
    assert "explained on “PMR findings”" in str(spreadsheet.impl.statuses[-1])
    words, state, name = told_in(page, row)
    assert (words, state) == (WHY, "✎ Explained")
    assert name
    assert {sheet.name: sheet.used_range.value for sheet in review.sheets if sheet.name[:3] != "PMR"} == before
    typed(spreadsheet, False)
    buttons.explain_here(review)
    assert told_in(page, row)[:2] == (WHY, "✎ Explained"), "whoever cancels changes nothing"
    buttons.undo_last_action(review)
    assert told_in(page, row)[:2] == ("OK", "○ Open")
    buttons.undo_last_action(review)
    assert told_in(page, row) == (None, "○ Open", None)


def test_on_a_marked_cell_its_own_query_is_explained_and_an_error_never(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    buttons.validate_submission(book)
    review = spreadsheet.books.active
    row = asked_row(spreadsheet)
    sheet, _, cell = str(review.sheets[NAME].range((row, number("Where"))).value).rpartition("!")
    review.sheets[sheet].activate()
    review.sheets[sheet].range(cell.partition(":")[0]).select()
    typed(spreadsheet, WHY)
    buttons.explain_here(review)
    assert told_in(review.sheets[NAME], row)[:2] == (WHY, "✎ Explained")
    review.sheets["Submission"].activate()
    review.sheets["Submission"].range((slips["empty"], ACTUAL)).select()
    buttons.explain_here(review)
    assert alerts(spreadsheet)[-1].startswith("An error is corrected, and never explained.")
    review.sheets["Submission"].range((1, 1)).select()
    buttons.explain_here(review)
    assert alerts(spreadsheet)[-1].startswith("Nothing is asked in this row.")


def test_in_the_submission_the_row_s_own_explanation_is_written_and_the_row_checked_again(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    page = book.sheets["Submission"]
    page.range((slips["text"], ACTUAL)).value = (page.range((slips["text"], LAST_YEAR)).value or 1) * 3
    headings = page.range((HEADINGS, 1), (HEADINGS, 30)).value
    explanation = headings.index("Explanation") + 1
    page.activate()
    page.range((slips["text"], ACTUAL)).select()
    buttons.recheck_row(book)
    assert "▲ Query" in str(spreadsheet.impl.statuses[-1])
    on_disk = form.read_bytes()
    typed(spreadsheet, "=3 crews were hired in May, so 300% more was done.")
    buttons.explain_here(book)
    assert page.range((slips["text"], explanation)).value == "=3 crews were hired in May, so 300% more was done."
    said = str(spreadsheet.impl.statuses[-1])
    assert said.startswith(f"Submission, row {slips['text']}: ")
    assert "▲ Query" not in said
    assert form.read_bytes() == on_disk, "it is the user's to save"
    buttons.undo_last_action(book)
    assert page.range((slips["text"], explanation)).value is None
    page.range((1, 1)).select()
    buttons.explain_here(book)
    assert alerts(spreadsheet)[-1].startswith("Row 1 of Submission has no Explanation.")


def test_what_somebody_changed_since_is_not_undone(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    page = book.sheets["Submission"]
    explanation = page.range((HEADINGS, 1), (HEADINGS, 30)).value.index("Explanation") + 1
    page.activate()
    page.range((slips["text"], ACTUAL)).select()
    typed(spreadsheet, WHY)
    buttons.explain_here(book)
    page.range((slips["text"], explanation)).value = "My own words"
    buttons.undo_last_action(book)
    assert "was changed since Explain here" in alerts(spreadsheet)[-1]
    assert page.range((slips["text"], explanation)).value == "My own words"


def test_a_story_of_an_afternoon_validate_jump_mend_recheck_next_undo(spreadsheet, form):
    book = spreadsheet.books.open(str(form))
    slips = fill(book)
    buttons.validate_submission(book)
    review = spreadsheet.books.active
    page = book.sheets["Submission"]

    book.activate()
    page.activate()
    page.range((slips["text"], ACTUAL)).select()
    buttons.recheck_row(book)
    said = str(spreadsheet.impl.statuses[-1])
    assert said.startswith(f"Submission, row {slips['text']}: ")
    assert "TYP-001" in said
    page.range((slips["text"], ACTUAL)).value = page.range((slips["text"], LAST_YEAR)).value
    buttons.recheck_row(book)
    assert "TYP-001" not in str(spreadsheet.impl.statuses[-1])

    review.activate()
    listed = review.sheets[NAME]
    listed.activate()
    at = next(
        row for row, cells in enumerate(review_rows(spreadsheet), FOUND + 1) if cells[number("Rule") - 1] == "TYP-001"
    )
    listed.range((at, 1)).select()
    buttons.show_help(review)
    assert alerts(spreadsheet)[-1].startswith("TYP-001")
    buttons.recheck_row(review)
    mended = str(spreadsheet.impl.statuses[-1])
    assert mended.startswith(f"Submission, row {slips['text']}: "), "the submission beside the copy is checked"
    assert "TYP-001" not in mended
    row = asked_row(spreadsheet)
    listed.activate()
    listed.range((row, 4)).select()
    typed(spreadsheet, WHY)
    buttons.explain_here(review)
    assert told_in(listed, row)[:2] == (WHY, "✎ Explained")
    listed.range((at, 1)).select()
    buttons.next_finding(review)
    assert stands(spreadsheet) == ("Submission", f"J{slips['text']}")
    buttons.undo_last_action(review)
    assert alerts(spreadsheet)[-1].startswith("Undone: Explain here")
    assert told_in(listed, row)[:2] == (None, "○ Open")
    buttons.undo_last_action(review)
    assert alerts(spreadsheet)[-1].startswith("Undone: Validate submission")


def test_a_file_that_breaks_us_ends_no_batch_of_the_buttons(spreadsheet, form, tmp_path, monkeypatch):
    from pmr_xl.books.live import Front
    from pmr_xl.build.desk_layout import FILE, FIRST_ROW, STATE
    from pmr_xl.build.workbooks import FOLDER
    from pmr_xl.desk import state
    from pmr_xl.office import init_office

    office = init_office(tmp_path / "office")
    monkeypatch.setenv("PMR_OFFICE", str(office))
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "pmr.log"))
    names = [f"PMR_DSNY_MMR_FY26_v{number}.xlsx" for number in (1, 2, 3)]
    for name in names:
        (office / "inbox" / name).write_bytes(form.read_bytes())
    stands = state.submission_standing

    def breaks(at, result):
        if result.path.name == names[1]:
            raise ZeroDivisionError("the second one")
        return stands(at, result)

    monkeypatch.setattr(state, "submission_standing", breaks)
    buttons.validate_folder(Front(spreadsheet, None))
    said = alerts(spreadsheet)[-1]
    assert said.startswith("2 of 3 submissions are validated: errors to correct 2. ")
    assert f"{names[1]}: something went wrong in pmr_xl itself, and nothing was done with this file." in said
    assert "the second one" in (tmp_path / "pmr.log").read_text(encoding="utf-8")
    assert len(list((office / "inbox").glob("*_review.xlsx"))) == 2

    desk_path = tmp_path / "PMR_Desk.xlsm"
    desk_path.write_bytes((FOLDER / "PMR_Desk.xlsm").read_bytes())
    desk = spreadsheet.books.open(str(desk_path))
    buttons.refresh_desk(desk)
    page = desk.sheets["Desk"]
    states = page.range((FIRST_ROW, STATE), (FIRST_ROW + 2, STATE)).value
    assert states[:2] == ["✕ errors to correct"] * 2
    assert states[2].startswith("? Something went wrong in pmr_xl itself; what happened is in ")
    assert page.range((FIRST_ROW + 2, FILE)).value == names[1]
