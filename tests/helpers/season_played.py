"""A whole season by the command line: 45 agencies' blank forms filled, validated, reviewed, accepted, and assembled.

A form is filled as Excel fills it: values go into the cells of the very file that ``pmr blank`` wrote. What agencies
type is what the report of fiscal 2026 printed.
"""

from __future__ import annotations

import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
from click.testing import CliRunner
from printed_report import MMR, chapters, printed

import pmr_xl
from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.forms.submission_form.plan import FIRST_ROW, SUBMISSION, WELCOME, Plan
from pmr_xl.model.book.sheet import Sheet
from pmr_xl.model.display.shown import shown_text
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import Figure, Measure, Sign
from pmr_xl.office import init_office

BRACKETED = re.compile(r"(?:\u00a0\[\d+\])+$")  # marks of notes where a raised figure would be read as a power
NUMBERED = "⁰¹²³⁴⁵⁶⁷⁸⁹ \u00a0"  # the signs of numbered notes
ARROWS = str.maketrans("⇧⇩", "↑↓")  # we print the report's own arrows; its tables as data have the plain ones
WHY = "The figures are those of the printed report."
SIGNED = 46_276.0  # 11 September 2026
FIGURES = ("FY22", "FY23", "FY24", "FY25", "FY26")
HEADINGS = {
    "indicators": {f"Actual {year}": year for year in FIGURES}
    | {"Target FY26": "target_FY26", "Target FY27": "target_FY27"}
    | {"Trend 5-Year": "trend_5yr", "Desired Direction": "desired_direction"},
    "resources": {f"Actual {year}": year for year in FIGURES} | {"Plan FY26": "plan_FY26", "Plan FY27": "plan_FY27"},
    "units_of_appropriation": {
        "Expenditures FY25 ($000,000)": "FY25_expenditures_millions",
        "Modified Budget FY26 ($000,000)": "FY26_modified_budget_or_plan_millions",
        "Applicable MMR Goals": "applicable_goals",
    },
}
SHEETS = {
    "indicators": "Indicators data",
    "resources": "Resources data",
    "units_of_appropriation": "Units of appropriation data",
}


@dataclass
class Season:
    """What came of it.

    Attributes:
        seconds: processor time by command; what fills the forms in the agencies' place is not among it.
        slowness: how much slower than a quiet desk the machine was meanwhile, where somebody asked (``pace``).
        findings: by agency, as JSON tells them.
        frames: by agency, findings and variances as Python's door gives them at the same moment.
        variance_sheets: by agency.
        cells: how many printed cells were compared.
        different: those that come out otherwise: table, agency, id, column, ours, the report's.
    """

    folder: Path
    seconds: dict[str, float] = field(default_factory=dict)
    slowness: float = 1.0
    findings: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    frames: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=dict)
    variance_sheets: dict[str, Path] = field(default_factory=dict)
    cells: int = 0
    different: set[tuple[str, str, str, str, str, str]] = field(default_factory=set)

    def run(self, *arguments: object, leaves: int = 0) -> str:
        """One command; its processor time is counted."""
        begun = time.process_time()
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        name = str(arguments[0])
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun
        assert told.exit_code == leaves, (arguments[0], told.output[-2000:], told.exception)
        return told.output

    @property
    def told(self) -> str:
        """Processor time by command, and the whole."""
        parts = ", ".join(f"{name} {spent:.1f} s" for name, spent in self.seconds.items())
        return f"{sum(self.seconds.values()):.1f} s of processor time: {parts}"


def play(folder: Path, begun: Callable[[], object] = lambda: None) -> Season:
    """The whole season in a fresh office; ``begun``: done as soon as that is laid out."""
    season = Season(init_office(folder))
    begun()
    for kind in SHEETS:
        season.run("record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")
    season.run("blank", "--due", "2026-09-17", "--all", "--into", folder / "outbox")
    sent = {}
    for code, chapter in chapters().items():
        (blank,) = (folder / "outbox").glob(f"PMR_{_slug(chapter.lines[0].id, code)}_MMR_FY26_v1.xlsx")
        sent[code] = fill(blank, folder / "inbox" / blank.name, code)
    to = folder / "findings.json"
    season.run("validate", *sent.values(), "--into", folder / "marked", "--json", to, leaves=2)
    by_file = {Path(one["file"]).name: one["findings"] for one in json.loads(to.read_text(encoding="utf-8"))}
    season.findings = {code: by_file[path.name] for code, path in sent.items()}
    season.run("review", *sent.values(), "--into", folder / "review")
    office = pmr_xl.open_office(folder)
    for code, path in sent.items():
        season.frames[code] = (office.validate(path).to_frame(), office.variances(path).to_frame())
        season.variance_sheets[code] = folder / "review" / f"{path.stem}_variances.xlsx"
    waive(folder, season)
    season.run("accept", *sent.values(), "--by", "A. Supervisor", "--despite", WHY)
    season.run("assemble", "--all", "--into", folder / "tables", "--csv")
    for code, path in sent.items():
        compare(season, code, folder / "tables" / path.name.replace("_v1", "_tables"))
    return season


