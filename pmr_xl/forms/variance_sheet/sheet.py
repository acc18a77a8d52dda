"""The variance sheet: one workbook an agency, in which people decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.variance_sheet import row_pages
from pmr_xl.forms.variance_sheet import summary as review_summary
from pmr_xl.forms.variance_sheet import targets as review_targets
from pmr_xl.forms.variance_sheet.decisions.reader import REVIEW
from pmr_xl.forms.variance_sheet.decisions.row import NOTHING_STOOD, DecisionRow, EarlierDecision
from pmr_xl.forms.variance_sheet.first_page import page as review_page
from pmr_xl.forms.variance_sheet.reasons import needs_eye
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import VARIANCE_FORM, Restatement

if TYPE_CHECKING:
    from pmr_xl.forms.variance_sheet.by_place.page import ReviewedBreakdown

FORM = VARIANCE_FORM
VERSION, SEEN = "Version", "Decisions taken before"  # facts of the page About
NOTHING: Mapping[str, str] = {}
NO_ANSWER: Mapping[str, bool] = {}
NO_YEARS: Mapping[str, tuple[Figure | None, bool]] = {}


def lay(
    chapter: Chapter,
    edition: Edition,
    comparisons: Sequence[Comparison],
    *,
    explanations: Mapping[str, str] = NOTHING,
    reasons: Mapping[str, str] = NOTHING,
    last_explanations: Mapping[str, str] = NOTHING,
    restatements: Sequence[Restatement] = (),
    decisions: Sequence[DecisionRow] = (),
    to_date: Mapping[str, tuple[Figure | None, bool]] = NO_YEARS,
    unanswered: Mapping[str, bool] = NO_ANSWER,
    grounds: Mapping[str, str] = NOTHING,
    corrections: Sequence[Corrected] = (),
    about: Mapping[str, str] = NOTHING,
    breakdowns: Sequence[ReviewedBreakdown] = (),
) -> Paper:
    """The variance sheet of one submission: Review, Summary, all rows, restatements, About.

    Args:
        explanations: what the agency says, by indicator id.
        reasons: why a figure is not available, by indicator id.
        last_explanations: what the agency said in the edition before.
        to_date: a monthly submission's years to date, and whether the agency typed them, by indicator id.
        grounds: what a decision on a row rests on, by indicator id; kept in a hidden column.
        corrections: what is not read as it was sent, because the agency said so by word of mouth.
        decisions: taken before on an earlier sheet of the same submission; they stand in the new one.
        unanswered: whether an explanation that a rule asks for is still awaited, by indicator id.
        breakdowns: its figures by place or group; their page stands behind all rows.
        about: facts to be read back (“Submission”, “SHA-256”, ``SEEN``), by name, in order.
    """
    before = {one.indicator_id: one for one in decisions}
    rows = [
        Reviewed(
            comparison,
            explanations.get(comparison.line.id, ""),
            reasons.get(comparison.line.id, ""),
            last_explanations.get(comparison.line.id, ""),
            before.get(comparison.line.id),
            *to_date.get(comparison.line.id, (None, True)),
            unanswered=unanswered.get(comparison.line.id),
            grounds=grounds.get(comparison.line.id, ""),
            corrected=tuple(one for one in corrections if one.indicator == comparison.line.id),
        )
        for comparison in comparisons
    ]
    settings = comparisons[0].settings if comparisons else OfficeSettings()
    shown, rest = _one_cell_for_the_rest(rows)
    title = f"{chapter.name} · {edition.title} · variance review"
    pages = [
        review_page.review(title, edition, settings, shown, review_summary.headline(rows, len(restatements)), rest),
        review_summary.summary(title, edition, rows, restatements),
        row_pages.all_rows(title, edition, settings, rows),
    ]
    if (changed := review_targets.targets(title, edition, rows)) is not None:
        pages.append(changed)
    if breakdowns:
        from pmr_xl.forms.variance_sheet.by_place import page as by_place

        decide = "Return or hold a single place here; the rest is decided in its indicator's row on Review."
        pages.append(by_place.lay(title, breakdowns, decide, decided=True))
    if restatements:
        pages.append(review_summary.restated_page(title, restatements))
    facts = {"Form": FORM, "Agency": chapter.agency, "Edition": edition.code, **about}
    pages.append(review_summary.about(facts))
    names = {}
    if (table := pages[0].table) is not None:
        names["pmr_review"] = f"='{REVIEW}'!{table[1].absolute}"
    return Paper(pages, names, title=title, subject="Variances, explanations and decisions")


def _one_cell_for_the_rest(rows: Sequence[Reviewed]) -> tuple[list[Reviewed], DecisionRow | None]:
    """The rows, and what stands in the cell for all without a question: what stands alike in each of them for it."""
    others = [row for row in rows if not needs_eye(row)]
    said = {replace(one, indicator_id="", where=None, grounds="") for row in others if (one := row.decided) is not None}
    every = len(said) == 1 and all(row.decided is not None and row.decided.with_rest for row in others)
    if not every:
        return list(rows), None
    return [row if needs_eye(row) else replace(row, decided=None) for row in rows], said.pop()


def reopen_row(row: DecisionRow, because: str) -> DecisionRow:
    """The row left open, signed by nobody; what was decided there stands as :class:`EarlierDecision`, and on what.

    A note without a decision is nobody's decision: it stays.
    """
    if not row.decision:
        return replace(row, by="", on=None)
    earlier = EarlierDecision(row.decision, row.in_words, row.by, because)
    return DecisionRow(row.indicator_id, "", stood=NOTHING_STOOD, where=row.where, earlier=earlier)


def about_of(book: Book) -> dict[str, str]:
    """What the workbook says it is; empty for one that is no variance sheet."""
    sheet = book.sheet(review_summary.ABOUT)
    if sheet is None:
        return {}
    named = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 1}
    facts = {named[row]: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 2 and row in named}  # noqa: PLR2004 - the second column
    return facts if facts.get("Form") == FORM else {}
