"""The report's tables as a workbook: as the report prints them, or plain and accessible for publication.

Working papers carry the printed layout and one flat table to filter; what is published carries one tagged table a
sheet, contents first and notes last, nothing filtered, nothing frozen and no cell empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.report_tables import flat as mmr_flat
from pmr_xl.forms.report_tables import noteworthy_page
from pmr_xl.forms.report_tables import page as mmr_page
from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.forms.report_tables.published import contents, table
from pmr_xl.forms.report_tables.published import notes as of_notes
from pmr_xl.forms.report_tables.published.sheet import NOTES
from pmr_xl.mmr import PrintedChapter, TableKind
from pmr_xl.mmr.noteworthy import Noteworthy
from pmr_xl.model.quick.collecting import without_collecting

WORKING, PUBLISHED = "working", "published"
TABLES = "Tables"
_FLAT = {
    TableKind.INDICATORS: "Indicators",
    TableKind.RESOURCES: "Resources",
    TableKind.APPROPRIATIONS: "Units of appropriation",
}
_HOLDS = {
    TableKind.INDICATORS: "Every performance indicator in the order of the report",
    TableKind.RESOURCES: "Agency resources: spending, revenue, personnel",
    TableKind.APPROPRIATIONS: "Spending and budget by unit of appropriation",
}
_NONE = Footnotes()
LANGUAGE = "en-US"


@without_collecting()
def lay(
    chapter: PrintedChapter, profile: str = WORKING, notes: Footnotes = _NONE, changes: Sequence[Noteworthy] = ()
) -> Paper:
    """A chapter's tables as a workbook; its numbered notes stand at the foot of the page or on a sheet.

    What the edition says otherwise than the one before (``changes``) has a sheet of its own.

    Every table keeps its defined name (``pmr_DSNY_1a``) in both profiles: in working papers it names the table as
    printed, headings included; in what is published it names the table's rows.

    Raises:
        ValueError: ``profile`` is neither ``working`` nor ``published``.
    """
    if profile not in (WORKING, PUBLISHED):
        raise ValueError(f"A profile is {WORKING} or {PUBLISHED}, not “{profile}”.")
    title = f"{chapter.name} · {chapter.report_name}, {chapter.edition.when_words}"
    present = {kind: name for kind, name in _FLAT.items() if chapter.of(kind)}
    if profile == WORKING:
        page, names = mmr_page.lay(chapter, TABLES, notes)
        flats = [mmr_flat.working_page(chapter, kind, f"{name} data", notes) for kind, name in present.items()]
        pages = [page, *flats]
        if changes:
            of_them = f"{chapter.name} · {chapter.edition.title} · noteworthy changes"
            pages.append(noteworthy_page.lay(of_them, changes))
        return Paper(pages, names, title=title, subject="Tables as printed, with their raw values")
    pages, names, held = [], {}, []
    for kind, name in present.items():
        page, ranges = table.lay(chapter, kind, name, notes)
        pages.append(page)
        names |= ranges
        held.append((name, f"{_HOLDS[kind]}: {sum(1 for _ in chapter.rows(kind)):,} rows."))
    if changes:
        pages.append(noteworthy_page.published_page(chapter, changes))
        held.append((noteworthy_page.NAME, f"What this edition says otherwise than the one before: {len(changes)}."))
    held.append((NOTES, "What each sign in the tables means, and how figures are stored."))
    pages = [contents.lay(chapter, held), *pages, of_notes.lay(chapter, notes)]
    subject = f"{chapter.report_name}, {chapter.edition.when_words}: tables for publication"
    return Paper(pages, names, title=title, subject=subject, language=LANGUAGE)