def _slug(first_id: str, code: str) -> str:
    """How the agency's files are named: its code, or the beginning of its ids where a file name cannot hold that."""
    return code if re.fullmatch(r"[A-Z0-9]+", code) else first_id.partition("-")[0].upper() + "*"


def waive(folder: Path, season: Season) -> None:
    """The office lets the report's own slips stand: it cannot correct what was printed."""
    wrong = [one for found in season.findings.values() for one in found if one["severity"] == "error"]
    lines = [
        f"  - {{rule: {one['rule']}, indicator: {one['indicator']}, who: Ana Diaz, why: printed so, until: 2027-06-30}}"
        for one in wrong
    ]
    settings = folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nwaivers:\n" + "\n".join(lines) + "\n", "utf-8")


# Filling


def fill(blank: Path, to: Path, code: str) -> Path:
    """The blank with the report's figures of fiscal 2026, targets of 2027, reasons for NA and a signature."""
    typed: dict[str, dict[str, str | float]] = {SUBMISSION: {}, WELCOME: {}}
    chapter = chapters()[code]
    plan = Plan(MMR, len(chapter.lines))
    for row, (line, want) in enumerate(zip(chapter.lines, printed("indicators")[code], strict=True), start=FIRST_ROW):
        figure = line.indicator.measure.parse(want["FY26"])
        aim = line.indicator.target_measure
        typed[SUBMISSION][plan.cell(Ask.ACTUAL, row)] = _typed(line.indicator.measure, figure)
        typed[SUBMISSION][plan.cell(Ask.NEXT_TARGET, row)] = _typed(aim, aim.parse(want["target_FY27"]))
        if figure is Sign.NOT_AVAILABLE:
            typed[SUBMISSION][plan.cell(Ask.REASON, row)] = "Under review"
    names = read_book(blank).names
    for key, value in (("name", "A. Person"), ("title", "Analyst"), ("date", SIGNED)):
        typed[WELCOME][names[f"pmr_certified_{key}"].rpartition("!")[2].replace("$", "")] = value
    write(blank, to, {"xl/worksheets/sheet1.xml": typed[WELCOME], "xl/worksheets/sheet3.xml": typed[SUBMISSION]})
    return to


def _typed(measure: Measure, figure: Figure) -> str | float:
    return figure.value if isinstance(figure, Sign) else measure.to_cell(figure)


def write(blank: Path, to: Path, typed: Mapping[str, Mapping[str, str | float]]) -> None:
    """A copy of the file with values in cells that it has; formats, and every other part, stay."""
    to.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(blank) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name in typed:
                data = _with(data.decode(), typed[name]).encode()
            target.writestr(name, data)


def _with(xml: str, typed: Mapping[str, str | float]) -> str:
    met = set()

    def cell(found: re.Match[str]) -> str:
        address, style = found[1], found[2]
        if address not in typed:
            return found[0]
        met.add(address)
        value = typed[address]
        if isinstance(value, str):
            return f'<c r="{address}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f'<c r="{address}"{style}><v>{value!r}</v></c>'

    filled = re.sub(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', cell, xml)
    assert met == set(typed)
    return filled


# Comparing


def compare(season: Season, code: str, path: Path) -> None:
    """Every cell that the report printed of a chapter with the one that was assembled."""
    book = read_book(path)
    _compare_page(season, code, book.sheet("Tables"))
    for kind, sheet in SHEETS.items():
        wanted = printed(kind).get(code, [])
        if not wanted:
            continue
        rows = list(_rows(book.sheet(sheet)))
        assert len(rows) == len(wanted), (code, kind, len(rows), len(wanted))
        for row, want in zip(rows, wanted, strict=True):
            for ours, theirs in HEADINGS[kind].items():
                _one(season, (kind, code, row["Id"], theirs), row.get(ours, ""), want[theirs])


def _one(season: Season, where: tuple[str, str, str, str], ours: str, theirs: str) -> None:
    season.cells += 1
    if ours.translate(ARROWS) != theirs:
        season.different.add((*where, ours, theirs))


def _compare_page(season: Season, code: str, sheet: Sheet) -> None:
    """The page as it is printed: every indicator's row, from its first year to its direction."""
    columns = list(HEADINGS["indicators"].values())
    grid = sheet.cells.rows
    rows = [grid[row] for row in sorted(grid) if set(range(3, 3 + len(columns))) <= set(grid[row]) and 2 in grid[row]]
    rows = [row for row in rows if row[3].value != "FY22"]
    wanted = printed("indicators")[code]
    for row, line, want in zip(rows, chapters()[code].lines, wanted, strict=False):
        name = BRACKETED.sub("", str(row[2].value)).rstrip(NUMBERED)
        assert name.endswith(want["indicator"]), (code, row[2].value)
        for at, theirs in enumerate(columns, start=3):
            _one(season, ("indicators", code, line.id, theirs), shown_text(row[at]) or "", want[theirs])
    assert len(rows) >= len(wanted)


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    """The rows of a flat table below its headings, as texts by heading."""
    grid = sheet.cells.rows
    headings = {at: str(cell.value) for at, cell in grid[4].items()}
    for row in sorted(grid):
        if row > 4:
            yield {headings[at]: str(cell.value) for at, cell in grid[row].items() if at in headings}
