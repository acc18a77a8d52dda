"""A form split among program units and put together again: nothing is lost, what differs is chosen and kept."""

from __future__ import annotations

import re
import shutil

import openpyxl
import pytest
from office import Office, listed, typed

from pmr_xl.books.reading.reader import read_book

LOTS, NEEDLES = "dsny-lots-cleaned-citywide", "dsny-needles-removed"


def parts_of(form):
    found = (form.parent / f"{form.stem}_parts").glob("*_part*.xlsx")
    return sorted(found, key=lambda path: int(re.search(r"_part(\d+)of", path.name)[1]))


@pytest.fixture(scope="module")
def split_before(tmp_path_factory, made):
    """An office where an empty form and the demonstration's submission were split, each by its services."""
    office = Office(tmp_path_factory.mktemp("split"), made)
    for form in (office.blank(), office.submitted()):
        office.ask("split", form, "--by", "service")
    return office


@pytest.fixture
def blank_in_parts(office, split_before):
    """An empty form of one's own, with its parts by service beside it."""
    shutil.copytree(split_before.work, office.work, dirs_exist_ok=True)
    return next(office.work.glob("PMR_*.xlsx"))


@pytest.fixture
def submission_in_parts(office, split_before):
    """A submission of one's own, with its parts by service beside it."""
    shutil.copytree(split_before.folder / "inbox", office.folder / "inbox", dirs_exist_ok=True)
    return next((office.folder / "inbox").glob("PMR_*.xlsx"))


def at(office, form, name, key="actual"):
    """The cell of an indicator's row in a form: its sheet and address."""
    where = office.read(form).by_id[name][key].where
    return where.sheet, where.address


def holding(office, parts, name):
    return next(part for part in parts if name in office.read(part).by_id)


def gathered(form):
    return form.with_name(f"{form.stem}_gathered.xlsx")


def test_parts_hold_each_row_once_say_what_the_form_says_and_are_checked_by_themselves(office):
    form = office.submitted()
    whole = office.read(form)
    told = office.ask("split", form, "--by", "goal")
    parts = parts_of(form)
    ids = [name for part in parts for name in office.read(part).by_id]
    assert sorted(ids) == sorted(whole.by_id)
    assert len(set(ids)) == len(ids)
    assert f"✓ {len(parts)} parts in" in told
    for part in parts:
        mine = office.read(part)
        assert mine.stamp.part.startswith(f"{parts.index(part) + 1} of {len(parts)}: ")
        for entry in mine.entries:
            there = whole.by_id[entry.line.id]
            assert {key: entry[key].as_printed for key in there.entered if key not in ("status", "hint")} == {
                key: there[key].as_printed for key in there.entered if key not in ("status", "hint")
            }
        office.ask("validate", part, "--no-copy", leaves=0)
        assert "is part" in office.ask("accept", part, leaves=2)
        assert "is part" in office.ask("review", part, leaves=2)
    assert office.ask("gather", *parts).count("nothing left to choose") == 1
    assert office.figures(gathered(form)) == office.figures(form)


def test_a_lost_row_of_a_part_is_missed_there(office, submission_in_parts):
    form = submission_in_parts
    part = parts_of(form)[0]
    book = openpyxl.load_workbook(part)
    book["Submission"].delete_rows(office.read(part).entries[3].row)
    book.save(part)
    told = office.ask("validate", part, "--no-copy", "--json", "-", leaves=2)
    assert '"rule": "STR-' in told


def test_what_units_fill_comes_back_and_missing_parts_are_named(office, blank_in_parts):
    form = blank_in_parts
    parts = parts_of(form)
    mine, other = holding(office, parts, LOTS), parts[1]
    typed(mine, {at(office, mine, LOTS): 412, at(office, mine, LOTS, "explanation"): "More lots were reported."})
    name = office.read(other).entries[0].line.id
    typed(other, {at(office, other, name): 7})
    told = office.ask("gather", mine, other, "--of", form, leaves=4)
    assert f"2 of {len(parts)} back; nothing left to choose; missing: Service 3, Service 4, " in told
    there = office.figures(gathered(form))
    assert {key: float(figure) for key, figure in there.items()} == {LOTS: 412, name: 7}
    assert office.read(gathered(form)).by_id[LOTS]["explanation"].text == "More lots were reported."
    told = office.ask("gather", *parts)
    assert f"{len(parts)} of {len(parts)} back" in told
    assert office.figures(gathered(form)) == there
    assert office.figures(form) == {}, "the form that was split is as it was"


