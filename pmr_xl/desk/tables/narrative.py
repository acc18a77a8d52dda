"""The narratives that an office keeps, a document an agency and edition, as they were taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.narratives.narrative import Narrative
    from pmr_xl.mmr import PrintedChapter

FOLDER = "narratives"


def place_of(desk: Desk, edition: Edition, agency: str) -> Path:
    """Where an agency's narrative of an edition is kept."""
    return desk.folder / FOLDER / edition.code / f"{desk.library_of(edition).slug(agency)}.docx"


def narrative_of(desk: Desk, printed: PrintedChapter) -> Narrative | None:
    """What the chapter says in words; None where nothing was taken in.

    Raises:
        Fault: the document that is kept cannot be read.
    """
    if desk.office.built_in or not (place := place_of(desk, printed.edition, printed.agency)).is_file():
        return None
    from pmr_xl.books.laid_out.reading import read_laid_out
    from pmr_xl.forms.narratives.narrative import read_back
    from pmr_xl.mmr.proofing.passages import Prose

    return read_back(printed, [one for one in read_laid_out(place).pieces if isinstance(one, Prose)])
