"""``pmr proof``: a laid-out report, and what chapters say in words, against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.faults import for_each_file
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.plural import plural
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.publishing.proof import ChapterProof

_NAMED = pattern(r"_(P?MMR)_(FY\d\d)(?!\d)", re.IGNORECASE)  # as files of ours are named
_MOST = 12  # of what is only told, not wrong


@click.command()
@options.sheets
@click.option("--agency", "agencies", multiple=True, metavar="CODE", help="Whose chapter it is; else its name says so.")
@options.report_and_year
@click.pass_context
def proof(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    agencies: tuple[str, ...],
    report: str | None,
    year: int | None,
    month: str | None,
) -> None:
    """Proof laid-out files (.pdf .docx .txt .csv .xlsx) against the tables, figure by figure, and recompute sentences.

    Rows are found by label in the order of the report. Sentences such as “rose 12 percent from 1,000 to 1,120” are
    recomputed; those that speak of no row that is known are left alone. Leaves with 2 where something differs.
    """
    from pmr_xl.desk.publishing.proof import proof as take

    desk = options.desk_of(ctx)
    edition = names.edition_of(desk, report, year, month)

    def one(path: Path) -> int:
        if (said := _NAMED.search(path.name)) and f"{said[1]}-{said[2]}".upper() != edition.code:
            say(f"▲ {path.name} is named as of {said[1]}-{said[2]}, and compared with {edition.code}.", err=True)
        chapters = take(desk, path, edition, names.agency_codes(desk, agencies, edition))
        for chapter in chapters:
            _told(path, chapter)
        wrong = sum(chapter.faults for chapter in chapters)
        lost = sum(len(chapter.rows.missing) + len(chapter.rows.unknown) for chapter in chapters)
        return Leaves.ERRORS if wrong else Leaves.QUERIES if lost else Leaves.CLEAN

    ctx.exit(for_each_file(files, one))


def _told(path: Path, one: ChapterProof) -> None:
    rows = one.rows
    # Nothing that was compared is nothing that is right.
    sign = "✕" if one.faults else "✓" if rows.compared or one.sentences else "▲"
    say(
        f"{sign} {path.name}, {one.name}: {rows.compared} rows compared, {len(rows.differences)} figures differ; "
        f"{one.sentences} sentences recomputed, {len(one.claims)} wrong"
    )
    for cell in rows.differences:
        source = one.sources.get((cell.indicator, cell.column), "")
        say(
            f"✕ {cell.place}: “{cell.name}”, {cell.column}: {cell.found or 'nothing'}; the table has {cell.table}"
            f"{f' ({source})' if source else ''}"
        )
    for claim in one.claims:
        say(f"✕ {claim.place}: “{claim.said}”: {claim.fault}; {claim.right}")
    if one.lists[0]:
        say(_lists(*one.lists), err=True)
    _some(f"▲ not laid out: {name}" for _, name in rows.missing)
    _some(f"▲ {line.place}: no table has the row “{line.label}”" for line in rows.unknown)


def _lists(pages: tuple[str, ...], unread: int) -> str:
    """Which pages are a working workbook's lists, and what of them could not be compared."""
    numbers = [page.removeprefix("page ") for page in pages]
    where = f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]}"
    rows = f"{unread:,} {plural(unread, 'of their rows is', 'of their rows are')}"
    left = f"; {rows} too narrow to be read, and not compared" if unread else ""
    return f"– {where}: lists of a working workbook (data, provenance){left}."


def _some(lines: Iterable[str]) -> None:
    told = list(lines)
    for line in told[:_MOST]:
        say(line, err=True)
    if len(told) > _MOST:
        say(f"▲ … and {len(told) - _MOST} more", err=True)


COMMANDS = (proof,)
