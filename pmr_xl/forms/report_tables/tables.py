"""The report's tables as a workbook: as the report prints them, or plain and accessible for publication.

Working papers carry the printed layout and one flat table to filter; what is published carries one plain table a sheet,
a contents page and a page of notes, nothing filtered and nothing frozen.
"""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.report_tables import flat as mmr_flat
from pmr_xl.forms.report_tables import page as mmr_page
from pmr_xl.forms.report_tables.footnotes import Footnotes
from pmr_xl.mmr import PrintedChapter, TableKind

WORKING, PUBLISHED = "working", "published"
TABLES = "Tables"
_FLAT = {
    TableKind.INDICATORS: "Indicators",
    TableKind.RESOURCES: "Resources",
    TableKind.APPROPRIATIONS: "Units of appropriation",
}
_NONE = Footnotes()


def lay(chapter: PrintedChapter, profile: str = WORKING, notes: Footnotes = _NONE) -> Paper:
    """A chapter's tables as a workbook, and its numbered notes: at the foot of the printed page, or on a page of notes.

    Every table keeps its defined name (``pmr_DSNY_1a``) in both profiles: in working papers it names the table as
    printed, headings included; in what is published it names the table's rows.

    Raises:
        ValueError: ``profile`` is neither ``working`` nor ``published``.
    """
    if profile not in (WORKING, PUBLISHED):
        raise ValueError(f"A profile is {WORKING} or {PUBLISHED}, not “{profile}”.")
    title = f"{chapter.name} · {chapter.report_name}, Fiscal {chapter.edition.year}"
    present = {kind: name for kind, name in _FLAT.items() if chapter.of(kind)}
    if profile == WORKING:
        page, names = mmr_page.lay(chapter, TABLES, notes)
        flats = [mmr_flat.working(chapter, kind, f"{name} data", notes) for kind, name in present.items()]
        return Paper([page, *flats], names, title=title, subject="Tables as printed, with their raw values")
    pages = [mmr_flat.contents(chapter, present, notes)]
    names = {}
    for kind, name in present.items():
        page, ranges = mmr_flat.published(chapter, kind, name, notes)
        pages.append(page)
        names |= ranges
    return Paper([*pages, mmr_flat.notes(chapter, notes)], names, title=title, subject="Tables for publication")