def test_two_copies_of_a_part_that_differ_are_chosen_between_and_the_choice_is_kept(office, blank_in_parts):
    form = blank_in_parts
    parts = parts_of(form)
    mine = holding(office, parts, LOTS)
    copy = mine.with_name(f"{mine.stem} (2).xlsx")
    cell = at(office, mine, LOTS)
    typed(mine, {at(office, mine, NEEDLES): 5, cell: 412}, to=copy)
    typed(mine, {at(office, mine, NEEDLES): 5, cell: 421})
    told = office.ask("gather", *parts, copy, "--of", form, leaves=4)
    assert f"{len(parts)} of {len(parts)} back; 1 cell differs, choose." in told
    assert "421   " + mine.name in told
    assert "412   " + copy.name in told
    assert office.figures(gathered(form)) == {NEEDLES: "5"}, "nobody has chosen yet"
    address = at(office, form, LOTS)[1]
    assert "chooses nothing" in office.ask("gather", *parts, copy, "--choose", f"{address}=nobody.xlsx", leaves=2)
    told = office.ask("gather", *parts, copy, "--choose", f"{address}={copy.name}", "--by", "Ana")
    assert "nothing left to choose" in told
    assert office.figures(gathered(form)) == {LOTS: "412", NEEDLES: "5"}
    told = office.ask("gather", *parts, copy)
    assert "nothing left to choose" in told, "the choice is kept"
    assert office.figures(gathered(form))[LOTS] == "412"
    page = read_book(gathered(form).with_name(f"{gathered(form).stem}_listed.xlsx")).sheets[0]
    signed = [cell.value for cell in page.cells.values()]
    assert "Ana" in signed
    office.ask("gather", *parts, copy, "--choose", f"{address}=form")
    assert office.figures(gathered(form)) == {NEEDLES: "5"}, "chosen anew: the form's own"


def test_choosing_on_the_page_does_as_well(office):
    form = office.blank()
    rows = [(one.line.id, "North" if at < 9 else "South") for at, one in enumerate(office.read(form).entries)]
    rows.append((rows[0][0], "South"))
    table = listed(office.work / "units.xlsx", rows, ("Id", "Unit"))
    told = office.ask("split", form, "--by", table)
    assert f"In several parts: {rows[0][0]}." in told
    north, south = parts_of(form)
    for part, figure in ((north, 10), (south, 20)):
        typed(part, {at(office, part, rows[0][0]): figure})
    office.ask("gather", north, south, leaves=4)
    page = gathered(form).with_name(f"{gathered(form).stem}_listed.xlsx")
    book = openpyxl.load_workbook(page)
    sheet = book.active
    heading = {cell.value: cell.column for cell in sheet[5]}
    row = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, heading["Whose"]).value == south.name)
    sheet.cell(row, heading["Take (x)"]).value, sheet.cell(row, heading["Name"]).value = "x", "Ben"
    book.save(page)
    office.ask("gather", north, south)
    assert office.figures(gathered(form)) == {rows[0][0]: "20"}


def test_a_form_that_went_on_meanwhile_is_asked_about(office, blank_in_parts):
    form = blank_in_parts
    parts = parts_of(form)
    mine = holding(office, parts, LOTS)
    typed(mine, {at(office, mine, LOTS): 412, at(office, mine, NEEDLES): 5})
    typed(form, {at(office, form, LOTS): 400})
    told = office.ask("gather", *parts, leaves=4)
    assert "1 cell differs, choose" in told
    assert "400   the form" in told
    assert office.figures(gathered(form)) == {LOTS: "400", NEEDLES: "5"}


def test_what_is_not_the_parts_own_is_told_and_not_taken(office, submission_in_parts):
    form = submission_in_parts
    whole = office.read(form)
    parts = parts_of(form)
    mine, other = holding(office, parts, LOTS), parts[1]
    last_year = at(office, mine, LOTS, "FY25")
    strange = office.read(other).entries[0].line.id
    below = (last_year[0], f"A{office.read(mine).entries[-1].row + 1}")
    typed(mine, {last_year: 999, below: strange})
    told = office.ask("gather", *parts, leaves=4)
    assert (
        f"{last_year[1]} (Lots cleaned citywide, FY25): {whole.by_id[LOTS]['FY25'].as_printed} was changed to 999"
        in told
    )
    assert f"{strange} is a row of another part; it is not taken." in told
    assert office.figures(gathered(form)) == office.figures(form)
    assert office.read(gathered(form)).by_id[LOTS]["FY25"].as_printed == whole.by_id[LOTS]["FY25"].as_printed


