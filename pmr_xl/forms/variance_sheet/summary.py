"""The variance sheet's other pages: counts, restated history, and what the workbook is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.analysis.status import Status, YearStatus
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows, room_across, width_of
from pmr_xl.forms.paper.missing import MISSING
from pmr_xl.forms.paper.pages import Content, Page, Print, Style
from pmr_xl.forms.variance_sheet.cells import FIGURE, WORDS, figure, percent, signed_difference
from pmr_xl.forms.variance_sheet.decisions.cells import cell_text
from pmr_xl.forms.variance_sheet.reasons import needs_eye
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.forms.variance_sheet.targets import summed_up
from pmr_xl.model.book.places import Range
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Sign, Unit
from pmr_xl.model.submission import Restatement

SUMMARY, RESTATEMENTS, ABOUT = "Summary", "Restatements", "About"
_BAR = replace(WORDS, colour=theme.BLUE, size=8, wrap=False, indent=1)
_FIGURES_HEAD = replace(theme.LEFT_HEADING, align="right")
_WORDS_AT = (1, 2, 3, 8, 9)  # columns of words on the page of restatements
_SUMMARY_HEADS = (
    theme.LEFT_HEADING,
    replace(theme.LEFT_HEADING, align="right"),
    replace(theme.LEFT_HEADING, align="right"),
    replace(theme.LEFT_HEADING, indent=1, bold=False),
)
_LONGEST_BAR = 40
_SAID = Style(size=11, bold=True, colour=theme.INK)
_DOT = "   ·   "


def headline(rows: Sequence[Reviewed], restatements: int) -> str:
    """What needs an eye, in one line: “49 indicators · ✕ 3 targets missed · ✎ 5 explanations awaited · 2 restated”."""
    missed = sum(row.comparison.status.missed for row in rows)
    eye, missing = sum(map(needs_eye, rows)), sum(_missing(row) for row in rows)
    due, awaited = sum(bool(row.comparison.due) for row in rows), sum(row.awaited for row in rows)
    absent = sum(row.comparison.actual is Sign.NOT_AVAILABLE for row in rows)
    parts = [f"{len(rows):,} {'indicator' if len(rows) == 1 else 'indicators'}"]
    for count, sign, one, many in (
        (eye, "", "needs your eye", "need your eye"),
        (missing, "? ", f"figure {MISSING}", f"figures {MISSING}"),
        (missed, "✕ ", "target missed", "targets missed"),
        (awaited, "✎ ", "explanation awaited", "explanations awaited"),
        (due - awaited, "✓ ", "explanation given", "explanations given"),
        (absent, "– ", "not available", "not available"),
        (restatements, "", "figure restated", "figures restated"),
    ):
        if count:
            parts.append(f"{sign}{count:,} {one if count == 1 else many}")
    return _DOT.join([*parts, *filter(None, [summed_up(rows)])])


def _lines(said: str, room: float) -> list[str]:
    """The same in lines that fit the page, broken between what is counted."""
    lines = [""]
    for part in said.split(_DOT):
        longer = f"{lines[-1]}{_DOT}{part}" if lines[-1] else part
        if lines[-1] and width_of(longer, _SAID) > room:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _missing(row: Reviewed) -> int:
    """How many of its figures the office does not have: this one and those of the periods before."""
    return sum(figure is None for figure in (row.comparison.actual, *row.comparison.history))


def summary(title: str, edition: Edition, rows: Sequence[Reviewed], restatements: Sequence[Restatement]) -> Page:
    """Counts by status and by reason, critical indicators apart."""
    page = Page(SUMMARY, tab=theme.NAVY, widths={1: 46.0, 2: 10.0, 3: 10.0, 4: 42.0})
    page.put(1, 1, title, theme.TITLE)
    said = _lines(headline(rows, len(restatements)), room_across(page.widths.values(), _SAID))
    for row, line in enumerate(said, start=2):
        page.put(row, 1, line, _SAID)
        page.heights[row] = 17
    page.heights |= {1: 25}
    at, total = 3 + len(said), len(rows)
    if edition.report.whole_year:
        against = [(row.comparison.status.value, row.comparison.indicator.critical) for row in rows]
        heading = f"Against the {edition.target_years[0].code} target"
        at = _counted(page, at, heading, [status.value for status in Status], against, total=total)
    years = [(row.comparison.year_status.value, row.comparison.indicator.critical) for row in rows]
    at = _counted(page, at, f"Against {edition.last_year.label}", [s.value for s in YearStatus], years, total=total)
    reasons = [(why, row.comparison.indicator.critical) for row in rows for why in row.comparison.due]
    names = [name for name, _ in Counter(why for why, _ in reasons).most_common()]
    at = _counted(page, at, "Explanation due because of", names, reasons, total=total, none="No explanation is due.")
    answers = [
        ("✎ Awaited" if row.awaited else "✓ Given", row.comparison.indicator.critical)
        for row in rows
        if row.comparison.due
    ]
    at = _counted(page, at, "Explanations", ["✎ Awaited", "✓ Given"], answers, total=total)
    absent = [(row.reason or "no reason given", row.comparison.indicator.critical) for row in rows if row.reason]
    at = _counted(page, at, "Not available because", sorted({why for why, _ in absent}), absent, total=total)
    page.print = Print(landscape=False, area=Range(1, 1, at, 4))
    return page


def _counted(
    page: Page,
    at: int,
    heading: str,
    names: Sequence[str],
    found: Sequence[tuple[str, bool]],
    *,
    total: int,
    none: str = "",
) -> int:
    """A small table: name, all, critical, and a bar as a share of all indicators. The row after it."""
    present = [name for name in names if any(name == one for one, _ in found)]
    if not present and not none:
        return at
    for column, text in enumerate((heading, "All", "Critical ★", f"of {total:,} indicators"), start=1):
        page.put(at, column, text, _SUMMARY_HEADS[column - 1])
    page.heights[at] = 17
    if not present:
        page.put(at + 1, 1, none, WORDS)
        return at + 3
    everything, critical = Counter(name for name, _ in found), Counter(name for name, star in found if star)
    for name in present:
        at += 1
        bar = "█" * max(1, round(_LONGEST_BAR * everything[name] / total))
        page.put(at, 1, name, WORDS)
        page.put(at, 2, everything[name], FIGURE)
        page.put(at, 3, critical[name], FIGURE)
        page.put(at, 4, bar, _BAR)
    return at + 2


def restated_page(title: str, restatements: Sequence[Restatement]) -> Page:
    """Published figures the agency asks to change: old, new, difference and why."""
    headings = {
        "Id": 24.0, "Indicator": 40.0, "Period": 11.0, "Published": 12.0, "New": 12.0, "Δ to published": 12.0,
        "Δ in % of published": 11.0, "Reason": 20.0, "Explanation": 40.0,
    }  # fmt: skip
    page = Page(RESTATEMENTS, tab=theme.ORANGE, widths=dict(enumerate(headings.values(), start=1)))
    page.folded = {1}
    page.put(1, 2, f"{title} · restated figures", theme.TITLE)
    page.put(2, 2, "Old → new. A figure is not compared across a change of definition.", theme.SUBTITLE)
    page.heights |= {1: 25, 4: 28}
    for column, heading in enumerate(headings, start=1):
        page.put(4, column, heading, theme.LEFT_HEADING if column in _WORDS_AT else _FIGURES_HEAD)
    at = 4
    for restatement in restatements:
        at += 1
        _lay_restatement(page, at, restatement)
    fit_rows(page, 5, at, least=15.5)
    page.print = Print(repeat_rows=(4, 4), area=Range(1, 2, at, len(headings)))
    return page


def _lay_restatement(page: Page, at: int, restatement: Restatement) -> None:
    line = restatement.line
    quiet = replace(WORDS, colour=theme.GREY, wrap=False)
    page.put(at, 1, "" if line is None else line.id, quiet)
    page.put(at, 2, "(not an indicator of this agency)" if line is None else line.label, WORDS)
    page.put(at, 3, "" if restatement.period is None else restatement.period.label, WORDS)
    old, new = restatement.published, restatement.new
    cells: list[tuple[Content, Style]] = [("", FIGURE)] * 4
    if line is not None:
        cells[0], cells[1] = figure(old, line.indicator.measure), figure(new, line.indicator.measure)
        if isinstance(old, Decimal) and isinstance(new, Decimal):
            cells[2] = signed_difference(new - old, line.indicator.measure)
            in_points = line.indicator.unit is Unit.PERCENT
            known = bool(old) and not in_points
            cells[3] = percent(float((new - old) / abs(old))) if known else ("–" if in_points else "n/m", FIGURE)
    for column, (content, style) in enumerate(cells, start=4):
        page.put(at, column, content, style)
    page.put(at, 8, restatement.reason, replace(WORDS, indent=1))
    page.put(at, 9, restatement.explanation, WORDS)


def about(facts: Mapping[str, str]) -> Page:
    """What this workbook is a review of; read back with the decisions."""
    page = Page(ABOUT, tab=theme.GREY, widths={1: 26.0, 2: 84.0}, print=Print(landscape=False))
    page.put(1, 1, "About this workbook", theme.TITLE)
    page.heights[1] = 25
    for at, (name, fact) in enumerate(facts.items(), start=3):
        page.put(at, 1, name, replace(WORDS, bold=True))
        page.put(at, 2, fact, WORDS)
    return page


def about_facts(book: Book) -> dict[str, str]:
    """What a workbook says it is on such a page, by name; empty where it has none."""
    sheet = book.sheet(ABOUT)
    cells = {} if sheet is None else dict(sheet.cells.items())
    return {cell_text(cell.value): cell_text(cells[row, 2].value) for (row, column), cell in cells.items()
            if column == 1 and (row, 2) in cells}  # fmt: skip
