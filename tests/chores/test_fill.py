"""A form is filled from a list: what matched, what did not and why, what stood otherwise; nothing else changes."""

from __future__ import annotations

import datetime as dt
import re

import openpyxl
import pytest
from office import listed, parts_that_differ, typed

from pmr_xl.books.reading.reader import read_book

LOTS, NEEDLES, ISSUED = "dsny-lots-cleaned-citywide", "dsny-needles-removed", "dsny-vacant-lot-cleaning-requests"


def page_of(form):
    """The rows of the page beside a filled form: what is on the list → outcome and why."""
    sheet = read_book(form.with_name(f"{form.stem}_listed.xlsx")).sheets[0]
    rows = [[cell.value for cell in row.values()] for at, row in sorted(sheet.cells.rows.items()) if at > 5]
    return {row[1] if len(row) > 3 else row[0]: row for row in rows}, sheet.value("A2")


def test_the_whole_report_comes_in_by_id_and_only_the_sheet_of_figures_changes(office):
    form, sent = office.blank(), office.read(office.submitted())
    rows = [(one.line.id, (one.actual.cell.value, one.actual.cell.number_format)) for one in sent.entries]
    table = listed(office.work / "list.xlsx", rows)
    told = office.ask("fill", form, table)
    filled = form.with_name(f"{form.stem}_filled.xlsx")
    assert f"{len(rows)} filled." in told
    assert office.figures(filled) == {one.line.id: one.actual.as_printed for one in sent.entries}
    sheet = next(
        f"xl/worksheets/sheet{at}.xml" for at, one in enumerate(read_book(form).sheets, 1) if one.name == "Submission"
    )
    assert parts_that_differ(form, filled) == {sheet}
    assert office.figures(form) == {}, "the form that was named is as it was"
    before, after = office.read(form), office.read(filled)
    for was, now in zip(before.entries, after.entries, strict=True):
        others = [key for key in was.entered if key != "actual"]
        assert [was[key].cell for key in others] == [now[key].cell for key in others]


def test_by_name_times_percents_and_na_as_the_rules_take_them(office):
    entries = {one.line.id: one.indicator for one in office.read(office.blank("FDNY")).entries}
    units = {}
    for name, one in entries.items():
        units.setdefault(one.unit.value, []).append(name)
    clock, percent, number = units["minutes:seconds"][:4], units["percent"][:3], units["number"][:5]
    said = [
        (clock[0], (dt.time(0, 5, 17), "h:mm:ss"), "5:17"),
        (clock[1], "5:44", "5:44"),
        (clock[2], "0:06:09", "6:09"),
        (clock[3], 553, None),
        (percent[0], (0.632, "0.0%"), "63"),
        (percent[1], "91%", "91%"),
        (number[0], "n/a", "NA"),
        (number[1], " 1,234 ", "1,234"),
        (number[2], "about 12", None),
        (number[3], (dt.date(2026, 1, 2), "yyyy-mm-dd"), None),
        (number[4], "TBD", None),
    ]
    rows = [(entries[name].name, value) for name, value, _ in said]
    table = listed(office.work / "list.xlsx", rows, headings=("Indicator", "Actual"))
    form = office.blank("FDNY")
    told = office.ask("fill", form, table, "--to", office.work / "PMR_FDNY_MMR_FY26_v1_ours.xlsx", leaves=4)
    there = office.figures(office.work / "PMR_FDNY_MMR_FY26_v1_ours.xlsx")
    wanted = {name: shown for name, _, shown in said if shown is not None}
    assert there.keys() == wanted.keys()
    assert all(there[name].startswith(shown) for name, shown in wanted.items()), there
    assert "4 not understood" in told
    assert "type 9 minutes 13 seconds as 0:09:13" in told or "Type the time with colons" in told
    assert "stored as a date" in told
    assert "what is not available is written NA" in told


