"""An office's day: 45 agencies' filled forms read, judged, compared and typeset; and one form of 10,000 rows judged.

The forms hold the figures that the report of fiscal 2026 printed. Beside it stands what somebody would build in an
afternoon with openpyxl and pandas: both readings (formulas, values), the table as a frame, a dozen comparisons of whole
columns, a table written. It knows far less than the rule book, so the ratio flatters it. pandera judges the frame of
10,000 rows where it is installed (pip install pandera), else pandas alone does. Ours is unpacked by zlib-ng where that
is installed (the extra "fast").
Leaves with 1 above its bounds.
Run: python benchmarks/office.py
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from harness import Measured, Reader, measure, table

ROWS, TRIES = 10_000, 3
MOST_TYPESET, MOST_JUDGED = 0.3, 0.2  # of what the peer costs
HEADING_ROW = 2
FIGURES = ["FY22", "FY23", "FY24", "FY25", "FY26 actual", "Current target FY26", "Proposed target FY27"]
SIGNS = ["NA", "*", "↑", "↓", "n/a"]
_SETUP = f"sys.path.insert(0, {str(Path(__file__).parent)!r}); import office"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        forms, large = Path(name) / "forms", Path(name) / "large"
        made(forms)
        made_large(large)
        rows = [
            _line("45 forms read, checked, compared, typeset", forms, "typeset", "plain_typeset", MOST_TYPESET),
            _line(f"one form of {ROWS:,} rows read and checked", large, "judged", "plain_judged", MOST_JUDGED),
        ]
    print(table(["work", "pmr_xl", "openpyxl and pandas", "ratio", "at most"], rows))
    print(
        "pandera checks the 10,000 rows." if installed("pandera") else "pandera is not installed; pandas alone checks."
    )
    print("zlib-ng unpacks ours." if installed("zlib_ng") else "zlib-ng is not installed; Python's zlib unpacks ours.")
    if any(row[3] == "–" or float(row[3]) > float(row[4]) for row in rows):
        sys.exit(1)


def _line(work: str, folder: Path, ours: str, theirs: str, most: float) -> list[str]:
    runs = [measure(Reader(step, _SETUP, f"office.{step}(path)"), str(folder), TRIES) for step in (ours, theirs)]
    shown = [f"{run.seconds:.2f} s, {run.mebibytes:.0f} MiB" if isinstance(run, Measured) else run for run in runs]
    first, second = runs
    known = isinstance(first, Measured) and isinstance(second, Measured)
    return [work, *shown, f"{first.seconds / second.seconds:.2f}" if known else "–", f"{most}"]


# What is read


def made(folder: Path) -> None:
    """Every agency's form as it would have been sent, one file each."""
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.blank import file_name
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms import submission_form
    from pmr_xl.imports.facts import reported_facts
    from pmr_xl.imports.published import read_table
    from pmr_xl.model.entry import Ask
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.office import built_in_office

    folder.mkdir()
    desk, edition = Desk(built_in_office()), Edition(Report.MMR, 2026)
    whole = read_table(desk.office.published_folder / "mmr_fy2026_indicators.csv")
    for agency, rows in whole.agencies().items():
        chapter = desk.library.chapter(agency)
        facts = reported_facts(desk.library, replace(whole, rows=rows), edition.year)
        typed = {fact.indicator: {Ask.ACTUAL: fact.figure} for fact in facts}
        paper = submission_form.lay(
            chapter, edition, desk.past([chapter]), desk.settings, schema_hash=desk.library.schema_hash(agency)
        )
        write(
            submission_form.fill(paper, chapter, edition, typed), folder / file_name(desk.library.slug(agency), edition)
        )


def made_large(folder: Path) -> None:
    """One form whose chapter repeats the Sanitation Department's indicators up to :data:`ROWS`."""
    from decimal import Decimal

    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms import submission_form
    from pmr_xl.model.entry import Ask
    from pmr_xl.office import built_in_office

    folder.mkdir()
    desk = Desk(built_in_office())
    chapter, past, edition = large_chapter()
    last_year = edition.history[-1]
    typed = {name: {Ask.ACTUAL: known.get(last_year, Decimal(1))} for name, known in past.actuals.items()}
    paper = submission_form.lay(chapter, edition, past, desk.settings, schema_hash="0" * 12)
    write(submission_form.fill(paper, chapter, edition, typed), folder / "large.xlsx")


