"""The Preliminary form of the example agency, filled with four months like last year's."""

from __future__ import annotations

from decimal import Decimal

from example import CHAPTER, PAST, PMMR, SETTINGS

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book, with_values
from pmr_xl.rules import judge

EXPLAINED = "Counting started in July 2025 because a letters unit was opened; 88 of 100 were answered."


def judged(changes=None, past=PAST, chapter=CHAPTER):
    """The Preliminary form filled with last year's four months, one percent more, and the changes made."""
    paper = submission_form.lay(chapter, PMMR, past, SETTINGS, schema_hash="0123abcd")
    blank = submission_form.read(as_book(paper, "blank.xlsx"), chapter, PMMR)
    typed = {}
    for entry in blank.entries:
        before, measure = PAST.actual(entry.line.id, PMMR.last_year), entry.indicator.measure
        figure = measure.round(before * Decimal("1.01")) if isinstance(before, Decimal) else Decimal(88)
        typed[entry.actual.where.address] = measure.to_cell(
            min(figure, Decimal(100)) if "%" in measure.example else figure
        )
    new = blank.by_id["dox-new"]
    typed |= {
        new[key].where.address: value
        for key, value in (("target", 0.9), ("next_target", 0.9), ("explanation", EXPLAINED))
    }
    whole, parts = blank.by_id["dox-complaints"], ("dox-complaints-street", "dox-complaints-sidewalk")
    typed[whole.actual.where.address] = sum(typed[blank.by_id[part].actual.where.address] for part in parts)
    paper = with_values(paper, "Submission", typed | (changes or {}))
    signature = {"name": "Jo Doe", "title": "Commissioner", "date": 46_042.0}  # 20 January 2026
    signed = {blank.certification[key].where.address: value for key, value in signature.items()}
    book = as_book(with_values(paper, "Welcome", signed), "PMR_DOX_PMMR_FY26_v1.xlsx")
    return judge(book, submission_form.read(book, chapter, PMMR), past, SETTINGS)