def test_what_does_not_match_and_what_stands_otherwise_is_told_and_left(office):
    form = office.submitted()
    there = office.figures(form)
    rows = [(LOTS, 999), (NEEDLES, 5), ("dsny-needle-removed", 5), ("nobody", 7), (NEEDLES, 6), (ISSUED, None)]
    table = listed(office.work / "list.xlsx", rows)
    told = office.ask("fill", form, table, leaves=4)
    filled = form.with_name(f"{form.stem}_filled.xlsx")
    assert f"999 (the form says {there[LOTS]}): stands otherwise" in told
    assert "no row of this form has the id dsny-needle-removed; is dsny-needles-removed meant?" in told
    assert "row 5 of the list names it first" in told
    assert "Nothing was put into the form, so no copy was written." in told
    assert not filled.exists()
    rows, said = page_of(filled)
    assert "2 stands otherwise" in said
    assert "1 named twice" in said
    assert "2 no such row" in said
    assert "not on the list" in said
    assert "✕ no such row" in rows["nobody"]
    told = office.ask("fill", form, table, "--over", "--to", office.work / form.name, leaves=4)
    assert office.figures(office.work / form.name)[LOTS] == "999"
    assert "2 written over" in told


def test_a_formula_of_the_agency_is_never_written_over(office):
    form = office.blank()
    where = office.read(form).by_id[LOTS].actual.where
    typed(form, {(where.sheet, where.address): "=100+200"})
    table = listed(office.work / "list.csv", [])
    table.write_text(f"id,figure\n{LOTS},300\n{NEEDLES},7\n", encoding="utf-8")
    told = office.ask("fill", form, table, "--over", leaves=4)
    assert "a formula stands there" in told
    filled = form.with_name(f"{form.stem}_filled.xlsx")
    assert openpyxl.load_workbook(filled)[where.sheet][where.address].value == "=100+200"
    assert office.figures(filled)[NEEDLES] == "7"


def test_a_list_of_another_year_is_not_taken_for_this_ones(office):
    form, table = office.blank(), office.work / "list.csv"
    table.write_text(f"id,FY25\n{LOTS},300\n", encoding="utf-8")
    told = office.ask("fill", form, table, leaves=2)
    assert "The figures of list.csv are headed “FY25”, and the form asks for FY26." in told
    assert not form.with_name(f"{form.stem}_filled.xlsx").exists()
    office.ask("fill", form, table, "--figure", "FY25", "--to", office.work / "meant.xlsx")
    assert office.figures(office.work / "meant.xlsx") == {LOTS: "300"}
    for number, heading in enumerate(("2026", "Fiscal 2026", "FY26 preliminary", "Total")):
        table.write_text(f"id,{heading}\n{LOTS},300\n", encoding="utf-8")
        office.ask("fill", form, table, "--to", office.work / f"{number}.xlsx")
        assert office.figures(office.work / f"{number}.xlsx") == {LOTS: "300"}


def test_a_month_is_headed_by_either_of_its_years(office):
    office.ask("blank", "DSNY", "--report", "cpr", "--month", "2025-11", "--due", "2025-12-10", "--into", office.work)
    form, table = office.work / "PMR_DSNY_CPR_FY26-M05_v1.xlsx", office.work / "list.csv"
    for number, (heading, leaves) in enumerate((("November 2025", 0), ("FY26 M05", 0), ("November 2024", 2))):
        table.write_text(f"id,{heading}\n{LOTS},30\n", encoding="utf-8")
        office.ask("fill", form, table, "--to", office.work / f"{number}.xlsx", leaves=leaves)
        assert (office.work / f"{number}.xlsx").exists() is (leaves == 0)


