"""The reliability statement: an annex that says of each figure its class and five elements, each there or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.manuscript import Block, Manuscript, TextLook, Words, WordTable
from pmr_xl.forms.paper.pages import Page, Paper, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.variance_sheet.cells import WORDS
from pmr_xl.model.book.places import Range
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import ReliabilityClass
from pmr_xl.model.reliability.elements import ELEMENTS, ReportedElement
from pmr_xl.model.schema.line import Line

MISSING = "Missing."
_TITLE, _LEAD, _OTHERS = "PMR Statement title", "PMR Statement lead", "PMR Statement others"
_AGENCY, _NAME = "Heading 1", "Heading 2"
_FACTS, _ELEMENT, _GONE = "PMR Statement facts", "PMR Statement element", "PMR Statement missing"
_CELL, _FIGURE, _HEAD, _HEAD_RIGHT = "PMR Table text", "PMR Table figure", "PMR Table head", "PMR Table head right"
_LOOKS = {
    _TITLE: TextLook(Style(size=20, bold=True, colour=theme.NAVY), after=4),
    _LEAD: TextLook(Style(size=10.5, colour=theme.INK), after=5),
    _OTHERS: TextLook(Style(size=10.5, colour=theme.INK), before=9, after=5),
    _AGENCY: TextLook(Style(size=15, bold=True, colour=theme.NAVY), before=14, after=4, level=1),
    _NAME: TextLook(Style(size=11, bold=True, colour=theme.INK), before=9, after=1, level=2, signs="Segoe UI Symbol"),
    _FACTS: TextLook(Style(size=10, bold=True, colour=theme.INK), after=2, kept=True, signs="Segoe UI Symbol"),
    _ELEMENT: TextLook(Style(size=10, colour=theme.INK), after=1, indent=14),
    _GONE: TextLook(Style(size=10, colour=theme.RED_BROWN), after=1, indent=14),
    _CELL: TextLook(Style(size=9, colour=theme.INK)),
    _FIGURE: TextLook(Style(size=9, colour=theme.INK, align="right")),
    _HEAD: TextLook(Style(size=9, bold=True, colour=theme.NAVY)),
    _HEAD_RIGHT: TextLook(Style(size=9, bold=True, colour=theme.NAVY, align="right")),
}
_WIDE = (156.0, 58.0, 58.0, 58.0, 58.0, 48.0, 32.0)  # points of the table's columns: agency, classes, all
_COLUMNS = (("Agency", 8.0), ("Indicator", 28.0), ("Year", 6.0), ("Reported", 10.5), ("Class", 15.0))
_LOST = replace(WORDS, colour=theme.RED_BROWN)
_ALIGNED = {4: replace(WORDS, align="right"), 5: replace(WORDS, indent=1)}


class StatedFigure(NamedTuple):
    """One figure in the statement.

    Attributes:
        figure: as the report prints it now.
        looked_at_then: what was looked at, where it is another figure now; else None.
        followed: the code of the commitment by which it is followed; empty for none.
    """

    line: Line
    year: str
    figure: str
    verdict: ReliabilityClass
    elements: tuple[ReportedElement, ...]
    looked_at_then: str | None = None
    followed: str = ""

    @property
    def note(self) -> str:
        """What else is to be known of it; empty for nothing."""
        then, now = self.looked_at_then, self.figure or "not there"
        changed = "" if then is None else f"▲ {then} was looked at; the figure is {now} now."
        return " ".join(filter(None, (changed, f"Followed as {self.followed}." if self.followed else "")))

    @property
    def looked_at(self) -> bool:
        """Whether somebody looked at it."""
        return self.verdict is not ReliabilityClass.NOT_LOOKED_AT


class StatedAgency(NamedTuple):
    """An agency in the statement: its code, its name, its figures in the order of its chapter."""

    code: str
    name: str
    figures: tuple[StatedFigure, ...]


def manuscript(title: str, year: str, agencies: Sequence[StatedAgency]) -> Manuscript:
    """The annex as a Word document: how many of each agency, then each figure that somebody looked at.

    Figures that nobody looked at are counted, with what is missing of them.
    """
    made = Manuscript(
        f"Statement of reliability, {year}", title, f"Statement of reliability · {title}", _LOOKS, upright=True
    )
    looked = sum(one.looked_at for each in agencies for one in each.figures)
    whole = sum(len(each.figures) for each in agencies)
    made.blocks += [
        Words("Statement of reliability", _TITLE),
        Words(f"{title}. {looked:,} of {whole:,} figures of {year} were looked at. A figure that nobody looked at may "
              "be right; nobody can say so.", _LEAD),
        *(Words(one.meaning, _ELEMENT, label=f"{one.icon_and_word}: ") for one in ReliabilityClass),
        Words("Of each figure stand the five things that 31 U.S.C. 1115(b)(8) asks a federal performance report to say "
              "of its data; what nobody said is named missing.", _LEAD),
        _counted(agencies),
    ]  # fmt: skip
    for one in agencies:
        made.blocks += _agency(one)
    return made


def _counted(agencies: Sequence[StatedAgency]) -> WordTable:
    heads = ("Agency", *(f"{one.sign} {_SHORT[one]}" for one in ReliabilityClass), "All")
    rows = []
    for one in agencies:
        counts = Counter(each.verdict for each in one.figures)
        numbers = [*(counts[each] for each in ReliabilityClass), len(one.figures)]
        rows.append((Words(one.name, _CELL), *(Words(f"{number:,}" if number else "–", _FIGURE) for number in numbers)))
    return WordTable(
        "Figures by class", "How many figures of each agency are of each class.",
        _WIDE,
        tuple(Words(head, _HEAD if not at else _HEAD_RIGHT) for at, head in enumerate(heads)), tuple(rows),
    )  # fmt: skip


_SHORT = {
    ReliabilityClass.CERTIFIED: "Certified",
    ReliabilityClass.QUALIFIED: "Qualified",
    ReliabilityClass.PREVENTED: "Prevented",
    ReliabilityClass.INACCURATE: "Inaccurate",
    ReliabilityClass.NOT_LOOKED_AT: "Not yet",
}


def _agency(one: StatedAgency) -> Iterator[Block]:
    yield Words(one.name, _AGENCY)
    looked = [each for each in one.figures if each.looked_at]
    for figure in looked:
        yield from _figure(figure)
    others = [each for each in one.figures if not each.looked_at]
    if others:
        missing = Counter(element.label for each in others for element in each.elements if not element.present)
        said = ", ".join(f"{label.lower()} of {count:,}" for label, count in missing.items())
        figures = "figure is" if len(others) == 1 else "figures are"
        yield Words(f"{len(others):,} {figures} not yet looked at. Missing of them: {said}.", _OTHERS)


def _figure(one: StatedFigure) -> Iterator[Block]:
    yield Words(one.line.marked_label, _NAME)
    yield Words(f"{one.verdict.icon_and_word} · {one.year}: {one.figure or 'no figure'}", _FACTS)
    for element in one.elements:
        look = _ELEMENT if element.present else _GONE
        yield Words(element.text or MISSING, look, label=f"{element.label}: ")
    if one.note:
        yield Words(one.note, _ELEMENT)


def sheet(title: str, year: str, agencies: Sequence[StatedAgency]) -> Paper:
    """The same as a workbook: a row a figure, those that nobody looked at too."""
    page = Page(
        "Reliability", tab=theme.BLUE, print=Print(footer=running_foot(f"Statement of reliability · {title}", day=True))
    )
    headings = [*(heading for heading, _ in _COLUMNS), *(label for _, label, _ in ELEMENTS), "Note"]
    page.widths = dict(enumerate([*(width for _, width in _COLUMNS), 22.0, 16.0, 13.0, 16.0, 16.0, 13.0], start=1))
    page.put(1, 1, f"Statement of reliability · {title}", theme.TITLE)
    page.put(2, 1, f"Figures of {year}; what nobody said is missing.", theme.SUBTITLE)
    page.heights = {1: 25, 2: 16, 3: 6}
    for column, heading in enumerate(headings, start=1):
        look = _ALIGNED.get(column, WORDS)
        page.put(4, column, heading, replace(theme.LEFT_HEADING, align=look.align, indent=look.indent))
    row = 4
    for row, one in enumerate((one for each in agencies for one in each.figures), start=5):
        told = (one.line.agency, one.line.marked_label, one.year, one.figure, one.verdict.icon_and_word)
        for column, text in enumerate(told, start=1):
            page.put(row, column, text, _ALIGNED.get(column, WORDS))
        for column, element in enumerate(one.elements, start=len(_COLUMNS) + 1):
            page.put(row, column, element.text or MISSING, WORDS if element.present else _LOST)
        page.put(row, len(headings), one.note or None, WORDS)
    fit_rows(page, 4, 4, least=22)
    fit_rows(page, 5, row, least=16)
    page.filter = Range(4, 1, row, len(headings))
    page.freeze = (5, 3)
    page.print = replace(page.print, repeat_rows=(4, 4), area=Range(1, 1, row, len(headings)))
    return Paper([page], title=f"Statement of reliability · {title}", subject="What was looked at, and what it gave")
