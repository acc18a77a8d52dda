"""Stories of tables that are imported: a table of a rule's page becomes a file, is read, and is judged.

The first heading says what the table holds; each row below is a row of the file::

    | Indicators  | indicator | parent | FY22 | FY23 |           as in a published table; what is not said is usual
    | Resources   | resource  | FY25 | FY26 | plan_FY26 |
    | Units       | unit_of_appropriation | FY25_expenditures | FY26_modified_budget |
    | Months      | indicator | year | 1 | 2 | 3 |               years to date, by fiscal year and month; sums
    | Breakdowns  | place | last | Figure | Explanation | called |    a form by borough; the rest is ordinary
    | Places      | indicator | place | 2020-07 | FY2021 |       by community district; a place “citywide” is the whole
"""

from __future__ import annotations

import csv
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from example import MMR

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.forms.submission_form.by_member.plan import BREAKDOWNS, FIRST_ROW, HEADING_ROW
from pmr_xl.forms.submission_form.by_member.reading import read as read_breakdowns
from pmr_xl.imports.breakdowns.judged import member_tables
from pmr_xl.imports.breakdowns.reading import read_by_member
from pmr_xl.imports.importing import import_tables
from pmr_xl.imports.judged import month_series, published_rows
from pmr_xl.imports.monthly import read_monthly
from pmr_xl.imports.published import read_table
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.breakdowns import PastByMember
from pmr_xl.model.breakdowns.entry import MembersKnown
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Period
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Goal, Service
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office import Library, built_in_office
from pmr_xl.rules import judge, rulebook
from pmr_xl.rules.engine.judge_published import judge_published

KINDS = ("Indicators", "Resources", "Units", "Months", "Places", "Breakdowns")
_ALL = {"agency": "TST", "agency_name": "Department of Tests"}
_INDICATOR = {
    "section": "", "service_no": "1", "service": "Serve.", "goal_no": "1a", "goal": "Do good.", "critical": "N",
    "equity": "N", "parent": "", "unit": "number", "target_FY26": "*", "target_FY27": "*", "desired_direction": "*",
}  # fmt: skip
_UNITS = {"report": "MMR FY2026", "applicable_goals": "All"}


def findings(tables) -> tuple[Finding, ...]:
    """What the rules say to the imported tables of a page."""
    with tempfile.TemporaryDirectory() as folder:
        found: list[Finding] = []
        for table in tables:
            laid = {"Months": _months, "Places": _places, "Breakdowns": _breakdowns}.get(table[0][0], _published)
            found += laid(Path(folder), table)
        return tuple(found)


def _published(folder: Path, table) -> list[Finding]:
    (kind, *headings), *rows = table
    usual = _ALL | {"Indicators": _INDICATOR, "Resources": {}, "Units": _UNITS}[kind]
    path = _written(folder / f"{kind.lower()}.csv", [usual | dict(zip(headings, row[1:], strict=True)) for row in rows])
    base = _written(folder / "base.csv", [_ALL | _INDICATOR | {"indicator": "Cases", "FY25": "1", "FY26": "2"}])
    read = [read_table(path), *([read_table(base)] if kind != "Indicators" else [])]
    chapters = import_tables(folder / "office", read).chapters
    return [finding for _, finding in judge_published(published_rows(read[0], chapters), OfficeSettings())]


def _months(folder: Path, table) -> list[Finding]:
    (_, *headings), *rows = table
    said = [dict(zip(headings, row[1:], strict=True)) for row in rows]
    names = dict.fromkeys(one["indicator"] for one in said)
    printed = [_ALL | _INDICATOR | {"indicator": name, "FY25": "1", "FY26": "2"} for name in names]
    office = folder / "office"
    import_tables(office, [read_table(_written(folder / "schema.csv", printed))])
    page = office / "schemas" / "indicators" / "tst.yaml"
    kept = [line for line in page.read_text("utf-8").splitlines() if "aggregation:" not in line]
    sums = [f"{line}\n            aggregation: sum" if "name: " in line and "  name" in line else line for line in kept]
    page.write_text("\n".join(sums) + "\n", "utf-8")
    lines = [
        _ALL
        | {
            "id": "",
            "indicator": one["indicator"],
            "fiscal_year": one["year"],
            "fiscal_month": month,
            "fytd_value": one[month],
        }
        for one in said
        for month in headings[2:]
    ]
    path = _written(folder / "months.csv", lines)
    series = month_series(read_monthly(Library(office), path).read, path)
    return [finding for _, finding in judge_published(series, OfficeSettings())]


