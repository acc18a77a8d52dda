"""The book of definitions, and what other rooms print of a definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.writing import make_folder
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.definitions.known import definitions_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition


class PublicDefinition(NamedTuple):
    """What a page or a file for the public says of an indicator. Texts that nobody said are empty.

    Attributes:
        open_data_id: None where it is not known.
        confirmed: the day, as 2026-08-14; empty where nobody did.
    """

    agency: str
    id: str
    open_data_id: int | None
    indicator: str
    description: str
    source: str
    lag: str
    counted: str
    unit: str
    limits: str
    confirmed: str


def public_definitions(
    desk: Desk, agencies: Sequence[str] = (), edition: Edition | None = None
) -> Iterator[PublicDefinition]:
    """What the public is told of agencies' indicators, in the order of the report; of all agencies where none is named.

    Args:
        edition: by whose schemas; today's where None.

    Raises:
        Fault: unknown agency, or a file of definitions says something that cannot be.
    """
    library = desk.library if edition is None else desk.library_of(edition)
    for code in agencies or library.agencies():
        chapter = library.chapter(code)
        known = definitions_of(library, chapter)
        for line in chapter.lines:
            one = known.get(line.id, Definition(line.id))
            day = one.confirmed.on.isoformat() if one.confirmed else ""
            yield PublicDefinition(
                *(chapter.agency, line.id, line.indicator.open_data_id, line.indicator.name),
                *(one.definition, one.source, one.lag, one.counted, one.unit, one.limits, day),
            )


def print_book(desk: Desk, to: Path, agencies: Sequence[str] = (), edition: Edition | None = None) -> int:
    """Write the book of definitions as a Word document; returns how many entries it has.

    Args:
        to: the file; its folder is made where there is none.
        agencies: their codes; all where none is named.
        edition: by whose schemas and definitions; today's where None.

    Raises:
        Fault: unknown agency, none of them has an indicator, or the file cannot be written.
    """
    from pmr_xl.books.writing.word import write
    from pmr_xl.forms.definitions.book import BookChapter, manuscript

    if to.suffix.casefold() != ".docx":
        raise Fault(f"{to.name} does not end in .docx.", "Name a file that ends in .docx.")
    library = desk.library if edition is None else desk.library_of(edition)
    chapters = [library.chapter(code) for code in agencies or library.agencies()]
    entries = sum(len(one.lines) for one in chapters)
    if not entries:
        raise Fault("There is no indicator to print.", "“pmr schema import” makes schemas from published tables.")
    title = chapters[0].name if len(chapters) == 1 else edition.full_title if edition else "All agencies’ indicators"
    told = manuscript(title, [BookChapter(one, definitions_of(library, one)) for one in chapters], desk.today)
    make_folder(to.parent)
    write(told, to)
    return entries
