"""The Welcome sheet: where one is, what to do, the key, the certification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Link, Page, Print, Style
from pmr_xl.forms.paper.reach import signs_in
from pmr_xl.forms.submission_form.live import progress
from pmr_xl.forms.submission_form.plan import (
    CERTIFICATION_LABELS,
    COMMISSIONER,
    COMPLETE,
    FIRST_BELOW,
    FIRST_ROW,
    SHEETS,
    STATUSES,
    SUBMISSION,
    WELCOME,
    Plan,
    absolute_area,
    report_name,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.schema.chapter import Chapter

_SECTION = Style(size=12, bold=True, colour=theme.NAVY, bottom=theme.NAVY)
_TEXT = Style(colour=theme.INK, wrap=True)
_LABEL = Style(colour=theme.INK, bold=True)
_BAR = 20
STATEMENT = "I have reviewed these figures; they are complete and correct to the best of my knowledge."
_ABOUT_SHEETS = {
    "Instructions": "How to type figures, what to avoid.",
    "Submission": "One row an indicator: the figures{targets} and explanations asked for.",
    "Restatements": "Published figures that have to change, each with its reason.",
    "Rates": "What some percentages are made of: numerator and denominator.",
    "Definitions": "What each figure means, and where it comes from.",
    "Progress": "What is left, counted while you type.",
    "Commissioner": "One page for whoever signs: what moved, targets, restatements, what is open.",
    "Lists": "What the drop-downs offer, and what each choice means.",
    "About": "Form, version, due date.",
}


def lay(chapter: Chapter, plan: Plan, left: str = "", further: Sequence[str] = ()) -> tuple[Page, dict[str, str]]:
    """The Welcome sheet, and the names of its certification cells.

    ``left`` says what this edition does not ask for; ``further`` are the sheets that not every form has.
    """
    page = Page(WELCOME, protected=True, tab=theme.NAVY, print=Print(landscape=False, fit_height=1))
    page.widths = {1: 24, 2: 74}
    banner = ((chapter.name, 20), (report_name(plan.edition), 13), (f"Due {day_in_words(plan.due_on)}", 11))
    for row, (text, size) in enumerate(banner, start=1):
        style = replace(theme.BANNER, size=size, bold=row == 1, indent=1)
        page.put(row, 1, text, style)
        page.put(row, 2, None, style)
    page.heights |= {1: 36, 2: 22, 3: 24}
    row = _progress(page, plan, 5)
    row = _steps(page, row + 1, left)
    row = _key(page, row + 1, monthly=plan.edition.monthly)
    row, names = _certification(page, row + 1)
    _sheets(page, row + 1, further, asks_targets=plan.edition.asks_targets)
    page.selected = (5, 1)
    return page, names


def _section(page: Page, row: int, title: str) -> int:
    page.put(row, 1, title, _SECTION)
    page.put(row, 2, None, _SECTION)
    page.heights[row] = 22
    return row + 1


def _progress(page: Page, plan: Plan, row: int) -> int:
    statuses = absolute_area(SUBMISSION, plan.area(Ask.STATUS))
    share = f"{progress.count_formula(statuses, COMPLETE)}/{plan.rows}"
    row = _section(page, row, "How far you are")
    page.put(row, 1, progress.left_formula(statuses, plan.rows), replace(_LABEL, size=14, colour=theme.NAVY))
    page.put(row, 2, progress.bar_formula(share, _BAR), Style(size=12, colour=theme.BLUE))
    page.put(row + 1, 1, "Next open row", _LABEL)
    page.put(row + 1, 2, progress.next_link(plan, signs_in(page, 2, 2, theme.LINK)), theme.LINK)
    page.heights |= {row: 24, row + 1: 18}
    return row + 2


def _steps(page: Page, row: int, left_out: str) -> int:
    steps = (
        (
            "1  Fill",
            "Go to Submission and fill the yellow cells. Each row's Status turns to ✓ Complete."
            + (f" {left_out}" if left_out else ""),
        ),
        ("2  Explain", "Where Status says ✎ Explain, say what changed, by how much and why."),
        ("3  Certify and send", "Sign below, save, and send the file under its own name."),
    )
    row = _section(page, row, "Three steps")
    for at, (label, text) in enumerate(steps, start=row):
        page.put(at, 1, label, _LABEL)
        page.put(at, 2, text, _TEXT)
    fit_rows(page, row, row + len(steps) - 1, least=18)
    return row + len(steps)


def _key(page: Page, row: int, *, monthly: bool) -> int:
    row = _section(page, row, "Key")
    yours = "actual, year to date, reason" if monthly else "actual, reason, proposed target"
    meanings = looks.MONTHLY_MEANINGS if monthly else looks.STATUS_MEANINGS
    lines: list[tuple[Content, Style, str]] = [
        ("Yours to fill", replace(theme.INPUT, locked=True), f"Yellow: {yours}, explanation."),
        ("Published", theme.FIXED, "White: locked. What is published stays; changes go to Restatements."),
        ("★   ®", replace(theme.FIXED, bold=True, colour=theme.NAVY), "A critical indicator · an equity indicator."),
        ("— Part", replace(theme.FIXED, indent=2), "A sub-row: part of the indicator above it."),
        ("NA   *   ↑   ↓", theme.FIXED, "Not available · no target or no direction · the target is to rise · to fall."),
    ]  # fmt: skip
    lines += [
        (name, replace(looks.STATUS_LOOKS[name], top=theme.RULE, bottom=theme.RULE), meanings[name])
        for name in STATUSES
    ]
    for at, (text, style, meaning) in enumerate(lines, start=row):
        # The section's own line is above the first sample.
        page.put(at, 1, text, replace(style, indent=style.indent + 1, top=style.top if at > row else ""))
        page.put(at, 2, meaning, replace(_TEXT, indent=1))
    fit_rows(page, row, row + len(lines) - 1, least=19)
    return row + len(lines)


def _certification(page: Page, row: int) -> tuple[int, dict[str, str]]:
    row = _section(page, row, "Certification")
    page.put(row, 1, STATEMENT, Style(colour=theme.INK))
    page.heights[row] = 19
    names = {}
    prompts = {
        "name": "Who answers for these figures.",
        "title": "The office that person holds.",
        "date": "The day of signing, such as 9/12/2026.",
    }
    for at, (key, label) in enumerate(CERTIFICATION_LABELS.items(), start=row + 1):
        page.put(at, 1, label, _LABEL)
        style = replace(theme.INPUT, align="left", number_format="mmmm d, yyyy" if key == "date" else "General")
        page.put(at, 2, None, style)
        page.heights[at] = 21
        area = Range(at, 2, at, 2)
        names[f"pmr_certified_{key}"] = "=" + absolute_area(WELCOME, area)
        page.rules.append(ConditionalRule(area, "any", prompt_title=label, prompt=prompts[key]))
    return row + 1 + len(CERTIFICATION_LABELS), names


def _sheets(page: Page, row: int, further: Sequence[str], *, asks_targets: bool) -> None:
    row = _section(page, row, "The sheets")
    for at, name in enumerate((*SHEETS[1:4], *further, *SHEETS[4:]), start=row):
        cell = {SUBMISSION: f"J{FIRST_ROW}", COMMISSIONER: "A1"}.get(name, f"A{FIRST_BELOW}")
        page.put(at, 1, Link(f"internal:'{name}'!{cell}", f"→ {name}"), theme.LINK)
        page.put(at, 2, _ABOUT_SHEETS[name].replace("{targets}", ", targets" if asks_targets else ""), _TEXT)
        page.heights[at] = 17