def _places(folder: Path, table) -> list[Finding]:
    (_, *headings), *rows = table
    said = [dict(zip(headings, row[1:], strict=True)) for row in rows]
    names = dict.fromkeys(one["indicator"] for one in said)
    usual = _ALL | _INDICATOR
    printed = [
        usual
        | {
            "indicator": one,
            "unit": "%" if "%" in one else "number",
            "FY25": "1.5" + ("%" if "%" in one else ""),
            "FY26": "2.5",
        }
        for one in names
    ]
    office = folder / "office"
    import_tables(office, [read_table(_written(folder / "schema.csv", printed))])
    page = office / "schemas" / "indicators" / "tst.yaml"
    text = page.read_text("utf-8")
    for one in names:
        more = "\n            breakdowns: [community_district]\n            roll_up: sum\n"
        text = text.replace(f"name: {one}\n", f"name: {one}{more}")
    page.write_text(text, "utf-8")
    lines = [
        {"agency": "TST", "indicator": one["indicator"], "place": one["place"], "period": period, "value": one[period]}
        for one in said
        for period in headings[2:]
        if one[period] and one["place"] != "citywide"
    ]
    path, library = _written(folder / "places.csv", lines), Library(office)
    told = read_by_member(library, path)
    ids = {one.indicator.name: one.indicator.id for one in told.read}
    whole = {
        ids[one["indicator"]]: {Period.parse(period): Decimal(one[period]) for period in headings[2:]}
        for one in said
        if one["place"] == "citywide"
    }
    tables = member_tables(library, told, path, PastByMember(), Past(whole, {}))
    return [finding for _, finding in judge_published(tables, OfficeSettings())]


def _breakdowns(folder: Path, table) -> list[Finding]:  # noqa: ARG001 - a form needs no folder
    """A form that asks for cases by borough; a row of the page changes one borough's."""
    (_, *headings), *rows = table
    said = {row[1]: dict(zip(headings, row[1:], strict=True)) for row in rows}
    lists = {"borough": Library(built_in_office()).breakdowns.get("borough")}
    cases = Indicator("dox-cases", "Cases", breakdowns=("borough",))
    chapter = Chapter("DOX", "Department of Examples", (Service("Serve.", (Goal("Do good.", (cases,)),)),))
    last = {one.code: said.get(one.name, {}).get("last") or "100" for one in lists["borough"].members}
    past = PastByMember({"dox-cases": {"borough": {code: {MMR.last_year: Decimal(one)} for code, one in last.items()}}})
    known = MembersKnown(lists, past)
    paper = submission_form.lay(chapter, MMR, Past({}, {}), OfficeSettings(), schema_hash="0123abcd", by_member=known)
    book = as_book(paper, "PMR_DOX_MMR_FY26_v1.xlsx")
    sheet = book.sheet(BREAKDOWNS)
    at = {str(cell.value): column for (row, column), cell in sheet.cells.items() if row == HEADING_ROW}
    for row in range(FIRST_ROW, FIRST_ROW + len(lists["borough"].members)):
        name = sheet.at(row, at["Place or group"]).value
        typed = {"Figure": "101"} | said.get(name, {})
        if typed.get("called"):
            sheet.cells[row, at["Place or group"]] = Cell(row, at["Place or group"], typed["called"])
            sheet.cells.pop((row, at["Code"]))
        for heading in ("Figure", "Explanation"):
            text = typed.get(heading) or ""
            number = text.replace(".", "").replace("-", "").isdecimal()
            if text and text != "(empty)":
                sheet.cells[row, at[heading]] = Cell(row, at[heading], float(text) if number else text)
    submission = submission_form.read(book, chapter, MMR)
    submission = replace(submission, by_member=read_breakdowns(book, chapter, MMR, lists))
    codes = [code for code in rulebook() if code.startswith("PLC")]
    return list(judge(book, submission, Past({}, {}, by_member=known), OfficeSettings(), only=codes))


def _written(path: Path, rows) -> Path:
    told = [one for one in rows[0] if one not in _INDICATOR and one not in _ALL]  # what the page says stands first
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*_ALL, *told, *(one for one in rows[0] if one in _INDICATOR)])
        writer.writeheader()
        writer.writerows(rows)
    return path
