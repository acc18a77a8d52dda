"""A law: what a variance sheet compares with is what the tables print after accepting, for every agency that ships."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from pmr_xl.desk.acceptance.stated import facts
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.sheets import comparisons
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.forms.variance_sheet import sheet as review_sheet
from pmr_xl.imports.facts import published_facts
from pmr_xl.imports.published import read_table
from pmr_xl.mmr import TableKind, assemble
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Sign
from pmr_xl.office import built_in_office
from pmr_xl.record import Record, Source

MMR = Edition(Report.MMR, 2026)
WHY = "Counts of two garages came late and were added for the year."


@pytest.fixture(scope="module")
def desk():
    return Desk(built_in_office())


@pytest.fixture(scope="module")
def published(desk):
    path = desk.office.published_folder / "mmr_fy2026_indicators.csv"
    return [
        (Source.of(path, edition), told)
        for edition, told in published_facts(desk.library, read_table(path), MMR.year).items()
    ]


def drawn(chapter, past, seed):
    """Restatements of a third of the rows, and figures for all: as typed, with more digits than are printed."""
    draw = random.Random(seed)  # noqa: S311 - the same draw every time, and no secret
    rows, typed = [], {}
    for line in chapter.lines:
        measure, known = line.indicator.measure, past.actuals.get(line.id, {})
        base = next((one for one in known.values() if isinstance(one, Decimal) and one), Decimal(50))
        near = base * Decimal(draw.randint(60, 140)) / 100 + Decimal(draw.randint(-9, 9)) / 10 ** (measure.decimals + 1)
        if measure.unit.is_duration:
            near = measure.round(near)
        typed[line.id] = {Ask.ACTUAL: near}
        for year in MMR.history:
            if draw.random() < 1 / 3:
                new = near * Decimal(draw.randint(50, 200)) / 100
                new = measure.to_cell(measure.round(new) if measure.unit.is_duration else new)
                rows.append({"id": line.id, "year": year.label, "new": "NA" if draw.random() < 1 / 9 else new,
                             "reason": "Late data", "explanation": WHY})  # fmt: skip
    return rows, typed


def shown(page):
    """The rows of a laid page by id: heading → content."""
    cells = {(row, column): cell.content for (row, column), cell in page.cells.items()}
    heading = next(row for (row, column), content in cells.items() if content == "Id" and column == 1)
    names = {column: content for (row, column), content in cells.items() if row == heading and content}
    told = {}
    for (row, column), name in cells.items():
        if row > heading and column == 1 and name:
            told[name] = {names[at]: content for (line, at), content in cells.items() if line == row and at in names}
    return told


CODES = sorted(Desk(built_in_office()).library.agencies())
EVERY_DAY = {"DSNY", "ACS", "DOT"} | set(CODES[::6])  # long and short ones; all of them with the season


@pytest.mark.parametrize("code", [pytest.param(c, marks=[pytest.mark.season] * (c not in EVERY_DAY)) for c in CODES])
def test_every_reference_is_what_is_printed_and_every_difference_that_of_printed_figures(code, desk, published):
    chapter = desk.library.chapter(code)
    ids = [line.id for line in chapter.lines]
    past = Record.of_figures(published).past(ids)
    rows, typed = drawn(chapter, past, code)
    paper = submission_form.lay(chapter, MMR, past, desk.settings, schema_hash="x")
    paper = submission_form.restate(submission_form.fill(paper, chapter, MMR, typed), rows)
    submission = submission_form.read(as_book(paper, f"PMR_{code}_MMR_FY26_v1.xlsx"), chapter, MMR)
    assert len(submission.restatements) == len(rows) > 0
    sheet = shown(review_sheet.lay(chapter, MMR, comparisons(submission, past, desk)).page("All rows"))
    stated = Source("form.xlsx", "0" * 64, MMR), facts(submission, past)
    printed = assemble(chapter, Record.of_figures([*published, stated]).past(ids), MMR, desk.settings)
    compared = 0
    for table, row in printed.rows(TableKind.INDICATORS):
        cells = {head.key: cell for head, cell in zip(table.heads, row.cells, strict=True)}
        told, measure = sheet[row.id], chapter.by_id[row.id].indicator.measure
        for period in (*MMR.history, MMR.submitted_period):
            figure = cells[f"actual:{period.code}"].value
            if isinstance(figure, Decimal):
                assert told[period.label] == measure.to_cell(measure.round(figure)), (row.id, period)
            else:
                assert told[period.label] in ("[missing]", "NA", "NA r"), (row.id, period)
        now, then = cells["actual:FY26"], cells["actual:FY25"]
        if isinstance(then.value, Decimal) and not measure.unit.is_duration:
            difference = measure.parse(now.text) - measure.parse(then.text)
            assert told["Δ to FY25"] == float(difference), row.id
            compared += 1
        elif then.value is Sign.NOT_AVAILABLE:
            assert told["Δ to FY25"] == "none before"
        assert cells["trend"].text in told["Trend"]
    assert compared or all(one.indicator.unit.is_duration for one in chapter.lines)
