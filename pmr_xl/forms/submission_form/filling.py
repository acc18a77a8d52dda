"""Filling a form by program, as an agency would by hand: for samples, demonstrations and tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pmr_xl.forms.paper.pages import Content, Formula, Paper, Put
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.forms.submission_form.plan import (
    CERTIFICATION_LABELS,
    FIRST_BELOW,
    FIRST_ROW,
    RESTATEMENT_COLUMNS,
    RESTATEMENTS,
    SUBMISSION,
    WELCOME,
    Plan,
)
from pmr_xl.model.book.places import a1, from_a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Sign
from pmr_xl.model.schema.chapter import Chapter

Answer = Decimal | Sign | Content


def fill(paper: Paper, chapter: Chapter, edition: Edition, answers: Mapping[str, Mapping[str, Answer]]) -> Paper:
    """The form with answers typed in: indicator id → column key → figure (in the indicator's unit) or cell content.

    The form's own formulas are left to be computed by the spreadsheet that opens it.

    Raises KeyError for an id that the form does not ask for.
    """
    chapter = chapter.asked_in(edition)
    plan = Plan(edition, len(chapter.lines))
    rows = {line.id: row for row, line in enumerate(chapter.lines, start=FIRST_ROW)}
    values: dict[str, Content] = {}
    for name, row_answers in answers.items():
        indicator = chapter.by_id[name].indicator
        for key, answer in row_answers.items():
            target = key in (Ask.TARGET, Ask.NEXT_TARGET)
            measure = indicator.target_measure if target else indicator.measure
            if isinstance(answer, Decimal):
                content: Content = measure.to_cell(answer)
            else:
                content = answer.value if isinstance(answer, Sign) else answer
            values[plan.cell(key, rows[name])] = content
    return with_values(_not_computed(paper), SUBMISSION, values)


def _not_computed(paper: Paper) -> Paper:
    def left(put: Put) -> Put:
        content = put.content
        return put._replace(content=content._replace(result=None)) if isinstance(content, Formula) else put

    pages = [replace(page, cells={at: left(put) for at, put in page.cells.items()}) for page in paper.pages]
    return replace(paper, pages=pages)


def restate(paper: Paper, rows: list[Mapping[str, Content]]) -> Paper:
    """The form with rows of the Restatements sheet typed in: column key (:class:`plan.Restate`) → content."""
    at = {column.key: place for place, column in enumerate(RESTATEMENT_COLUMNS, start=1)}
    values = {
        a1(row, at[key]): content
        for row, contents in enumerate(rows, start=FIRST_BELOW)
        for key, content in contents.items()
    }
    return with_values(paper, RESTATEMENTS, values)


def certify(paper: Paper, **signed: Content) -> Paper:
    """The form with its certification typed in: ``name``, ``title`` and ``date`` (a serial day)."""
    places = {key: paper.names[f"pmr_certified_{key}"].rpartition("!")[2] for key in CERTIFICATION_LABELS}
    return with_values(paper, WELCOME, {a1(*from_a1(places[key])): content for key, content in signed.items()})
