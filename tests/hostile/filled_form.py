"""The form of the Department of Examples, filled so that no rule has anything to say, and a desk that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from example import CHAPTER, MMR, PAST, SETTINGS
from stories import NAME, THIS_YEAR, WHY_NEW

from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Content, Page, Paper, Put
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.office import Library

SIGNED = 46_276.0  # 9 September 2026
OTHER = replace(CHAPTER, agency="DOY", name="Department of Other Examples")
__all__ = ["NAME"]


@dataclass(frozen=True, eq=False)
class Hostile:
    """One thing people and programs do to a form.

    Attributes:
        group: the part of the table it stands in.
        done: what was done to the form, in words.
        make: makes the workbook in a folder and returns its path.
        says: what pmr_xl has to say, all of it: ``error TYP-001 Submission!J5``, or ``unreadable xls``.
        meant: figures or texts read otherwise than in the untouched form: (id, column key) → what is read now.
        lost: rows or columns that cannot be read any more, as ids or column keys; ``*`` for everything.
    """

    group: str
    done: str
    make: object
    says: tuple[str, ...] = ()
    meant: Mapping[tuple[str, str], str] | None = None
    lost: frozenset[str] = frozenset()
    libreoffice: bool = False

    @property
    def everything_lost(self) -> bool:
        """Nothing of the form can be read, or another form is read."""
        return "*" in self.lost or any(say.startswith("unreadable") for say in self.says)


def desk() -> SimpleNamespace:
    """A desk that knows the two example agencies and what was published of them; the real one would read files."""
    chapters = {"DOX": CHAPTER, "DOY": OTHER}
    agencies = {code: SimpleNamespace(code=code) for code in chapters}
    library = SimpleNamespace(
        chapter=chapters.get,
        find_agency=agencies.get,
        schema_hash=lambda _: PAST.schema_hash,
        schema_stamped=lambda code, stamp: chapters[code] if stamp == PAST.schema_hash else None,
    )
    return SimpleNamespace(
        edition=lambda code: Library(None).with_its_report(Edition.parse(code)),
        library=library,
        library_of=lambda _: library,
        keep_schemas=lambda *_: None,
        published_before=lambda *_: PAST,
        settings=SETTINGS,
        office=SimpleNamespace(built_in=True),
        one_state=nullcontext,
        today=None,
    )


def paper(chapter: Chapter = CHAPTER) -> Paper:
    """The form, filled and certified."""
    return _paper(chapter.agency)


@cache
def _paper(agency: str) -> Paper:
    chapter = {CHAPTER.agency: CHAPTER, OTHER.agency: OTHER}[agency]
    answers = {
        name: {Ask.ACTUAL: CHAPTER.by_id[name].indicator.measure.parse(printed)} for name, printed in THIS_YEAR.items()
    }
    answers["dox-new"] |= {Ask.EXPLANATION: WHY_NEW, Ask.TARGET: Decimal(90), Ask.NEXT_TARGET: Decimal(90)}
    blank = submission_form.lay(chapter, MMR, PAST, SETTINGS, schema_hash="0123abcd")
    done = submission_form.fill(blank, chapter, MMR, answers)
    return submission_form.certify(done, name="Jo Doe", title="Commissioner", date=SIGNED)


@cache
def form() -> bytes:
    """The filled form as a workbook."""
    return workbook_bytes(paper())


def saved(folder: Path, data: bytes, name: str = NAME) -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def pasted(cells: Mapping[str, Content], sheet: str, look: str):
    """A maker of the form with contents pasted into cells together with a number format."""

    def change(page: Page) -> Page:
        cells_now = dict(page.cells)
        for address, content in cells.items():
            place = from_a1(address)
            cells_now[place] = Put(content, replace(page.cells[place].style, number_format=look))
        return replace(page, cells=cells_now)

    return laid(change, sheet)


def laid(change, sheet: str = "Submission"):
    """A maker of the form with one page changed: ``change`` takes the page and returns another."""

    def make(folder: Path) -> Path:
        pages = [change(page) if page.name == sheet else page for page in paper().pages]
        return saved(folder, workbook_bytes(replace(paper(), pages=pages)))

    return make


def moved(page: Page, place) -> Page:
    """The page with each cell where ``place`` puts it; None leaves it out."""
    cells = {to: put for at, put in page.cells.items() if (to := place(*at)) is not None}
    return replace(page, cells=cells, table=None, rules=[], paints=[], notes={})


def read_from(submission: Submission) -> dict[tuple[str, str], str]:
    """Everything understood of a submission: (id, column key) → figure as printed, or text.

    A text where a figure belongs stands in quotes.
    """
    return {
        (entry.line.id, key): f"“{entered.raw}”"
        if entered.measure and entered.raw and not entered.figure
        else entered.as_printed
        for entry in submission.entries
        for key, entered in entry.entered.items()
        if key not in (Ask.STATUS, Ask.HINT)
    }
