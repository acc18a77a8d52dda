"""A chapter's narrative: which parts it has, the document to fill in, and its paragraphs read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, TextLook, Words
from pmr_xl.forms.paper.pages import Style
from pmr_xl.mmr import PrintedChapter, PrintedRow, PrintedTable, TableKind
from pmr_xl.mmr.proofing.passages import Prose, plain_label
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

OPENING = (
    ("What we do", "Who the agency serves, and with what."),
    ("Focus on equity", "For whom it works, where, and what was done about gaps."),
    ("How we performed", "What moved most this year, by how much and why."),
)
_TITLE, _PART, _TEXT, _GUIDE = "Heading 1", "Heading 2", "PMR Narrative", "PMR Guide"
LOOKS = {
    _TITLE: TextLook(Style(size=18, bold=True, colour=theme.NAVY), after=2, level=1),
    _PART: TextLook(Style(size=12, bold=True, colour=theme.NAVY), before=14, after=3, level=2),
    _TEXT: TextLook(Style(size=10.5, colour=theme.INK), after=6),
    # Where to write stays with its heading and its hint: no page begins with the empty place alone.
    _GUIDE: TextLook(Style(size=9, italic=True, colour=theme.GREY), after=4, kept=True),
}
_GOAL = pattern(r"Goal \d+[a-z] {2,}\S")  # a heading sets its text off; a sentence about a goal does not
_MOST_FIGURES = 4  # of a goal, told beside the place to write


class NarrativePart(NamedTuple):
    """A part of the narrative: its key (``Goal 1a``, ``What we do``), its heading, what is told who writes it."""

    key: str
    heading: str
    guide: str


class Narrative(NamedTuple):
    """Paragraphs by the key of their part, and what belongs to no part.

    Attributes:
        strays: paragraphs that stand before the first heading.
    """

    parts: Mapping[str, tuple[str, ...]]
    strays: tuple[Prose, ...] = ()


def parts_of(chapter: PrintedChapter) -> tuple[NarrativePart, ...]:
    """The parts of a chapter's narrative: three that open it, and one a goal."""
    opening = [NarrativePart(name, name, guide) for name, guide in OPENING]
    goals: dict[str, NarrativePart] = {}
    for table in chapter.of(TableKind.INDICATORS):
        if table.title:
            heading = f"{table.title}   {table.title_text}"
            figures = [line for row in table.rows if (line := _figures(table, row))]
            goals.setdefault(table.title, NarrativePart(table.title, heading, "; ".join(figures[:_MOST_FIGURES])))
    return (*opening, *goals.values())


def _figures(table: PrintedTable, row: PrintedRow) -> str:
    cells = {head.key: cell.display for head, cell in zip(table.heads, row.cells, strict=True)}
    years = [key for key in cells if key.startswith("actual:") and Period.parse(key[7:]).span is Span.YEAR][-2:]
    told = " → ".join(cells[key] for key in years)
    return f"{row.name}: {told}" if told else ""


def template(chapter: PrintedChapter, said: Narrative | None = None) -> Manuscript:
    """The document to fill in: a heading a part, below it in brackets what helps to write, and what is said already."""
    made = Manuscript(
        title=f"{chapter.name} · {chapter.full_title} · narrative",
        subject="Narrative",
        footer=f"{chapter.name} · {chapter.short_title} · narrative",
        looks=LOOKS,
        upright=True,
    )
    made.blocks += [
        Words(chapter.name, _TITLE),
        Words("[Write below each heading; what stands in brackets is not printed. Headings stay as they are.]", _GUIDE),
    ]
    for part in parts_of(chapter):
        made.blocks.append(Words(part.heading, _PART))
        if part.guide:
            made.blocks.append(Words(f"[{part.guide}]", _GUIDE))
        made.blocks += [Words(text, _TEXT) for text in (said.parts.get(part.key, ()) if said else ())]
        made.blocks.append(Words("", _TEXT))
    return made


def read_back(chapter: PrintedChapter, prose: Sequence[Prose]) -> Narrative:
    """A filled document's paragraphs by their parts. What stands in brackets is left out."""
    keys = {plain_label(part.heading): part.key for part in parts_of(chapter)}
    parts: dict[str, list[str]] = {}
    strays: list[Prose] = []
    now = ""
    for one in _own(chapter, prose):
        label = plain_label(one.text)
        if label in keys:
            now = keys[label]
        elif now:
            parts.setdefault(now, []).append(one.text)
        else:
            strays.append(one)
    return Narrative({key: tuple(texts) for key, texts in parts.items()}, tuple(strays))


def other_heading(chapter: PrintedChapter, prose: Sequence[Prose]) -> Prose | None:
    """The first heading of a goal that this chapter does not have: another chapter's, or one that was reworded."""
    ours = {plain_label(part.heading) for part in parts_of(chapter)}
    return next((one for one in prose if _GOAL.match(one.text) and plain_label(one.text) not in ours), None)


def _own(chapter: PrintedChapter, prose: Sequence[Prose]) -> Iterator[Prose]:
    title = plain_label(chapter.name)
    for one in prose:
        text = one.text.strip()
        if text and not (text.startswith("[") and text.endswith("]")) and plain_label(text) != title:
            yield Prose(one.place, text)
