"""For every agency: the record, and this year's real figures submitted in its own form, give the tables as printed."""

from __future__ import annotations

import pytest
from at_least_one import at_least_one
from printed_report import COLUMNS, MMR, OTHERWISE, printed

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.desk.acceptance.stated import facts
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.imports.facts import published_facts
from pmr_xl.imports.published import read_table
from pmr_xl.mmr import TableKind, assemble
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import Sign
from pmr_xl.office import built_in_office
from pmr_xl.record import Record, Source


@pytest.fixture(scope="module")
def desk():
    return Desk(built_in_office())


@pytest.fixture(scope="module")
def published(desk):
    path = desk.office.published_folder / "mmr_fy2026_indicators.csv"
    facts_by_edition = published_facts(desk.library, read_table(path), MMR.year)
    return [(Source.of(path, edition), told) for edition, told in facts_by_edition.items()]


CODES = list(printed("indicators"))
EVERY_DAY = {"ACS", "DSNY", *(code for code, _ in OTHERWISE), *CODES[::6]}  # all of them with the season


@pytest.mark.parametrize("code", [pytest.param(c, marks=[pytest.mark.season] * (c not in EVERY_DAY)) for c in CODES])
def test_submitted_figures_become_printed_tables(code, desk, published, tmp_path):
    chapter = desk.library.chapter(code)
    ids = [line.id for line in chapter.lines]
    past = Record.of_figures(published).past(ids)
    typed = {}
    for line, row in zip(chapter.lines, printed("indicators")[code], strict=True):
        figure = line.indicator.measure.parse(row["FY26"])
        typed[line.id] = {Ask.ACTUAL: figure, **({Ask.REASON: "Lagged"} if figure is Sign.NOT_AVAILABLE else {})}
    form = submission_form.lay(chapter, MMR, past, desk.settings, schema_hash=desk.library.schema_hash(code))
    path = tmp_path / "form.xlsx"
    write(submission_form.fill(form, chapter, MMR, typed), path)

    submission = submission_form.read(read_book(path), chapter, MMR)
    accepted = (Source.of(path, MMR), facts(submission, past))
    tables = assemble(chapter, Record.of_figures([*published, accepted]).past(ids), MMR, desk.settings)

    rows = list(tables.rows(TableKind.INDICATORS))
    for (table, row), want in at_least_one(zip(rows, printed("indicators")[code], strict=True)):
        shown = {heading: table.cell(row, key).text for key, heading in COLUMNS}
        different = {heading for heading, text in shown.items() if text != want[heading]}
        assert different == OTHERWISE.get((code, row.name), set()), row.id
        assert row.name == want["indicator"]
        assert (row.critical, row.equity) == (want["critical"] == "Y", want["equity"] == "Y"), row.id
