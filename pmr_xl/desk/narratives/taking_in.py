"""Documents to fill in, and filled ones taken in: their sentences are recomputed first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.books.laid_out.reading import read_laid_out
from pmr_xl.desk.publishing.proof import agencies_titled
from pmr_xl.desk.tables.assemble import press_chapters
from pmr_xl.desk.tables.narrative import narrative_of, place_of
from pmr_xl.desk.writing import make_folder
from pmr_xl.forms.narratives.narrative import NarrativePart, other_heading, parts_of, read_back, template
from pmr_xl.mmr.proofing.passages import Prose
from pmr_xl.mmr.proofing.sentences import Claim, proof_sentences
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.narratives.narrative import Narrative
    from pmr_xl.mmr import PrintedChapter
    from pmr_xl.office import Library


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
    with desk.one_state():
        chapters = [desk.library_of(edition).chapter(code) for code in agencies]
        for one in press_chapters(desk, chapters, edition):
            path = make_folder(into) / f"{one.stem.removesuffix('_tables')}_narrative.docx"
            kept = narrative_of(desk, one.printed)
            _nothing_left_in(path, one.printed, kept)
            write(template(one.printed, kept), path)
            written.append(path)
    return written


def _nothing_left_in(path: Path, printed: PrintedChapter, kept: Narrative | None) -> None:
    """See that no words would be lost by writing a document anew: those that are there and were not taken in.

    Raises:
        Fault: there are such words, or what stands there cannot be read.
    """
    if not path.is_file():
        return
    said = read_back(printed, _words_of(path))
    if said.strays or said.parts != (kept.parts if kept else {}):
        raise Fault(
            f"{path} holds words that were not taken in; it was left as it is.",
            f"Take them in (pmr narrative take {path.name}), or name another folder (--into).",
        )


def take_in(desk: Desk, path: Path, edition: Edition, agency: str = "", despite: str = "") -> NarrativeTaken:
    """Take a filled document in, if what its sentences say can stand beside the tables.

    Args:
        agency: whose it is; found by its title where it is empty.
        despite: why it is taken in although a sentence is wrong; a person reads it then.

    Raises:
        Fault: the document cannot be read, is another agency's or names none, has no heading of the chapter or
            headings of another, holds tables, or this is the built-in office.
    """
    from pmr_xl.desk.writing import write_bytes

    desk.office.must_be_own("Without an office of your own no narratives are kept.")
    _chapters_wanted(edition)
    prose = _words_of(path)
    with desk.one_state():
        library = desk.library_of(edition)
        code = _whose(library, prose, path, agency)
        (one,) = press_chapters(desk, [library.chapter(code)], edition)
        said = read_back(one.printed, prose)
        if not said.parts:
            raise Fault(f"{path.name} has no words below the headings of {one.printed.name}.", _HEADINGS)
        if (other := other_heading(one.printed, prose)) is not None:
            raise Fault(f"{path.name}, {other.place}: {one.printed.name} has no heading “{other.text}”.", _HEADINGS)
        looked, claims = proof_sentences(one.printed, _with_places(prose))
        place = place_of(desk, edition, code)
    kept = not claims or bool(despite.strip())
    if kept:
        make_folder(place.parent)
        write_bytes(place, path.read_bytes())
    empty = tuple(part for part in parts_of(one.printed) if part.key not in said.parts)
    words = sum(len(text.split()) for texts in said.parts.values() for text in texts)
    return NarrativeTaken(code, place if kept else None, empty, words, looked, tuple(claims), said.strays)


_HEADINGS = "“pmr narrative template” writes the document with its headings; they stay as they are."


def _words_of(path: Path) -> list[Prose]:
    """The paragraphs of a document. Raises Fault where it is none, or holds tables of figures: they are not printed."""
    if path.is_file() and path.suffix.casefold() != ".docx":
        raise Fault(f"{path.name} is no Word document.", "Name the document that “pmr narrative template” wrote.")
    prose = []
    for piece in read_laid_out(path).pieces:
        if not isinstance(piece, Prose):
            raise Fault(
                f"{path.name}, {piece.place}: a table of figures, and a narrative is printed without tables.",
                "Say it in words, or take the table out; the report's own tables are printed beside.",
            )
        prose.append(piece)
    return prose


def _whose(library: Library, prose: Sequence[Prose], path: Path, agency: str) -> str:
    """The code of the agency whose document it is. Raises Fault where that is not said, or its title says another."""
    titled = agencies_titled(library, prose)
    code = library.agency(agency).code if agency else titled[0] if len(titled) == 1 else ""
    if code and (code in titled or not titled):
        return code
    if not titled:
        raise Fault(f"{path.name} names no agency of this report.", "Name it with --agency.")
    names = " and ".join(library.chapter(one).name for one in titled)
    if code:
        raise Fault(
            f"{path.name} is titled {names}, not {library.chapter(code).name}.",
            "Leave --agency out, or name the document of that agency.",
        )
    raise Fault(f"{path.name} is titled {names}.", "A document holds one chapter: make one of each, and name them.")


def _with_places(prose: Sequence[Prose]) -> list[Prose]:
    """What stands in brackets is a help to write, and is not proofed."""
    return [one for one in prose if not (one.text.startswith("[") and one.text.endswith("]"))]


def _chapters_wanted(edition: Edition) -> None:
    if edition.monthly:
        raise Fault(f"{edition.title} has no chapters.", "Name the MMR or the PMMR with --report.")