def test_sheet_headings_and_columns_are_asked_for_where_they_are_not_found(office):
    form = office.blank()
    book = openpyxl.Workbook()
    for name in ("June", "May"):
        sheet = book.create_sheet(name)
        for row in ((), ("KPI", "This", "That"), (LOTS, 12, 13)):
            sheet.append(row)
    book.save(office.work / "list.xlsx")
    table = office.work / "list.xlsx"
    assert "Give the columns their headings" in office.ask("fill", form, table, leaves=2)
    told = office.ask("fill", form, table, "--indicator", "KPI", leaves=2)
    assert "Say which with --sheet" in told
    told = office.ask("fill", form, table, "--indicator", "KPI", "--sheet", "May", leaves=2)
    assert "--figure HEADING" in told
    told = office.ask("fill", form, table, "--indicator", "KPI", "--sheet", "May", "--figure", "Those", leaves=2)
    assert "has no column “Those”" in told
    office.ask("fill", form, table, "--indicator", "KPI", "--sheet", "May", "--figure", "That")
    assert office.figures(form.with_name(f"{form.stem}_filled.xlsx")) == {LOTS: "13"}
    to = office.work / "PMR_DSNY_MMR_FY26_v1_b.xlsx"
    office.ask(
        "fill",
        form,
        table,
        "--headings-row",
        2,
        "--sheet",
        "June",
        "--indicator",
        "KPI",
        "--figure",
        "This",
        "--to",
        to,
    )
    assert office.figures(to) == {LOTS: "12"}


@pytest.mark.parametrize("to", ["there.xlsx", "form", "other.xlsm"])
def test_no_file_of_anybody_is_written_over(office, to):
    form = office.blank()
    table = office.work / "list.csv"
    table.write_text(f"Indicator id,Actual\n{LOTS},300\n", encoding="utf-8")
    (office.work / "there.xlsx").write_bytes(b"somebody's")
    target = form if to == "form" else office.work / to
    before = form.read_bytes()
    office.ask("fill", form, table, "--to", target, leaves=2)
    assert form.read_bytes() == before
    assert (office.work / "there.xlsx").read_bytes() == b"somebody's"
    assert not list(office.work.glob("*_listed.xlsx")), "nothing is half-written"


def test_reasons_explanations_and_targets_come_in_beside_the_figures(office):
    form = office.blank()
    rows = [(LOTS, "NA", "Lagged", "The state publishes it in December 2026.", 410)]
    table = listed(office.work / "l.xlsx", rows, ("Id", "FY26 actual", "Reason if NA", "Explanation", "Target FY27"))
    office.ask("fill", form, table, "--over")  # next year's target is laid as this year's
    entry = office.read(form.with_name(f"{form.stem}_filled.xlsx")).by_id[LOTS]
    assert entry["actual"].text == "NA"
    assert entry["reason"].text == "Lagged"
    assert entry["explanation"].text == "The state publishes it in December 2026."
    assert entry["next_target"].as_printed == "410"


def test_a_month_and_its_year_to_date_come_in_and_what_no_month_asks_is_told_apart(office):
    schema = office.folder / "schemas" / "indicators" / "dsny.yaml"
    text = schema.read_text(encoding="utf-8")
    yearly = re.sub(rf"^( *)- id: {NEEDLES}$", r"\g<0>\n\g<1>  frequency: annual", text, count=1, flags=re.MULTILINE)
    assert yearly != text
    schema.write_text(yearly, encoding="utf-8")
    month = ("--report", "cpr", "--month", "2025-11", "--due", "2025-12-10")
    office.ask("blank", "DSNY", *month, "--into", office.work)
    form = office.work / "PMR_DSNY_CPR_FY26-M05_v1.xlsx"
    assert NEEDLES not in office.read(form).by_id
    table = office.work / "list.csv"
    table.write_text(f"id,this month,Year to date\n{LOTS},22,108\n{NEEDLES},5,6\n", encoding="utf-8")
    told = office.ask("fill", form, table)
    assert "2 filled · 1 asked elsewhere" in told
    entry = office.read(form.with_name(f"{form.stem}_filled.xlsx")).by_id[LOTS]
    assert (entry["actual"].as_printed, entry["to_date"].as_printed) == ("22", "108")
