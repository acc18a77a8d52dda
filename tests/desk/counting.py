"""An office that works by the command line alone, and what stands in its sheets and tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
from click.testing import CliRunner
from office_begun import begin_office

from pmr_xl.books.writing.writer import write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Sign

AGENCY, MMR = "DSNY", Edition(Report.MMR, 2026)
WHY = "Two garages sent their counts late; they were added for the year after the audit."
SAID = "One percent less than last year, because two crews of the depot were on loan in March"


class Office:
    """A new office with last year's report in its record."""

    def __init__(self, folder: Path) -> None:
        self.folder = begin_office(folder)

    def __call__(self, *arguments: str, leaves: int | None = 0) -> str:
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        assert leaves is None or told.exit_code == leaves, told.output
        assert "Traceback" not in told.output
        return told.output

    @property
    def chapter(self):
        return Desk(self.folder).library.chapter(AGENCY)

    def line(self, name):
        """The indicator whose name begins so."""
        return next(line for line in self.chapter.lines if line.indicator.name.startswith(name))

    def send(self, restated=(), version=1, *, edition=MMR, change=None, explained=None, aims=None) -> Path:
        """A filled form: last year's figures but for ``change``, and rows of Restatements (id, period, figure, why)."""
        desk = Desk(self.folder)
        chapter, past = desk.library.chapter(AGENCY), desk.published_before([self.chapter], edition)
        typed = {}
        for line in chapter.lines:
            last, measure = past.actual(line.id, edition.last_year), line.indicator.measure
            # A little off last year's, so that nothing is said of a column pasted again.
            usual = measure.round(last * Decimal("0.99")) if isinstance(last, Decimal) else None
            figure = (change or {}).get(line.id, usual)
            absent = not isinstance(figure, Decimal)
            typed[line.id] = {Ask.ACTUAL: Sign.NOT_AVAILABLE if absent else figure}
            if edition.asks_targets:
                aim = past.target(line.id, edition.target_years[0])
                typed[line.id][Ask.NEXT_TARGET] = (aims or {}).get(line.id, Sign.NONE if aim is None else aim)
            typed[line.id] |= (
                {Ask.REASON: "Lagged"}
                if absent
                else {Ask.EXPLANATION: (explained or {}).get(line.id, f"{SAID}: {line.indicator.name}.")}
            )
        paper = submission_form.lay(
            chapter, edition, past, desk.settings, schema_hash=desk.library.schema_hash(chapter.agency)
        )
        rows = [
            {"id": name, "year": year, "new": figure, "reason": "Late data", "explanation": why}
            for name, year, figure, why in ((*row, WHY)[:4] for row in restated)
        ]
        paper = submission_form.restate(submission_form.fill(paper, chapter, edition, typed), rows)
        paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=46_280.0)
        path = self.folder / "inbox" / f"PMR_{AGENCY}_{edition.code.replace('-', '_', 1)}_v{version}.xlsx"
        write(paper, path)
        return path

    def review(self, path: Path) -> dict[str, dict[str, object]]:
        """The rows of the variance sheet by id and heading."""
        self("review", path, "--into", self.folder / "outbox")
        return rows_of(self.folder / "outbox" / f"{path.stem}_variances.xlsx")

    def tables(self, edition=MMR) -> dict[str, dict[str, str]]:
        """What the tables print, by id and column."""
        from pmr_xl.mmr import TableKind, assemble

        desk = Desk(self.folder)
        self(
            "assemble",
            AGENCY,
            "--report",
            edition.report.name,
            "--year",
            str(edition.year),
            "--into",
            self.folder / "tables",
            leaves=None,  # budgets are nobody's here
        )
        chapter = desk.library.chapter(AGENCY)
        printed = assemble(chapter, desk.published_before([chapter], edition, own=True), edition, desk.settings)
        return {
            row.id: {head.key: cell.text for head, cell in zip(table.heads, row.cells, strict=True)}
            for table, row in printed.rows(TableKind.INDICATORS)
        }


def rows_of(sheet: Path, *names: str) -> dict[str, dict[str, object]]:
    """The rows of a variance sheet by id, as its pages show them (without ``names`` those with a row an indicator)."""
    told: dict[str, dict[str, object]] = {}
    for name in names or ("All rows", "Review"):
        for indicator, cells in _rows_on(sheet, name).items():
            told.setdefault(indicator, {}).update(cells)
    return told


def _rows_on(sheet: Path, name: str) -> dict[str, dict[str, object]]:
    page = openpyxl.load_workbook(sheet)[name]
    heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    headings = [cell.value for cell in heading]
    told = {}
    for row in page.iter_rows(min_row=heading[0].row + 1):
        cells = {one: cell for one, cell in zip(headings, row, strict=True) if one}
        if cells["Id"].value:
            told[cells["Id"].value] = {one: cell.value for one, cell in cells.items()} | {
                f"{one} format": cell.number_format for one, cell in cells.items()
            }
    return told
