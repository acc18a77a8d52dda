"""Proof: what is laid out, and what is said in words, against the tables that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.laid_out.reading import read_laid_out
from pmr_xl.desk.publishing.proof_data import Rows, agencies_in, compare_data, data_rows
from pmr_xl.desk.released.handing_out import released_office
from pmr_xl.desk.tables.assemble import chapters_of, press_chapters
from pmr_xl.mmr import PrintedChapter
from pmr_xl.mmr.proofing.passages import FigureLine, LaidOut, Prose, plain_label, working_pages
from pmr_xl.mmr.proofing.rows import RowsCompared, compare_rows
from pmr_xl.mmr.proofing.sentences import Claim, proof_sentences
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.tables.pressed import Pressed
    from pmr_xl.office import Library


class ChapterProof(NamedTuple):
    """A chapter that is laid out in the file.

    Attributes:
        rows: its tables' rows, compared.
        sentences: how many sentences said something that could be recomputed; ``claims`` those that are wrong.
        sources: by indicator and column, where a figure that is laid out otherwise comes from.
        lists: pages of a working workbook's data and provenance, and how many of their rows could not be told apart.
    """

    agency: str
    name: str
    rows: RowsCompared
    sentences: int
    claims: tuple[Claim, ...]
    sources: dict[tuple[str, str], str]
    lists: tuple[tuple[str, ...], int] = ((), 0)

    @property
    def faults(self) -> int:
        """How many figures and sentences are wrong."""
        return len(self.rows.differences) + len(self.claims)


def proof(desk: Desk, path: Path, edition: Edition, agencies: Sequence[str] = ()) -> list[ChapterProof]:
    """Proof a file against an edition's tables: those of the release, where it is released.

    Args:
        agencies: whose chapters stand in it; found by their names in the file where none is named.

    Raises:
        Fault: the edition has no chapters, the file cannot be read, or no agency's name stands in it and none is named.
    """
    if edition.monthly:
        raise Fault(f"{edition.title} has no chapters.", "Name the MMR or the PMMR with --report.")
    with desk.one_state():
        library = desk.library_of(edition)
        named = list(dict.fromkeys(library.chapter(code).agency for code in agencies))
        if path.is_file() and (rows := data_rows(path)) is not None:
            return _proof_data(desk, path, rows, edition, named)
        laid = read_laid_out(path)
        if not laid.pieces:
            raise Fault(
                f"{path.name} has no table row and no sentence that can be read.",
                "Where it is a picture of pages (a scan), name a file with text: export the pages anew.",
            )
        parts = _parts(laid, {code: library.chapter(code).name for code in named or library.agencies()}, named)
        if not parts:
            raise Fault(f"{path.name} names no agency of this report.", "Name it: pmr proof FILE --agency DSNY.")
        return [
            _chapter(one.printed, parts[one.printed.agency], {(e.indicator, e.key): e for e in one.provenance()})
            for one in _pressed(desk, list(parts), edition)
        ]


def _pressed(desk: Desk, codes: Sequence[str], edition: Edition) -> list[Pressed]:
    """The tables of these agencies: those of the release, where the edition is released."""
    chapters = [desk.library_of(edition).chapter(code) for code in codes]
    if (frozen := released_office(desk, edition)) is not None:
        desk = type(desk)(frozen)
        chapters = chapters_of(desk, chapters)
    with desk.one_state():
        return list(press_chapters(desk, chapters, edition))


def _proof_data(desk: Desk, path: Path, rows: Rows, edition: Edition, agencies: Sequence[str]) -> list[ChapterProof]:
    """Posted data: every agency's rows against its tables."""
    known = desk.library_of(edition).agencies()
    codes = [code for code in agencies_in(rows) if code in known and code in (agencies or known)]
    if not codes:
        raise Fault(f"{path.name} has no row of an agency of this report.", "Its column “agency” says their codes.")
    return [
        ChapterProof(one.printed.agency, one.printed.name, compared, 0, (), {})
        for one in _pressed(desk, codes, edition)
        if (compared := compare_data(one.printed, rows)) is not None
    ]


def _parts(laid: LaidOut, names: dict[str, str], agencies: Sequence[str]) -> dict[str, list[FigureLine | Prose]]:
    """The pieces of each agency's chapter: they follow its name, which stands alone in a line."""
    by_name = {plain_label(name): code for code, name in names.items()}
    parts: dict[str, list[FigureLine | Prose]] = {}
    now = agencies[0] if len(agencies) == 1 else ""
    for piece in laid.pieces:
        if isinstance(piece, Prose) and (code := by_name.get(_title(piece.text))) is not None:
            now = code
        if now:
            parts.setdefault(now, []).append(piece)
    return parts


def agencies_titled(library: Library, prose: Sequence[Prose]) -> list[str]:
    """The codes of the agencies whose names stand alone in a paragraph, in the order in which they stand there."""
    by_name = {plain_label(one.name): code for code, one in library.agencies().items()}
    return list(dict.fromkeys(by_name[name] for one in prose if (name := _title(one.text)) in by_name))


def _title(text: str) -> str:
    """A line as the title of a chapter: sheets say behind it what they hold."""
    return plain_label(text.partition(":")[0])


def _chapter(
    printed: PrintedChapter, pieces: Sequence[FigureLine | Prose], origins: dict[tuple[str, str], object]
) -> ChapterProof:
    lists = working_pages(pieces, [row.id for table in printed.tables for row in table.rows])
    rows = compare_rows(printed, [one for one in pieces if isinstance(one, FigureLine)])
    known = tuple(one for one in rows.unknown if one.place not in lists)  # in a list a cut name is no strange row
    said = [one for one in pieces if isinstance(one, Prose) and one.place not in lists]
    looked, claims = proof_sentences(printed, said)
    keys = {head.full: head.key for table in printed.tables for head in table.heads}
    sources = {}
    for cell in rows.differences:
        sources[cell.indicator, cell.column] = _source(origins.get((cell.indicator, keys.get(cell.column, ""))))
    pages = tuple(dict.fromkeys(one.place for one in pieces if one.place in lists))
    told = (pages, len(rows.unknown) - len(known))
    return ChapterProof(
        *(printed.agency, printed.name, rows._replace(unknown=known), looked, tuple(claims), sources, told)
    )


def _source(origin: object) -> str:
    file, place = getattr(origin, "file", ""), getattr(origin, "place", "")
    return f"{file}, {place}".strip(", ")