def large_chapter():  # noqa: ANN201 - a chapter, its past, its edition
    """The large chapter and its history: names repeat with a number, and so do the figures."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.model.past import Past
    from pmr_xl.office import built_in_office

    desk = Desk(built_in_office())
    chapter = desk.library.chapter("DSNY")
    past = desk.past([chapter])
    service = chapter.services[0]
    indicators, actuals, targets = [], {}, {}
    for number in range(ROWS):
        line = chapter.lines[number % len(chapter.lines)]
        one = replace(line.indicator, id=f"dsny-{number}", name=f"{line.indicator.name} {number}", parts=())
        indicators.append(replace(one, exhaustive=False))
        actuals[one.id] = past.actuals.get(line.id, {})
        targets[one.id] = past.targets.get(line.id, {})
    goal = replace(service.goals[0], indicators=tuple(indicators))
    large = replace(chapter, services=(replace(service, goals=(goal,)),), tables=())
    return large, Past(actuals, targets), Edition(Report.MMR, 2026)


# Ours


def typeset(folder: str) -> None:
    """Read, judge, compare and typeset every form."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.books.writing.writer import workbook_bytes
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.review.sheets import comparisons
    from pmr_xl.desk.validate import read_submission
    from pmr_xl.forms.report_tables import tables as mmr_tables
    from pmr_xl.mmr import assemble
    from pmr_xl.office import built_in_office
    from pmr_xl.rules import judge

    desk = Desk(built_in_office())
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = read_book(path)
        _, submission, past = read_submission(desk, book)
        judge(book, submission, past, desk.settings)
        comparisons(submission, past, desk)
        workbook_bytes(mmr_tables.lay(assemble(submission.chapter, past, submission.edition, desk.settings)))


def judged(folder: str) -> None:
    """Read and judge the large form."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.forms import submission_form
    from pmr_xl.model.office_settings import OfficeSettings
    from pmr_xl.rules import judge

    if not _KEPT:  # the chapter and its history come from the office, not from the form
        _KEPT.append(large_chapter())
    chapter, past, edition = _KEPT[0]
    book = read_book(Path(folder) / "large.xlsx")
    judge(book, submission_form.read(book, chapter, edition), past, OfficeSettings())


_KEPT: list = []


# The plain build


def _frames(folder: str) -> Iterator:
    """Each form's table with figures as numbers, the words that stood there instead, and where formulas stand."""
    import openpyxl
    import pandas as pd

    for path in sorted(Path(folder).glob("*.xlsx")):
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        rows = list(values["Submission"].iter_rows(min_row=HEADING_ROW, values_only=True))
        frame = pd.DataFrame(rows[1:], columns=rows[0]).dropna(how="all")
        typed = [cell.coordinate for row in formulas["Submission"].iter_rows() for cell in row if cell.data_type == "f"]
        words = frame[FIGURES].where(frame[FIGURES].map(lambda one: isinstance(one, str)))
        frame[FIGURES] = frame[FIGURES].apply(pd.to_numeric, errors="coerce")
        yield frame, words, typed


def plain_typeset(folder: str) -> None:
    """Both readings, the comparisons of whole columns, and a table written with openpyxl."""
    import io

    for frame, words, _ in _frames(folder):
        findings = _plain_findings(frame, words)
        frame["change"] = frame["FY26 actual"] / frame["FY25"] - 1
        frame["to target"] = frame["FY26 actual"] / frame["Current target FY26"] - 1
        frame["mean"], frame["spread"] = frame[FIGURES[:4]].mean(axis=1), frame[FIGURES[:4]].std(axis=1)
        frame["findings"] = sum(found.astype(int) for found in findings.values())
        frame.drop(columns=["Status", "What to do"]).to_excel(io.BytesIO(), index=False, engine="openpyxl")


def plain_judged(folder: str) -> None:
    """Both readings, then pandera's judgement of the columns where there is one, and pandas's of the rest."""
    for frame, words, _ in _frames(folder):
        _plain_findings(frame, words)
        if installed("pandera"):
            _by_pandera(frame)


def _plain_findings(frame, words) -> dict:  # noqa: ANN001 - pandas is loaded only where it is measured
    actual, before = frame["FY26 actual"], frame["FY25"]
    history = frame[FIGURES[:4]]
    return {
        "missing": actual.isna() & words["FY26 actual"].isna(),
        "word": words["FY26 actual"].notna() & ~words["FY26 actual"].isin(SIGNS),
        "no reason": (words["FY26 actual"] == "NA") & frame["If NA: reason"].isna(),
        "negative": actual < 0,
        "percent": (frame["Unit"] == "percent") & (actual > 1),
        "fraction": (frame["Unit"] == "number") & (actual % 1 != 0) & actual.notna(),
        "change": (actual / before - 1).abs() > 0.1,
        "scale": (actual / before > 90) | (actual / before < 1 / 90),
        "unusual": (actual - history.mean(axis=1)).abs() > 3 * history.std(axis=1),
        "same": actual == before,
        "repeated": frame["Id"].duplicated(),
        "unexplained": ((actual / before - 1).abs() > 0.1) & frame["Explanation"].isna(),
    }


def installed(package: str) -> bool:
    """Whether a package is there."""
    from importlib.util import find_spec

    return find_spec(package) is not None


def _by_pandera(frame) -> None:  # noqa: ANN001 - as above
    import pandera.pandas as pa

    figure = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)
    columns = {"Id": pa.Column(str, unique=True), "Indicator": pa.Column(str), **dict.fromkeys(FIGURES, figure)}
    schema = pa.DataFrameSchema(columns)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        len(found.failure_cases)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
