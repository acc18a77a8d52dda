"""The blank form laid out: its pages, its defined names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmr_xl.forms.paper.pages import Page, Paper
from pmr_xl.forms.submission_form import list_places
from pmr_xl.forms.submission_form.by_member.plan import broken_down
from pmr_xl.forms.submission_form.meaning import definitions_sheet, rates_sheet
from pmr_xl.forms.submission_form.meaning.places import BETWEEN
from pmr_xl.forms.submission_form.plan import (
    RESTATEMENTS,
    SUBMISSION,
    WELCOME,
    Plan,
    absolute_area,
    not_asked,
    report_name,
)
from pmr_xl.forms.submission_form.sheets import (
    about,
    commissioner,
    counts,
    instructions,
    lists,
    restatements,
    row,
    welcome,
)
from pmr_xl.forms.submission_form.sheets import submission as submission_page
from pmr_xl.model.book.places import Range
from pmr_xl.model.definitions.meaning import NO_MEANING, FormMeaning
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import FORM_VERSION, WITH_BREAKDOWNS

if TYPE_CHECKING:
    from pmr_xl.model.breakdowns.entry import MembersKnown

WHOLE: Mapping[str, str] = MappingProxyType({})  # what is stamped of a part on a form that is none


@without_collecting()
def lay(
    chapter: Chapter,
    edition: Edition,
    past: Past,
    settings: OfficeSettings,
    *,
    schema_hash: str,
    submission_version: int = 1,
    due: date | None = None,
    part: Mapping[str, str] = WHOLE,
    meaning: FormMeaning = NO_MEANING,
    by_member: MembersKnown | None = None,
) -> Paper:
    """The blank form of one agency for one edition.

    Args:
        past: published figures and targets in force; they are shown, and locked.
        settings: the thresholds behind the status ``✎ Explain``.
        schema_hash: fingerprint of the agency's schema, stamped on the form.
        submission_version: 1 for a first submission.
        due: the day the form is sent back by; the day the report itself is due where None.
        part: what is stamped on a part of a form, by stamp field (:data:`plan.PART_LABELS`).
        meaning: what is defined, and whether the edition asks about it; a form of an agency that has no definitions,
            and is not asked for any, is as if there were none.
        by_member: what is known of places and groups, where indicators are broken down; None where none are.

    Raises:
        ValueError: the chapter has no indicators.
    """
    left, chapter = not_asked(chapter, edition), chapter.asked_in(edition)
    if not chapter.lines:
        raise ValueError(f"{chapter.agency} has no indicators to ask for.")
    plan = Plan(edition, len(chapter.lines), due)
    further = _further(chapter, plan, meaning)
    names_of_further = [page.name for page in further]
    hello, certified = welcome.lay(chapter, plan, left, names_of_further)
    if further:
        part = {**part, "further": BETWEEN.join(names_of_further)}
    members = by_member is not None and broken_down(chapter, edition)
    version = WITH_BREAKDOWNS if members else FORM_VERSION
    stamped, stamps = about.lay(chapter, plan, schema_hash, submission_version, part, version)
    pages = [
        hello,
        instructions.lay(chapter, plan, left, settings.page_address, names_of_further),
        submission_page.lay(chapter, row.FormContext(plan, past, settings, meaning)),
        restatements.lay(chapter, plan, settings),
        *further,
        counts.lay(chapter, plan, tuple(Range.parse(place.rpartition("!")[2]) for place in certified.values())),
        commissioner.lay(chapter, plan, certified),
        lists.lay(chapter, plan, past, settings),
        stamped,
    ]
    more = {}
    if members and by_member is not None:
        from pmr_xl.forms.submission_form.by_member import sheet

        page = sheet.lay(chapter, plan, by_member, settings)
        pages.insert([one.name for one in pages].index(RESTATEMENTS) + 1, page)
        more = {"pmr_breakdowns": f"={absolute_area(page.name, page.table[1])}"} if page.table else {}
    names = {f"pmr_{name}": f"={where}" for name, where in _blocks(chapter, plan).items()}
    title = f"{chapter.agency} · {report_name(edition)}"
    return Paper(pages, names | more | certified | stamps, title=title, subject="Performance submission", first=WELCOME)


def _further(chapter: Chapter, plan: Plan, meaning: FormMeaning) -> list[Page]:
    """The sheets that only forms with definitions have."""
    pages = [rates_sheet.lay(chapter, plan, meaning)] if meaning.rates(chapter) else []
    return [*pages, definitions_sheet.lay(chapter, meaning)] if meaning.lines_shown(chapter) else pages


def _blocks(chapter: Chapter, plan: Plan) -> dict[str, str]:
    """Name, without its prefix, and place of every block."""
    history = plan.edition.history
    area = plan.area
    blocks = {
        "table": plan.table,
        "ids": area(Ask.ID),
        "history": area(history[0].code, history[-1].code),
        "actual": area(Ask.ACTUAL),
        **({"to_date": area(Ask.TO_DATE)} if plan.edition.monthly else {}),
        "reason": area(Ask.REASON),
        "target": area(Ask.TARGET),
        **({"next_target": area(Ask.NEXT_TARGET)} if plan.edition.asks_targets else {}),
        "explanation": area(Ask.EXPLANATION),
        "status": area(Ask.STATUS),
    }
    changes = restatements.STATUS_AREA
    return {name: absolute_area(SUBMISSION, place) for name, place in blocks.items()} | {
        "restatements": absolute_area(RESTATEMENTS, Range(changes.top - 1, 1, changes.bottom, changes.right)),
        "na_reasons": list_places.NA_REASONS,
        "restatement_reasons": list_places.RESTATEMENT_REASONS,
        "target_signs": list_places.TARGET_SIGNS,
        "years": list_places.years(plan.edition),
        "list_of_ids": list_places.ids(chapter),
    }
