"""Schemas made from published tables; made again, they keep every correction by hand.

What is known stays as the file has it, new rows are put in at their place, and rows that the table no longer has are
reported, never deleted. A file that would say the same is not written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pmr_xl.imports.drafts.drafting import appropriations, chapter, draft, name_rows, resources
from pmr_xl.imports.drafts.pages import SchemaPages, new_page
from pmr_xl.imports.drafts.placing import at_loc, home, loc_of_id
from pmr_xl.imports.import_report import ImportReport
from pmr_xl.imports.matching import match, wholes
from pmr_xl.imports.merged import merged_into, money_left_out, money_of, part_of
from pmr_xl.imports.open_data_ids.listed import OpenData
from pmr_xl.imports.published import PublishedTable, TableLayout, TableRow
from pmr_xl.imports.repeats import refuse_repeated
from pmr_xl.imports.sharing import twins, with_proposal
from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.chapter import Appropriation, Chapter, Resource
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.office.judging import PLACES, ids_in
from pmr_xl.office.naming import slug
from pmr_xl.office.shapes import Agency
from pmr_xl.office.writing import YamlPage, as_written, block, replace_file
from pmr_xl.office.years.ids import with_ids

_AGENCIES_HEAD = """\
# yaml-language-server: $schema=agencies.schema.json
# The agencies of the report, in print order. A slug names the agency's file and begins its ids: it never changes.
"""


def import_tables(
    office: Path,
    tables: Sequence[PublishedTable],
    open_data: OpenData | None = None,
    *,
    gone: Collection[str] = (),
    dry_run: bool = False,
) -> ImportReport:
    """Bring an office's schemas up to published tables.

    Args:
        office: the office folder; need not hold schemas yet.
        tables: indicators, and where there are any, resources and units of appropriation of the same edition.
        open_data: ids and additive flags to attach to new rows.
        gone: ids that had figures once: one that no schema has was taken out by hand, and is not put back.
        dry_run: say what would be done, and write nothing.

    Raises:
        Fault: a table or a schema cannot be read, a table has a row twice, or a file cannot be written. All is read and
            judged before the first file is written, and each file is written whole or not at all.
    """
    return _Import(OfficeFolder(office), open_data or OpenData(), frozenset(gone)).run(tables, dry_run=dry_run)


class _Import:
    def __init__(self, office: OfficeFolder, open_data: OpenData, gone: frozenset[str]) -> None:
        self.gone = gone
        self.open_data = open_data
        self.report = ImportReport()
        self.pages = SchemaPages(office)
        self.met: set[str] = set()
        self.named: list[tuple[str, str, TableRow]] = []

    def run(self, tables: Sequence[PublishedTable], *, dry_run: bool) -> ImportReport:
        for table in sorted(tables, key=lambda one: list(TableLayout).index(one.layout)):
            refuse_repeated(table)
            for code, rows in table.agencies().items():
                agency = self._agency(code, rows[0]["agency_name"], new=table.layout is TableLayout.INDICATORS)
                if agency is not None:
                    self._take(table, rows, agency, code)
            if table.layout is TableLayout.INDICATORS:
                self._propose(table)
        self._refuse_resaved(tables)
        for path, page in self.pages.by_path.items():
            if (current := self.pages.current(path)) != page.text:
                page.text = self._with_ids(path, page, new=not current)
                if not dry_run:
                    replace_file(path, page.text)
                self.report.written.append(path)
        self.report.vanished = [one for one in self.report.vanished if one not in self.met]
        self._read_again()
        return self.report

    def _with_ids(self, path: Path, page: YamlPage, *, new: bool) -> str:
        """A page that is new, or whose services, goals and tables had ids, with one for each of them."""
        own = path.parent.name == "indicators" and (new or any(loc[-3] in PLACES for loc, _ in ids_in(page.tree.data)))
        return with_ids(page.text, page.shown, path.stem)[0] if own else page.text

    def _refuse_resaved(self, tables: Sequence[PublishedTable]) -> None:
        """Refuse to draft new rows from a table whose printed form a spreadsheet has cut."""
        for table in tables:
            if table.resaved and self.report.added:
                raise Fault(
                    f"{table.path.name} was saved over by a spreadsheet: its times became times of day, and decimals, "
                    f"commas and dollar signs are cut, so {len(self.report.added)} new rows cannot be read off it.",
                    "Import the table as it was exported; to look at one in Excel, use Data › From Text/CSV.",
                )

    def _read_again(self) -> None:
        """The chapters as they are now, for whoever looks at the figures."""
        for agency in self.pages.agencies():
            page = self.pages.of_agency(agency)
            if page.text:
                self.report.chapters[agency.code] = self.pages.chapter(page, agency)

    def _propose(self, table: PublishedTable) -> None:
        """Pairs that seem to be one indicator, as comments in both files, unless the files say it already."""
        for pair in twins(self.named, table.years):
            pages = {
                one: page for page in self.pages.by_path.values() for one in (pair.one, pair.other) if _holds(page, one)
            }
            if len(pages) == 2 and not any(f"same_as: {one}" in page.text for page in pages.values() for one in pages):  # noqa: PLR2004 - a pair
                self.report.twins.append(pair)
                for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                    pages[one].text = with_proposal(pages[one].text, one, other)
        self.named = []

    def _elsewhere(self, code: str) -> list[Line]:
        """The indicators that other agencies have from this one."""
        found: list[Line] = []
        for agency in self.pages.agencies():
            page = self.pages.of_agency(agency)
            if agency.code != code and "moved_from:" in page.text:
                found += self.pages.chapter(page, agency).moved_here(code)
        return found

    def _take(self, table: PublishedTable, rows: Sequence[TableRow], agency: Agency, code: str) -> None:
        page = self.pages.of_agency(agency)
        if table.layout is not TableLayout.INDICATORS:
            known = money_of(self.pages.chapter(page, agency), agency, code)
            if not merged_into(agency, code):
                self._money(page, table, rows, agency, known)
            elif not getattr(known, table.layout.name.lower()):
                self.report.left_out.append(money_left_out(agency, code))
            return
        known = part_of(self.pages.chapter(page, agency), agency, code, table.agencies())
        found = match(table, rows, known, lambda: self._elsewhere(agency.code))
        self.met |= set(found.ids.values())
        self.report.vanished += found.vanished
        self.report.renamed += found.renamed
        taken = [line.id for line in (*known.lines, *known.retired_lines)]
        named = name_rows(rows, agency, found.ids, taken)
        removed = [row for row in rows if row.number not in found.ids and named[row.number] in self.gone]
        self.report.removed += [(row.number, row["indicator"], named[row.number]) for row in removed]
        there = {line.number for line in removed} | {
            number for number, line in found.lines.items() if line.id not in known.by_id
        }
        rows = [row for row in rows if row.number not in there]
        self.named += [(agency.code, named[row.number], row) for row in rows]
        fresh = [row for row in rows if row.number not in found.ids]
        self.report.added += [named[row.number] for row in fresh]
        if not fresh:
            return
        drafts = draft(table, rows, agency, named, self.open_data)
        if not page.text:
            page.text = new_page(chapter(rows, agency, drafts))
            return
        above = wholes(table, rows)
        for row in fresh:
            self._put(page, row, rows, named, drafts[row.number], above.get(row.number))

    def _put(
        self,
        page: YamlPage,
        row: TableRow,
        rows: Sequence[TableRow],
        named: Mapping[int, str],
        new: Indicator,
        whole: TableRow | None,
    ) -> None:
        data = page.tree.data
        if whole is not None:
            loc = [*loc_of_id(data, named[whole.number]), "parts"]
        else:
            loc = [*home(page, row, rows), "indicators"]
        siblings = [one["id"] for one in at_loc(page.tree.data, loc) or []]
        before = [named[one.number] for one in rows if one.number < row.number and named[one.number] in siblings]
        page.put(
            loc, siblings.index(before[-1]) + 1 if before else 0, as_written(new, leave_out=("parts", "exhaustive"))
        )

    def _money(
        self, page: YamlPage, table: PublishedTable, rows: Sequence[TableRow], agency: Agency, known: Chapter
    ) -> None:
        key = table.layout.name.lower()
        old: Sequence[Resource | Appropriation] = getattr(known, key)
        wanted: Sequence[Resource | Appropriation] = (
            resources(table, rows, agency, known) if key == "resources" else appropriations(rows, agency, known)
        )
        there, asked = [one.id for one in old], [one.id for one in wanted]
        fresh = [one for one in wanted if one.id not in there]
        self.report.vanished += [one for one in there if one not in asked]
        self.report.added += [one.id for one in fresh]
        if fresh and not page.text:
            page.text = new_page(known)
        if fresh and key not in page.tree.data:
            whole = "\n".join(block({key: [as_written(one) for one in fresh]}))
            page.text = page.text.rstrip("\n") + f"\n\n{whole}\n"
            return
        for one in fresh:
            siblings = [each["id"] for each in page.tree.data[key] or []]
            before = [each for each in asked[: asked.index(one.id)] if each in siblings]
            page.put([key], siblings.index(before[-1]) + 1 if before else 0, as_written(one))

    def _agency(self, code: str, name: str, *, new: bool) -> Agency | None:
        page, listed = self.pages.roll, self.pages.agencies()
        for agency in listed:
            if code in (agency.code, *agency.formerly) or merged_into(agency, code):
                return agency
        if not new:
            return None  # money alone makes no chapter
        agency = Agency(code, name, slug(code, name))
        if any(one.slug == agency.slug for one in listed):
            raise Fault(
                f"“{code}” would share the file {agency.slug}.yaml with another agency.",
                f"Put {code} into {page.shown} by hand with a slug of its own, and import again.",
            )
        if page.text:
            page.put(["agencies"], len(listed), as_written(agency))
        else:
            page.text = _AGENCIES_HEAD + "\n".join(block({"agencies": [as_written(agency)]})) + "\n"
        self.report.agencies.append(code)
        return agency


def _holds(page: YamlPage, known_as: str) -> bool:
    return f"id: {known_as}\n" in page.text