def test_restatements_go_into_the_parts_and_come_back(office):
    form = office.submitted()
    sheet = read_book(form).sheet("Restatements")
    heading = {cell.value: cell.column for row in sheet.cells.rows.values() for cell in row.values()}
    row = next(r for r, cells in sheet.cells.rows.items() if any(c.value == "Indicator id" for c in cells.values())) + 1
    address = openpyxl.utils.get_column_letter

    def restated(path, row, name, figure):
        said = {"Indicator id": name, "Year": "FY25", "New": figure, "Reason code": "Late data"}
        typed(path, {("Restatements", f"{address(heading[key])}{row}"): text for key, text in said.items()})

    restated(form, row, LOTS, 230)
    office.ask("split", form, "--by", "service")
    parts = parts_of(form)
    mine = holding(office, parts, LOTS)
    (carried,) = office.read(mine).restatements
    assert (carried.line.id, str(carried.new), carried.reason) == (LOTS, "230", "Late data")
    assert not any(office.read(part).restatements for part in parts if part != mine)
    restated(mine, row + 1, NEEDLES, 40_000)
    assert "nothing left to choose" in office.ask("gather", *parts)
    back = office.read(gathered(form)).restatements
    assert [(one.line.id, str(one.new)) for one in back] == [(LOTS, "230"), (NEEDLES, "40000")]
    restated(mine, row, LOTS, 231)
    told = office.ask("gather", *parts, leaves=4)
    assert "Restated FY25" in told
    told = office.ask("gather", *parts, "--choose", f"{LOTS}={mine.name}")
    back = office.read(gathered(form)).restatements
    assert [(one.line.id, str(one.new)) for one in back] == [(LOTS, "231"), (NEEDLES, "40000")]


@pytest.mark.parametrize(
    ("which", "says"),
    [("whole", "is no part of a form"), ("other", "or they were split otherwise"), ("alone", "is not beside them")],
)
def test_what_cannot_be_gathered_is_refused(office, blank_in_parts, which, says):
    form = blank_in_parts
    given = [form] if which == "whole" else parts_of(form)
    if which == "other":
        office.ask("split", form, "--by", "goal", "--into", office.work / "goals")
        given = [given[0], sorted((office.work / "goals").iterdir())[1]]
    if which == "alone":
        form.rename(form.with_name("gone.xlsx"))
    assert says in office.ask("gather", *given, leaves=2)


def test_a_list_that_names_strangers_is_told_and_the_rest_is_a_part_of_its_own(office):
    form = office.blank()
    table = office.work / "units.csv"
    table.write_text(f"Indicator,Bureau\nLots cleaned citywide,Lots\n{NEEDLES},\nNobody,Lots\n", encoding="utf-8")
    told = office.ask("split", form, "--by", table, leaves=4)
    assert "row 4, Nobody: no row of this form is called so" in told
    assert f"  on no list: {len(office.read(form).entries) - 1} rows" in told
    assert "is a part already" in office.ask("split", parts_of(form)[0], "--by", "goal", leaves=2)
    before = {path: path.read_bytes() for path in parts_of(form)}
    parts = parts_of(form)
    typed(parts[0], {at(office, parts[0], LOTS): 4})
    assert "is there already; nothing was written" in office.ask("split", form, "--by", table, leaves=2)
    assert parts[1].read_bytes() == before[parts[1]]


def test_what_a_unit_emptied_is_emptied_and_a_formula_without_a_result_is_told(office, submission_in_parts):
    form = submission_in_parts
    parts = parts_of(form)
    mine = holding(office, parts, LOTS)
    typed(mine, {at(office, mine, LOTS, "explanation"): None, at(office, mine, NEEDLES): "=1+1"})
    told = office.ask("gather", *parts, leaves=4)
    assert "a formula without a saved result is not taken; save it in Excel." in told
    there, before = office.read(gathered(form)), office.read(form)
    assert before.by_id[LOTS]["explanation"].text
    assert there.by_id[LOTS]["explanation"].empty
    assert there.by_id[NEEDLES].actual.as_printed == before.by_id[NEEDLES].actual.as_printed


def test_what_somebody_else_put_where_the_form_or_its_page_goes_is_left(office, blank_in_parts):
    form = blank_in_parts
    parts = parts_of(form)
    page = gathered(form).with_name(f"{gathered(form).stem}_listed.xlsx")
    page.write_bytes(form.read_bytes())
    assert "is no page of ours" in office.ask("gather", *parts, leaves=2)
    assert not gathered(form).exists(), "nothing is half-written"
    page.unlink()
    office.ask("gather", *parts)
    typed(gathered(form), {("Submission", "A1"): "somebody worked on it"})
    worked_on = gathered(form).read_bytes()
    assert "is there already; nothing was written" in office.ask("gather", *parts, leaves=2)
    assert gathered(form).read_bytes() == worked_on
