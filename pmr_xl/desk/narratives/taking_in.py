"""Documents to fill in, and filled ones taken in: their sentences are recomputed first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.laid_out.reading import read_laid_out
from pmr_xl.desk.publishing.proof import agency_named
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.narrative import narrative_of, place_of
from pmr_xl.desk.writing import made
from pmr_xl.forms.narratives.narrative import NarrativePart, parts_of, read_back, template
from pmr_xl.mmr.proofing.passages import Prose
from pmr_xl.mmr.proofing.sentences import Claim, proof_sentences
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


class NarrativeTaken(NamedTuple):
    """What became of a filled document.

    Attributes:
        place: where it is kept; None where its figures are wrong and nobody said why it is taken nevertheless.
        empty: parts without a word; ``words``: how many words the others have.
        sentences: how many could be recomputed; ``claims`` those that are wrong.
        strays: paragraphs before the first heading, which belong to no part.
    """

    agency: str
    place: Path | None
    empty: tuple[NarrativePart, ...]
    words: int
    sentences: int
    claims: tuple[Claim, ...]
    strays: tuple[Prose, ...]


def write_templates(desk: Desk, agencies: Sequence[str], edition: Edition, into: Path) -> list[Path]:
    """Write documents to fill in; what was taken in before stands in them.

    Raises:
        Fault: the edition has no chapters, an agency is unknown, or a file cannot be written.
    """
    from pmr_xl.books.writing.word import write

    _chapters_wanted(edition)
    written = []
    with desk.held():
        chapters = [desk.library_of(edition).chapter(code) for code in agencies]
        for one in press_chapters(desk, chapters, edition):
            path = made(into) / f"{one.stem.removesuffix('_tables')}_narrative.docx"
            write(template(one.printed, narrative_of(desk, one.printed)), path)
            written.append(path)
    return written


def take_in(desk: Desk, path: Path, edition: Edition, agency: str = "", despite: str = "") -> NarrativeTaken:
    """Take a filled document in, if what its sentences say can stand beside the tables.

    Args:
        agency: whose it is; found by its title where it is empty.
        despite: why it is taken in although a sentence is wrong; a person reads it then.

    Raises:
        Fault: the document cannot be read, names no agency, has no heading of the chapter, or this is the built-in
            office.
    """
    from pmr_xl.desk.writing import write_bytes

    desk.office.must_be_own("Without an office of your own no narratives are kept.")
    _chapters_wanted(edition)
    prose = [one for one in read_laid_out(path).pieces if isinstance(one, Prose)]
    with desk.held():
        library = desk.library_of(edition)
        code = library.agency(agency).code if agency else agency_named(library, prose, path)
        (one,) = press_chapters(desk, [library.chapter(code)], edition)
        said = read_back(one.printed, prose)
        if not said.parts:
            raise Fault(f"{path.name} has no words below the headings of {one.printed.name}.", _HEADINGS)
        looked, claims = proof_sentences(one.printed, _with_places(prose))
        place = place_of(desk, edition, code)
    kept = not claims or bool(despite.strip())
    if kept:
        made(place.parent)
        write_bytes(place, path.read_bytes())
    empty = tuple(part for part in parts_of(one.printed) if part.key not in said.parts)
    words = sum(len(text.split()) for texts in said.parts.values() for text in texts)
    return NarrativeTaken(code, place if kept else None, empty, words, looked, tuple(claims), said.strays)


_HEADINGS = "“pmr narrative template” writes the document with its headings; they stay as they are."


def _with_places(prose: Sequence[Prose]) -> list[Prose]:
    """What stands in brackets is a help to write, and is not proofed."""
    return [one for one in prose if not (one.text.startswith("[") and one.text.endswith("]"))]


def _chapters_wanted(edition: Edition) -> None:
    if edition.monthly:
        raise Fault(f"{edition.title} has no chapters.", "Name the MMR or the PMMR with --report.")
