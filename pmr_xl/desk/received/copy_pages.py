"""The sheets that a review copy gets: the findings, and what their rules are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pmr_xl.books.package.opening import Package
from pmr_xl.books.reading.surroundings import read_tables
from pmr_xl.desk.received.remarks import FiltersOff, FindingsHidden, Remark
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.review_copy import findings_sheet, rules_sheet
from pmr_xl.forms.review_copy.answers import Answers
from pmr_xl.forms.review_copy.rule_texts import RuleText
from pmr_xl.forms.review_copy.sheet_filter import NOTHING_FILTERED, SheetFilter, filter_of
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.pages import for_agencies
from pmr_xl.rules.engine.registry import rule_called
from pmr_xl.version import __version__


class CopyPages(NamedTuple):
    """The pages, and what a person is to know of them."""

    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...] = ()


def copy_pages(
    book: Book, submission: Submission | None, told: Sequence[Finding], answers: Answers, target: Path
) -> CopyPages:
    """The findings sheet, and behind it the sheet of rules where something was found.

    Args:
        book: the file judged; ``submission`` what was read of it, None where it is no form of ours.
        told: what the agency is told.
        target: the review copy to be; filters set on the one that is there already are set again.
    """
    title = _title(submission)
    shown = _filters_before(target)
    rules = {code: _text_of(code) for code in {finding.rule for finding in told}}
    page = findings_sheet.lay(
        told,
        title=title,
        about=book.name,
        source=f"{book.name} · SHA-256 {book.sha256[:12]} · pmr_xl {__version__}",
        answers=answers,
        sheets=[sheet.name for sheet in book.sheets],
        rules=rules,
        shown=shown,
    )
    if not told:
        return CopyPages((page,))
    rows = findings_sheet.in_sheet_order(told)
    if submission is not None and submission.further:
        findings_sheet.say_meanings(page, rows, _meanings(submission))
    why = title.replace("Findings", "Why the rules ask", 1)
    behind = rules_sheet.lay(rows, rules, findings_sheet.columns_of(page), title=why)
    return CopyPages((page, behind), tuple(_remarks(shown, page)))


def _meanings(submission: Submission) -> dict[str, str]:
    """What the form itself says that its indicators mean, as the office made it."""
    return {one.indicator: one.sent for one in submission.further if one.key == "definition" and one.sent}


@cache
def _text_of(code: str) -> RuleText:
    rule = rule_called(code)
    if rule is None:
        raise KeyError(code)
    return RuleText(*for_agencies(rule))


def _filters_before(target: Path) -> SheetFilter:
    if not target.is_file():
        return NOTHING_FILTERED
    try:
        package = Package.open(target)
        parts = [sheet.part for sheet in package.sheets if sheet.name.startswith(findings_sheet.NAME) and sheet.part]
        return filter_of(table for part in parts for table in read_tables(package, part)[0])
    except (Fault, Unreadable):
        return NOTHING_FILTERED  # what cannot be read of the answers was told already


def _remarks(shown: SheetFilter, page: Page) -> Iterator[Remark]:
    """What a person is to know of the filters that were kept, and of those that were not."""
    yield from shown.told
    if page.hidden_rows:
        yield FindingsHidden(len(page.hidden_rows))
    elif shown.columns and not page.filters:
        yield FiltersOff()


def _title(submission: Submission | None) -> str:
    return "Findings" if submission is None else f"Findings · {submission.chapter.name} · {submission.edition.title}"
