"""The About sheet: what this form is, for people and for the program that reads it."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.pages import Page
from pmr_xl.forms.submission_form.plan import (
    ABOUT,
    FIRST_BELOW,
    FORM,
    FURTHER_LABELS,
    HEADINGS_AT,
    PART_LABELS,
    STAMP_LABELS,
    Plan,
    absolute_area,
    report_name,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import FORM_VERSION
from pmr_xl.version import __version__


def stamp_values(
    chapter: Chapter, plan: Plan, schema_hash: str, submission_version: int, version: str = FORM_VERSION
) -> dict[str, str]:
    """What is stamped on a form, by stamp field."""
    return {
        "form": FORM,
        "version": version,
        "agency": chapter.agency,
        "report": plan.edition.report.code,
        "fiscal_year": plan.edition.when,
        "due": plan.due_on.isoformat(),
        "schema_hash": schema_hash,
        "submission_version": str(submission_version),
    }


def lay(
    chapter: Chapter,
    plan: Plan,
    schema_hash: str,
    submission_version: int,
    part: Mapping[str, str],
    version: str = FORM_VERSION,
) -> tuple[Page, dict[str, str]]:
    """The About sheet, and the names of its cells; ``part``: what is stamped on a part, and of further sheets."""
    page = looks.new_page(
        ABOUT, "About this form", "The office reads this sheet to know the form. Nothing to fill here.", tab=theme.GREY
    )
    page.widths = {1: 22, 2: 34, 3: 60}
    page.heights[HEADINGS_AT] = 20
    page.print = looks.in_portrait(page.print)
    looks.headings(page, ("What", "Value", "In words"))
    edition = plan.edition
    told = {
        "form": "Performance submission of a New York City agency.",
        "version": "Version of the form's layout.",
        "agency": chapter.name,
        "report": report_name(edition),
        "fiscal_year": f"July {edition.year - 1} to June {edition.year}"
        + (f"; the figures are of {edition.when_words}" if edition.monthly else ""),
        "due": day_in_words(plan.due_on),
        "schema_hash": "Fingerprint of the indicator list this form was made from.",
        "submission_version": "1 is the first submission; a corrected one counts on.",
        "part": "This is a part of a form, for one program unit. It is sent back to whoever split the form.",
        "parts": "All parts of the form.",
        "made_from": "The form it is a part of.",
        "rows": "What this part asks for.",
        "further": "Sheets that not every form has.",
    }
    names = {}
    row = HEADINGS_AT
    for row, (field, value) in enumerate(
        (stamp_values(chapter, plan, schema_hash, submission_version, version) | dict(part)).items(), start=FIRST_BELOW
    ):
        page.put(row, 1, (STAMP_LABELS | PART_LABELS | FURTHER_LABELS)[field], looks.STRONG)
        page.put(row, 2, value, looks.CELL)
        page.put(row, 3, told[field], looks.SMALL)
        names[f"pmr_{field}"] = "=" + absolute_area(ABOUT, Range(row, 2, row, 2))
    page.put(row + 1, 1, "Made by", looks.STRONG)
    page.put(row + 1, 2, f"pmr_xl {__version__}", looks.CELL)
    page.put(row + 1, 3, "Nothing in this workbook runs: no macros, no links to other files.", looks.SMALL)
    page.heights |= dict.fromkeys(range(FIRST_BELOW, row + 2), 20.0)
    return page, names
